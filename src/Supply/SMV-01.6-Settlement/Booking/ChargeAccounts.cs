using System.Collections.Immutable;
using Busbar.Kernel.Ledger;

namespace Busbar.Supply.Settlement.Booking;

/// <summary>Which account a market's charge is booked to. Energy, congestion and losses are netted by the hour instead (<see
/// cref="NetHourly"/>). Source: 18 CFR part 101, texts of accounts 555, 561.4, 561.8, 565 and 575.7 (Order No. 668 made 561.x and 575.x);
/// the place of each single charge is our reading of them, as each utility's accounting manual decides it.</summary>
public static class ChargeAccounts
{
    private static readonly Dictionary<string, ImmutableArray<(int First, int Last, Account Account)>> ByNumber = new()
    {
        ["PJM"] =
        [
            (1100, 1199, Accounts.TransmissionByOthers), (2100, 2199, Accounts.TransmissionByOthers),
            (1200, 1249, Accounts.PurchasedPower), (2200, 2249, Accounts.PurchasedPower),
            (1301, 1301, Accounts.SchedulingAndDispatch), (1302, 1303, Accounts.MarketFacilitation),
            (1304, 1312, Accounts.MarketFacilitation), (1313, 1319, Accounts.ReliabilityPlanning),
            (1320, 1329, Accounts.SchedulingAndDispatch), (2320, 2329, Accounts.SchedulingAndDispatch),
        ],
    };

    /// <summary>The account of a charge; 555 where the table names no other.</summary>
    public static Account Of(string market, string code) =>
        ByNumber.TryGetValue(market, out var ranges) && int.TryParse(code, out var number)
            && ranges.FirstOrDefault(range => number >= range.First && number <= range.Last).Account is { } account
            ? account
            : Accounts.PurchasedPower;
}
