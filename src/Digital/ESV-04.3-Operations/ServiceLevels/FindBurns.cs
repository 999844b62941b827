using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.ServiceLevels;

/// <summary>What is to be watched.</summary>
/// <param name="Counts">In the order of time.</param>
/// <param name="From">The first evaluation.</param>
/// <param name="To">No evaluation after it.</param>
/// <param name="Every">The time between evaluations; positive.</param>
/// <param name="MinimumBadEvents">The gate: a pair of windows alerts only when the long one holds so many bad events. 1 turns it off, and
/// then a single error at low traffic pages. It counts bad events and not all of them, so that a quiet service which fails every time
/// still pages.</param>
public sealed record FindBurnsInputs(
    ServiceObjective Objective, ImmutableArray<EventCount> Counts, Instant From, Instant To, Duration Every, double MinimumBadEvents);

/// <summary>A change of what fires.</summary>
/// <param name="Firing">What fires from then on, pages first.</param>
public sealed record BurnChange(Instant At, ImmutableArray<AlertUrgency> Firing);

/// <summary>What fired when, and as alerts for the desk: one for each urgency and time, ended where it ended.</summary>
public sealed record BurnHistory(ImmutableArray<BurnChange> Changes, ImmutableArray<ServiceAlert> Alerts);

/// <summary>Alerts on the pace at which an error budget burns: a pair fires while both its windows burn at its factor or faster (Google SRE
/// Workbook, chapter 5). A window's ratio is bad ÷ all events counted in it, its start not included; with counts of a counter's increases
/// that is the ratio of two Prometheus rates. A ratio right at the threshold fires, as it does in Sloth's rules, whose thresholds are
/// rounded down. Refuses counts that are out of order or impossible, and evaluations that never end.</summary>
public static class FindBurns
{
    /// <summary>The history from the first evaluation on; the first change says what fires there.</summary>
    public static Outcome<BurnHistory> Run(FindBurnsInputs inputs)
    {
        if (CountLog.Fault(inputs.Counts, inputs.Objective.Name) is { } fault) return fault;
        if (inputs.Every <= Duration.Zero || inputs.To < inputs.From)
            return new Refusal("no-evaluation", $"From {inputs.From} to {inputs.To} every {inputs.Every} nothing is evaluated",
                inputs.Objective.Name, "Give a positive step and an end after the start.");
        var pairs = inputs.Objective.BurnRules.Select(rule => new RollingPair(rule, inputs)).ToArray();
        var changes = ImmutableArray.CreateBuilder<BurnChange>();
        var book = new BurnBook(inputs.Objective);
        var before = -1;
        for (var at = inputs.From; at <= inputs.To; at += inputs.Every)
        {
            var firing = 0;
            foreach (var pair in pairs)
                if (pair.Fires(at)) firing |= 1 << (int)pair.Rule.Urgency;
            if (firing == before) continue;
            before = firing;
            var urgencies = Enum.GetValues<AlertUrgency>().Where(urgency => (firing & 1 << (int)urgency) != 0).ToImmutableArray();
            changes.Add(new(at, urgencies));
            book.Note(at, urgencies);
        }
        return new BurnHistory(changes.DrainToImmutable(), book.Alerts);
    }
}
