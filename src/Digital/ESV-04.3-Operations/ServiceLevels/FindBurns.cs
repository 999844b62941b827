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

/// <summary>What fired when, and the same as notices: one where an urgency begins to fire, one where it ends.</summary>
public sealed record BurnHistory(ImmutableArray<BurnChange> Changes, ImmutableArray<AlertNotice> Notices);

/// <summary>Alerts on the pace at which an error budget burns: a pair fires while both its windows burn at its factor or faster (Google SRE
/// Workbook, chapter 5). A window's ratio is bad ÷ all events counted in it, its start not included; with counts of a counter's increases
/// that is the ratio of two Prometheus rates. A ratio right at the threshold fires, as it does in Sloth's rules for 99.9 %,
/// whose thresholds are rounded down. Refuses counts that are out of order or impossible, and evaluations that never end.</summary>
public static class FindBurns
{
    /// <summary>The history from the first evaluation on; the first change says what fires there.</summary>
    public static Outcome<BurnHistory> Run(FindBurnsInputs inputs)
    {
        if (CountLog.Fault(inputs.Counts, inputs.Objective.Name) is { } fault) return fault;
        if (inputs.Every <= Duration.Zero || inputs.To < inputs.From)
            return new Refusal("no-evaluation", $"From {inputs.From} to {inputs.To} every {inputs.Every} nothing is evaluated",
                inputs.Objective.Name, "Give a positive step and an end after the start.");
        var sums = new RunningSums(inputs.Counts);
        var pairs = inputs.Objective.BurnRules
            .Select(rule => new RollingPair(rule, inputs.Objective, sums, inputs.MinimumBadEvents)).ToArray();
        var changes = ImmutableArray.CreateBuilder<BurnChange>();
        var book = new BurnBook(inputs.Objective);
        var before = -1;
        var (to, every) = (inputs.To.ToUnixTimeTicks(), Math.Max(1, inputs.Every.BclCompatibleTicks));
        for (var now = inputs.From.ToUnixTimeTicks(); now <= to; now += every)
        {
            var firing = 0;
            foreach (var pair in pairs)
                if (pair.Fires(now)) firing |= 1 << (int)pair.Urgency;
            if (firing == before) continue;
            before = firing;
            var urgencies = Enum.GetValues<AlertUrgency>().Where(urgency => (firing & 1 << (int)urgency) != 0).ToImmutableArray();
            var at = Instant.FromUnixTimeTicks(now);
            changes.Add(new(at, urgencies));
            book.Take(at, urgencies);
        }
        return new BurnHistory(changes.DrainToImmutable(), book.Notices);
    }
}
