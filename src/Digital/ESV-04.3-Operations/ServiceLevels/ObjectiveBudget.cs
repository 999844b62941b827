using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Digital.Operations.ServiceLevels;

/// <summary>Spends an error budget (OpenSLO v1, "Budgeting method").</summary>
internal static class ObjectiveBudget
{
    /// <summary>How near to nothing left counts as nothing, in the budget's unit: sums of binary fractions end a little off.</summary>
    public static double Tolerance(double budget) => 1e-9 * Math.Max(1, budget);

    private static double BadShare(ServiceObjective objective) => (double)(1 - objective.Target);

    public static ObjectiveState OfEvents(ServiceObjective objective, Interval window, ImmutableArray<EventCount> counts)
    {
        var (good, total) = (0.0, 0.0);
        foreach (var count in counts)
        {
            good += count.Good;
            total += count.Total;
        }
        var budget = BadShare(objective) * total;
        var spent = 0.0;
        Instant? exhausted = null;
        foreach (var count in counts)
        {
            spent += count.Bad;
            if (count.Bad > 0 && spent >= budget - Tolerance(budget)) exhausted ??= count.At;
        }
        return new(objective, window, "events", good, total, budget, spent, exhausted, EmptySlices: 0);
    }

    /// <summary>A slice counts once it is over. The last one of a window that no whole number of slices fills is short.</summary>
    public static ObjectiveState OfSlices(ServiceObjective objective, Interval window, ImmutableArray<EventCount> counts, Instant asOf)
    {
        var slice = objective.Slice ?? throw new InvalidOperationException($"Objective '{objective.Name}' has no slices.");
        var ends = (int)Math.Ceiling(window.Duration / slice);
        var over = asOf >= window.End ? ends : (int)Math.Floor((asOf - window.Start) / slice);
        var budget = BadShare(objective) * ends;
        var (good, spent, measured, at) = (0.0, 0.0, 0, 0);
        var (startTicks, sliceTicks) = (window.Start.ToUnixTimeTicks(), slice.BclCompatibleTicks);
        Instant? exhausted = null;
        while (at < counts.Length)
        {
            var number = (counts[at].At.ToUnixTimeTicks() - startTicks + sliceTicks - 1) / sliceTicks;
            var end = Instant.Min(window.Start + slice * number, window.End);
            if (number > over) break;
            var (goodEvents, events) = (0.0, 0.0);
            for (; at < counts.Length && counts[at].At <= end; at++)
            {
                goodEvents += counts[at].Good;
                events += counts[at].Total;
            }
            if (events <= 0) continue;
            var ratio = goodEvents / events;
            var worth = objective.Method == BudgetingMethod.RatioTimeslices ? ratio : ratio >= (double)objective.SliceTarget! ? 1 : 0;
            measured++;
            good += worth;
            spent += 1 - worth;
            if (worth < 1 && spent >= budget - Tolerance(budget)) exhausted ??= end;
        }
        return new(objective, window, "slices", good, measured, budget, spent, exhausted, over - measured);
    }
}
