using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money.MakeWhole;

/// <summary>PJM balancing operating reserve credit, by segment of each real-time run: the first segment is the day-ahead schedule or the
/// minimum run time, whichever is longer; what the unit runs beyond it at PJM's direction is the second. Cost as offered at the metered
/// output against the day-ahead value, the day-ahead operating reserve credit, and the deviation at the real-time price.
/// Source: PJM Operating Agreement, Schedule 1, section 3.2.3(e)-(f) and Manual 28, section 5.2 (unverified: the division of the
/// day-ahead credit between segments, here all with the first; the 10 % band of desired output is not applied).</summary>
internal static class PjmBalancing
{
    public const string Name = "balancing operating reserve";

    public static IEnumerable<MakeWholeCredit> Of(UnitHours unit)
    {
        var dayAhead = PjmDayAhead.Of(unit).Aggregate(Usd.Zero, (sum, credit) => sum + credit.Credit);
        foreach (var run in unit.Blocks(hour => unit.IsRealTime(hour) && !unit.IsSelf(hour)))
            foreach (var segment in Segments(unit, run))
            {
                yield return UnitHours.Settle(new(
                    unit.Offer.Unit, Name, segment, unit.StartUp(segment, unit.IsRealTime),
                    unit.MinimumLoad(segment), unit.Incremental(segment, hour => unit.RealTimeMwh[hour]), unit.DayAheadRevenue(segment),
                    unit.Deviation(segment), segment.Any(unit.IsDayAhead) ? dayAhead : Usd.Zero, Usd.Zero));
                if (segment.Any(unit.IsDayAhead)) dayAhead = Usd.Zero;
            }
    }

    private static IEnumerable<ImmutableArray<int>> Segments(UnitHours unit, ImmutableArray<int> run)
    {
        var scheduled = run.Count(unit.IsDayAhead);
        var first = scheduled >= unit.MinRun ? run.Where(unit.IsDayAhead).ToImmutableArray() : run[..Math.Min(unit.MinRun, run.Length)];
        yield return first;
        var rest = run.RemoveRange(first);
        if (rest.Length > 0) yield return rest;
    }
}
