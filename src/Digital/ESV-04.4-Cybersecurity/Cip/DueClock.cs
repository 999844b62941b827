using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>Where a duty stands.</summary>
public enum DueState
{
    /// <summary>Done in time.</summary>
    Kept,
    /// <summary>Done, but late.</summary>
    Late,
    /// <summary>Still to be done, in time so far.</summary>
    Running,
    /// <summary>Still to be done, and late already.</summary>
    Overdue,
}

/// <summary>The wall clock on which days are counted, and the instant by which facts are read.</summary>
/// <param name="Calendar">Its zone is the entity's; its hours do not matter: CIP counts calendar days.</param>
public sealed record CipClock(WorkCalendar Calendar, Instant AsOf);

/// <summary>What is to be done.</summary>
/// <param name="Part">The part that asks for it: <c>CIP-007 R2.2</c>.</param>
/// <param name="Name">In a word: <c>evaluation</c>, <c>action</c>, <c>plan</c>, <c>first-report</c>.</param>
/// <param name="Subject">On what: <c>ems-1 / vendor</c>.</param>
/// <param name="Owner">Who answers for it.</param>
public sealed record CipDuty(string Part, string Name, string Subject, string Owner);

/// <summary>One duty with its clock.</summary>
/// <param name="Began">From when it counts.</param>
/// <param name="Due">The instant by which it must be done; where days are counted, the midnight that ends the last of them.</param>
/// <param name="LastDay">That last day; null where hours are counted.</param>
/// <param name="Done">When it was; null while it is not.</param>
/// <param name="State">Where it stands as of the clock.</param>
/// <param name="Late">How late, in words: <c>3 days</c>, <c>20 minutes</c>; empty when it is not.</param>
public sealed record DueClock(CipDuty Duty, Instant Began, Instant Due, LocalDate? LastDay, Instant? Done, DueState State, string Late)
{
    /// <summary>A duty whose last day lies so many calendar days after the day it counts from.</summary>
    internal static DueClock After(CipDuty duty, Instant began, int days, Instant? done, CipClock clock) =>
        Until(duty, began, clock.Calendar.DateOf(began).PlusDays(days), done, clock);

    /// <summary>A duty with a last day. Done on the stroke of the midnight after it is late.</summary>
    internal static DueClock Until(CipDuty duty, Instant began, LocalDate last, Instant? done, CipClock clock)
    {
        var due = LocalMoment.StartOf(clock.Calendar.Zone, last.PlusDays(1));
        var days = Period.DaysBetween(last, clock.Calendar.DateOf(done ?? clock.AsOf));
        return new(duty, began, due, last, done, StateOf(done, (done ?? clock.AsOf) >= due),
            days <= 0 ? "" : FormattableString.Invariant($"{days} {(days == 1 ? "day" : "days")}"));
    }

    /// <summary>A duty that is due so long after it began.</summary>
    internal static DueClock Within(CipDuty duty, Instant began, Duration time, Instant? done, CipClock clock)
    {
        var (due, at) = (began + time, done ?? clock.AsOf);
        return new(duty, began, due, null, done, StateOf(done, at > due),
            at <= due ? "" : FormattableString.Invariant($"{Math.Ceiling((at - due).TotalMinutes):0} minutes"));
    }

    /// <summary>Who is late by how much; null when nobody is.</summary>
    internal Finding? Finding() => State switch
    {
        DueState.Late => new($"{Duty.Name}-late", Severity.Warning, $"{Duty.Owner} was {Late} late", Where, "counted as late"),
        DueState.Overdue => new($"{Duty.Name}-overdue", Severity.Error, $"{Duty.Owner} is {Late} late", Where, "counted as open"),
        _ => null,
    };

    private string Where => LastDay is { } last
        ? FormattableString.Invariant($"{Duty.Part}, {Duty.Subject}, last day {last:uuuu-MM-dd}")
            : $"{Duty.Part}, {Duty.Subject}, due {Due}";

    private static DueState StateOf(Instant? done, bool isLate) => (done, isLate) switch
    {
        (not null, false) => DueState.Kept,
        (not null, true) => DueState.Late,
        (null, false) => DueState.Running,
        _ => DueState.Overdue,
    };
}
