using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money.MakeWhole;

/// <summary>ISO New England real-time commitment NCPC credit: for each run that the ISO committed in real time and the day-ahead market
/// did not, cost as offered at the metered output against real-time revenue.
/// Source: ISO-NE Market Rule 1, Appendix F, III.F.2.2.2 (title and structure read; that each run stands alone: unverified). Real-time
/// dispatch, lost-opportunity and special-case credits (III.F.2.2.3-III.F.2.3) are not estimated.</summary>
internal static class IsoNeRealTime
{
    public const string Name = "real-time commitment NCPC";

    public static IEnumerable<MakeWholeCredit> Of(UnitHours unit) =>
        unit.Blocks(hour => unit.IsReliability[hour] && unit.IsRealTime(hour) && !unit.IsDayAhead(hour))
            .Select(run => unit.RealTimeCredit(Name, run));
}
