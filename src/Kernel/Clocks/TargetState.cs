using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>How a target stands.</summary>
public enum TargetStanding
{
    /// <summary>Its clock runs and is in time.</summary>
    Running,
    /// <summary>Its clock is held.</summary>
    Paused,
    /// <summary>Stopped in time.</summary>
    Met,
    /// <summary>Its deadline passed first; it may run still.</summary>
    Breached,
    /// <summary>Withdrawn, or no longer promised at the ticket's priority.</summary>
    Cancelled,
}

/// <summary>A stretch of a target's life: its clock ran, or was held by a pause or by being stopped before a reopening.</summary>
/// <param name="Open">The calendar's open time in it.</param>
public sealed record ClockStretch(Instant From, Instant To, bool IsRunning, Duration Open);

/// <summary>One target of one ticket as of an instant, read off the log.</summary>
/// <param name="Target">The term's name.</param>
/// <param name="Cycle">Which time it runs, from 1: again after a reopening, or with each update owed.</param>
/// <param name="Priority">The priority that gave it its time.</param>
/// <param name="Started">When its clock started.</param>
/// <param name="Due">The last instant in time. Null while a pause holds it, and where the policy gives none.</param>
/// <param name="Stopped">When it stopped; null while it has not.</param>
/// <param name="Worked">Open time that counted.</param>
/// <param name="Remaining">Time left, negative when over: open time for a target in working time, else time to the deadline. Null without
/// a deadline.</param>
/// <param name="ElapsedPercent">How much of the time given has passed; over 100 when late. Null without a deadline.</param>
/// <param name="BreachedAt">The deadline, once it has passed unmet.</param>
/// <param name="FirstStopped">When it stopped first, before any reopening: a first resolution.</param>
/// <param name="FirstWorked">Open time up to that, pauses left out.</param>
/// <param name="TotalWorked">Open time from the very first start to the last stop, pauses left out and the time before a reopening not: a
/// total resolution.</param>
/// <param name="Policy">The policy that was applied, and its version.</param>
/// <param name="Stretches">Its life, in order.</param>
/// <param name="Calendar">The calendar that was applied.</param>
public sealed record TargetState(
    string Target, TargetKind Kind, int Cycle, string Priority, TargetAmount Amount, TargetStanding Standing, Instant Started, Instant? Due,
    Instant? Stopped, Duration Worked, Duration? Remaining, double? ElapsedPercent, Instant? BreachedAt, Instant? FirstStopped,
    Duration FirstWorked, Duration TotalWorked, string Policy, ImmutableArray<ClockStretch> Stretches, WorkCalendar Calendar)
{
    /// <summary>No day of an explanation beyond these.</summary>
    private const int DaysShown = 31;

    /// <summary>The working of the time that counted: each stretch, and each day of one that ran.</summary>
    public Explain Explain() => new($"{Target} {Cycle}", Hours(Worked), "h", string.Join(" + ", Stretches.Where(each => each.IsRunning)
        .Select(each => Hours(each.Open))), $"policy {Policy}, calendar {Calendar.Name}", [.. Stretches.Select(Explained)]);

    private Explain Explained(ClockStretch stretch) => new(
        stretch.IsRunning ? "running" : "held", Hours(stretch.IsRunning ? stretch.Open : Duration.Zero), "h",
        stretch.IsRunning ? "" : $"{Hours(stretch.Open)} h open, not counted", $"{stretch.From} to {stretch.To}",
        stretch.IsRunning ? [.. Calendar.ByDay(stretch.From, stretch.To).Take(DaysShown).Select(Day)] : []);

    private Explain Day((LocalDate Date, Instant From, Instant To) day) => Outcomes.Explain.Leaf(
        $"{day.Date:yyyy-MM-dd}", Hours(Calendar.Between(day.From, day.To)), "h", Calendar.Name);

    private static string Hours(Duration time) => time.TotalHours.ToString("0.####", CultureInfo.InvariantCulture);
}
