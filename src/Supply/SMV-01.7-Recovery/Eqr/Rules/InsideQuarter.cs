using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>OWN.QUARTER: a transaction lies in the quarter of its filing; its end may be the midnight after it.</summary>
public static class InsideQuarter
{
    /// <summary>The rule; without an identification there is no quarter to hold it against.</summary>
    public static EqrRule Rule { get; } = new("OWN.QUARTER", "Transactions lie in the quarter", Severity.Error, given =>
        from row in given.Filing.Transactions.Rows
        let begin = EqrPlaces.MinuteOf(given.Filing.Transactions, row, "Transaction Begin Date")
        let end = EqrPlaces.MinuteOf(given.Filing.Transactions, row, "Transaction End Date")
        where given.Filing.Quarter is { } quarter && (begin < quarter.FirstDay.AtMidnight()
            || end > quarter.LastDay.PlusDays(1).AtMidnight())
        select new EqrFault(EqrPlaces.Of(given.Filing.Transactions, row, "Transaction Begin Date"),
            $"It runs outside {given.Filing.Quarter}"));
}
