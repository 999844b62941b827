using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money.MakeWhole;

/// <summary>PJM day-ahead operating reserve credit: for a pool-scheduled resource, start-up, no-load and energy as offered for its
/// day-ahead schedule, summed over all hours, less the day-ahead value of that energy summed over all hours. Hours that we self-schedule
/// are left out on both sides, and a start into them is not paid.
/// Source: PJM Operating Agreement, Schedule 1, section 3.2.3(b) (read); that self-scheduled hours are left out: PJM Manual 28, section
/// 5.2 (unverified).</summary>
internal static class PjmDayAhead
{
    public const string Name = "day-ahead operating reserve";

    public static IEnumerable<MakeWholeCredit> Of(UnitHours unit)
    {
        int[] hours = [.. Enumerable.Range(0, unit.Count).Where(unit.IsPool)];
        if (hours.Length > 0) yield return unit.DayAheadCredit(Name, [.. hours], unit.StartUp(hours, unit.IsDayAhead));
    }
}
