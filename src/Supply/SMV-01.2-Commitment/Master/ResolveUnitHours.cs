using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Masters;
using NodaTime;

namespace Busbar.Supply.Commitment.Master;

/// <summary>Binds a unit's standing limits and its calendar of events, as known at a clock, to the hours of a day: 23, 24 or 25 of them.
/// An event that covers part of an hour holds for all of it, because offers are hourly (finding <c>part-hour-event</c>). An outage beats
/// everything; derates take the least; of schedules and modes the one known last holds. A derate below the economic minimum takes the
/// unit out (finding <c>derate-below-minimum</c>), and a schedule outside the limits is brought inside (finding
/// <c>self-schedule-outside-limits</c>).</summary>
public static class ResolveUnitHours
{
    /// <summary>The hours of the day in order.</summary>
    public static Outcome<ImmutableArray<UnitHour>> Run(MarketCalendar calendar, OperatingDay day, MasterUnit unit, Instant knownAt)
    {
        if (unit.Resource.Market != calendar.Name)
            return new Refusal("other-market", $"{unit.Name} belongs to {unit.Resource.Market}, not to {calendar.Name}",
                $"unit {unit.Name}", "Offer it in its own market.");
        var known = unit.Events.Where(one => one.KnownAt <= knownAt).ToList();
        var cancelled = known.OfType<UnitEventCancelled>().Select(one => one.Cancels).ToHashSet(StringComparer.Ordinal);
        var standing = known.Where(one => one is not UnitEventCancelled && !cancelled.Contains(one.Id)).OrderBy(one =>
            one.KnownAt).ToList();
        var findings = new List<Finding>();
        var hours = calendar.HoursOf(day).Select(hour => Resolve(calendar, unit, hour, standing, findings)).ToImmutableArray();
        return Outcome.Of(hours, findings);
    }

    private static UnitHour Resolve(
        MarketCalendar calendar, MasterUnit unit, DeliveryInterval hour, List<UnitEvent> standing, List<Finding> findings)
    {
        var label = calendar.HourEndingOf(hour.Start).Hour;
        var limits = unit.ByHour.LastOrDefault(one => one.FirstHourEnding <= label && label <= one.LastHourEnding)?.Limits ?? unit.Limits;
        var (mode, schedule) = (unit.Mode, unit.Mode == CommitmentMode.SelfSchedule ? limits.EconomicMin : (Mw?)null);
        var here = standing.Where(one => one.Span.Start < hour.End && one.Span.End > hour.Start).ToList();
        foreach (var one in here)
        {
            if (one.Span.Start > hour.Start || one.Span.End < hour.End)
                findings.Add(new("part-hour-event", Severity.Note, $"{one.Id} of {unit.Name} covers part of hour ending {label:00}",
                    $"unit {unit.Name}, event {one.Id}", "It holds for the whole hour.", hour));
            (mode, schedule, limits) = one switch
            {
                UnitDerate derate => (mode, schedule, Lowered(limits, derate.Most)),
                UnitSelfSchedule own => (CommitmentMode.SelfSchedule, own.Output, limits),
                UnitModeChange change => (change.Mode, null, limits),
                _ => (mode, schedule, limits),
            };
        }
        return Settle(unit, new(hour, mode, limits, schedule, [.. here.Select(one => one.Id)]), here.Any(one => one is UnitOutage),
            findings);
    }

    private static OutputLimits Lowered(OutputLimits limits, Mw most) => limits with
    {
        EconomicMax = new(Math.Min(limits.EconomicMax.Value, most.Value)), EmergencyMax = new(Math.Min(limits.EmergencyMax.Value,
            most.Value)),
    };

    private static UnitHour Settle(MasterUnit unit, UnitHour hour, bool isOut, List<Finding> findings)
    {
        if (!isOut && hour.Mode != CommitmentMode.Outage && hour.Limits.EconomicMax < hour.Limits.EconomicMin)
            findings.Add(new("derate-below-minimum", Severity.Warning,
                $"{unit.Name} reaches {hour.Limits.EconomicMax}, below its economic minimum {hour.Limits.EconomicMin}",
                $"unit {unit.Name}", "Taken as an outage.", hour.Interval));
        if (isOut || hour.Mode == CommitmentMode.Outage || hour.Limits.EconomicMax < hour.Limits.EconomicMin)
            return hour with { Mode = CommitmentMode.Outage, Limits = new(Mw.Zero, Mw.Zero, Mw.Zero, Mw.Zero), SelfSchedule = null };
        if (hour.SelfSchedule is not { } wanted) return hour;
        var inside = new Mw(Math.Clamp(wanted.Value, hour.Limits.EconomicMin.Value, hour.Limits.EconomicMax.Value));
        if (inside != wanted)
            findings.Add(new("self-schedule-outside-limits", Severity.Warning, $"{unit.Name} is to run at {wanted}, outside "
                + $"{hour.Limits.EconomicMin} to {hour.Limits.EconomicMax}", $"unit {unit.Name}", $"Scheduled at {inside}.",
                    hour.Interval));
        return hour with { SelfSchedule = inside };
    }
}
