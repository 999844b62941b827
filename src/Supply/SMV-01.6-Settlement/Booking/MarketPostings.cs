using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Booking;

/// <summary>The market entry: net purchases to 555 and net sales to 447, day-ahead and real-time apart, transmission rights against the
/// congestion they hedge in 555, and the sum owed to the ISO in 232 or due from it in 143. It ties to the cent to the statement's
/// total.</summary>
public static class MarketPostings
{
    /// <summary>The lines of the entry; none when the day settles to nothing.</summary>
    public static ImmutableArray<Posting> Of(ShadowStatement statement)
    {
        var netted = NetHourly.Run(statement.Lines);
        ImmutableArray<(Account Account, Usd Exact, string Reference)> parts =
        [
            (Accounts.PurchasedPower, netted.DayAhead.PurchasedCost,
                $"day-ahead purchases, {netted.DayAhead.Purchases.Length} h, {netted.DayAhead.PurchasedEnergy}"),
            (Accounts.SalesForResale, netted.DayAhead.SoldRevenue,
                $"day-ahead sales, {netted.DayAhead.Sales.Length} h, {netted.DayAhead.SoldEnergy}"),
            (Accounts.PurchasedPower, netted.RealTime.PurchasedCost,
                $"real-time purchases, {netted.RealTime.Purchases.Length} h, {netted.RealTime.PurchasedEnergy}"),
            (Accounts.SalesForResale, netted.RealTime.SoldRevenue,
                $"real-time sales, {netted.RealTime.Sales.Length} h, {netted.RealTime.SoldEnergy}"),
            .. netted.Others.Select(other => (ChargeAccounts.Of(other.Booking), other.Amount, WordsOf(other.Booking))),
        ];
        var moved = parts.Where(part => part.Exact != Usd.Zero).ToImmutableArray();
        if (moved.IsEmpty) moved = parts[..1];
        var cents = CentsThatSum.Allocate([.. moved.Select(part => part.Exact)], statement.Total);
        var counter = statement.Total > Usd.Zero ? Accounts.AccountsPayable : Accounts.OtherReceivables;
        IEnumerable<Posting> postings =
        [
            .. moved.Select((part, i) => new Posting(part.Account, cents[i], $"statement {statement.Day} {part.Reference}")),
            new(counter, -statement.Total, $"statement {statement.Day} total"),
        ];
        return [.. postings.Where(posting => posting.Amount != Usd.Zero)];
    }

    /// <summary>What a posting of a booking says it is.</summary>
    public static string WordsOf(ChargeBooking booking) => booking switch
    {
        ChargeBooking.DayAheadEnergy or ChargeBooking.DayAhead => "day-ahead energy",
        ChargeBooking.RealTimeEnergy or ChargeBooking.RealTime => "real-time energy",
        ChargeBooking.Rights => "financial transmission rights",
        ChargeBooking.Transmission => "transmission by others",
        ChargeBooking.Administration => "market administration",
        _ => "reserves, uplift and capacity",
    };
}
