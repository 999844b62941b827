using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.20.8: what has actually ended, ended by the last day of the quarter.</summary>
public static class ActualTermination
{
    /// <summary>The rule; without an identification there is no quarter to hold it against.</summary>
    public static EqrRule Rule { get; } = new("F.20.8", "Actual termination is not to come", Severity.Error, given =>
        from row in given.Filing.Contracts.Rows
        where EqrPlaces.DayOf(given.Filing.Contracts, row, "Actual Termination Date") > given.Filing.Quarter?.LastDay
        select new EqrFault(EqrPlaces.Of(given.Filing.Contracts, row, "Actual Termination Date"),
            $"{given.Filing.Contracts.Of(row, "Actual Termination Date")} is after {given.Filing.Quarter}"));
}
