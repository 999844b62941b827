using Busbar.Kernel.Ledger;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Booking;

/// <summary>Which account a market's charge is booked to. Energy, congestion and losses of an hour go to 555 or 447 by its net instead
/// (<see cref="NetHourly"/>). Source: 18 CFR part 101, texts of accounts 555, 565 and 575.7 (Order No. 668 made 575.x). A utility may keep
/// the operator's scheduling and planning apart in 561.4 and 561.8; here its costs are one account.</summary>
public static class ChargeAccounts
{
    /// <summary>The account of a part of the market entry.</summary>
    public static Account Of(ChargeBooking booking) => booking switch
    {
        ChargeBooking.Transmission => Accounts.TransmissionByOthers,
        ChargeBooking.Administration => Accounts.MarketFacilitation,
        _ => Accounts.PurchasedPower,
    };

    /// <summary>The account of a charge by its code; 555 for one that no table has.</summary>
    public static Account Of(string market, string code) =>
        Of(ChargeCodes.Find(market, code)?.Booking ?? ChargeBooking.PurchasedPower);
}
