using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Digital.Operations.Gates;

/// <summary>A moment by which the desk must have done something for each operating day, on the market's own clock.</summary>
/// <param name="Name">The service's name: <c>day-ahead-submission</c>.</param>
/// <param name="Due">The clock time; done exactly then is on time.</param>
/// <param name="DaysAfter">Days from the operating day to the due day: −1 for the day before, 5 for a statement five days on.</param>
public sealed record MarketGate(string Name, MarketCalendar Market, LocalTime Due, int DaysAfter)
{
    /// <summary>When it closes for an operating day, in spring and autumn too.</summary>
    public Instant DueFor(OperatingDay day) => Market.At(day.Plus(DaysAfter), Due);
}

/// <summary>What was done for an operating day, and when.</summary>
public sealed record GateDone(OperatingDay Day, Instant At);

/// <summary>What became of a gate.</summary>
public enum GateOutcome
{
    /// <summary>Done by the time it was due.</summary>
    OnTime,
    /// <summary>Done after it.</summary>
    Late,
    /// <summary>Not done, and it is past.</summary>
    Missed,
    /// <summary>Not done, and there is time.</summary>
    NotYetDue,
}

/// <summary>One operating day of a gate.</summary>
/// <param name="DoneAt">The first time it was done; null when it was not.</param>
public sealed record GateDay(OperatingDay Day, Instant Due, Instant? DoneAt, GateOutcome Outcome);

/// <summary>What gates are asked about.</summary>
/// <param name="Done">In any order; of several for a day the first counts, a later one only corrects it.</param>
/// <param name="AsOf">What was done after it is not known yet.</param>
public sealed record MeasureGatesInputs(
    MarketGate Gate, OperatingDay First, OperatingDay Last, ImmutableArray<GateDone> Done, Instant AsOf);

/// <summary>A gate's days, and the same as counts for an objective: one event a day when it was due, good when on time.</summary>
public sealed record GateReport(MarketGate Gate, ImmutableArray<GateDay> Days, ImmutableArray<EventCount> Counts);

/// <summary>Measures a market gate as a service level. Refuses days that end before they begin, and something done for a day outside
/// them.</summary>
public static class MeasureGates
{
    /// <summary>Each day's outcome, in order.</summary>
    public static Outcome<GateReport> Run(MeasureGatesInputs inputs)
    {
        if (inputs.Last.CompareTo(inputs.First) < 0)
            return new Refusal("no-days", $"{inputs.Last} is before {inputs.First}", inputs.Gate.Name,
                "Ask from the first day to the last.");
        if (inputs.Done.FirstOrDefault(each => each.Day.CompareTo(inputs.First) < 0 || each.Day.CompareTo(inputs.Last) > 0) is { } stray)
            return new Refusal("another-day", $"Something was done for {stray.Day}, which is not asked about", inputs.Gate.Name,
                "Give what was done for the days asked about.");
        var done = inputs.Done.Where(each => each.At <= inputs.AsOf).GroupBy(each => each.Day)
            .ToDictionary(group => group.Key, group => group.Min(each => each.At));
        var days = ImmutableArray.CreateBuilder<GateDay>();
        for (var day = inputs.First; day.CompareTo(inputs.Last) <= 0; day = day.Plus(1))
        {
            var due = inputs.Gate.DueFor(day);
            Instant? at = done.TryGetValue(day, out var time) ? time : null;
            days.Add(new(day, due, at, at <= due ? GateOutcome.OnTime : at is not null ? GateOutcome.Late
                : due < inputs.AsOf ? GateOutcome.Missed : GateOutcome.NotYetDue));
        }
        return new GateReport(inputs.Gate, days.ToImmutable(),
            [.. days.Where(day => day.Due <= inputs.AsOf && day.Outcome != GateOutcome.NotYetDue)
                .Select(day => new EventCount(day.Due, day.Outcome == GateOutcome.OnTime ? 1 : 0, 1))]);
    }
}
