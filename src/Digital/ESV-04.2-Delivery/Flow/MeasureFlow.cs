using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics;
using NodaTime;

namespace Busbar.Digital.Delivery.Flow;

/// <summary>A piece of work on its way: a story, a task, a defect.</summary>
/// <param name="Started">When somebody began it, or null.</param>
/// <param name="Finished">When it was done, or null.</param>
public sealed record WorkItem(string Id, Instant Created, Instant? Started, Instant? Finished);

/// <summary>How work flowed in a period.</summary>
/// <param name="Arrived">Items begun in it.</param>
/// <param name="Finished">Items finished in it.</param>
/// <param name="PerDay">Finished a day: throughput.</param>
/// <param name="CycleMedian">Half of the finished took at most this long from begin to end; null when none was.</param>
/// <param name="Cycle85">85 in 100 did.</param>
/// <param name="InProgress">Items in progress on average over the period.</param>
/// <param name="AgeMedian">Half of those in progress at the end are at most so old.</param>
/// <param name="Oldest">The one in progress longest at the end, or null.</param>
/// <param name="Little">Throughput × mean cycle time: by Little's law the items in progress, where the period is steady.</param>
public sealed record FlowFigures(
    int Arrived, int Finished, double PerDay, Duration? CycleMedian, Duration? Cycle85, double InProgress, Duration? AgeMedian,
    WorkItem? Oldest, double? Little);

/// <summary>Measures cycle time, work in progress, throughput and age, and holds them against Little's law (L = λW; Little, Operations
/// Research 9(3), 1961). Finds <c>not-steady</c> where the law is out by more than a quarter: then old work piles up or was left, and the
/// mean cycle time of what was finished says little about what will be. Finds <c>finished-before-start</c>.</summary>
public static class MeasureFlow
{
    /// <summary>The figures. Refuses <c>empty-period</c>.</summary>
    public static Outcome<FlowFigures> Run(ImmutableArray<WorkItem> items, Instant from, Instant to)
    {
        if (to <= from) return new Refusal("empty-period", "The period ends before it begins", $"{from} to {to}", "Turn the ends round.");
        var findings = items.Where(item => item.Finished < item.Started).Select(item => new Finding("finished-before-start",
            Severity.Warning, "It ends before it begins", item.Id, "left it out")).ToList();
        var begun = items.Where(item => item.Started is not null && !(item.Finished < item.Started)).ToArray();
        var finished = begun.Where(item => item.Finished >= from && item.Finished < to).ToArray();
        var cycles = finished.Select(item => (item.Finished!.Value - item.Started!.Value).TotalDays).Order().ToArray();
        var open = begun.Where(item => item.Started < to && !(item.Finished < to)).OrderBy(item => item.Started).ToArray();
        var days = (to - from).TotalDays;
        var inProgress = begun.Sum(item => Overlap(item, from, to)) / days;
        double? little = cycles.Length == 0 ? null : cycles.Length / days * cycles.Average();
        if (little is { } law && Math.Abs(law - inProgress) > 0.25 * Math.Max(law, inProgress))
            findings.Add(new("not-steady", Severity.Warning,
                FormattableString.Invariant($"{inProgress:0.0} in progress, {law:0.0} by Little's law"), $"{from} to {to}",
                "the figures stand; do not forecast from the mean cycle time"));
        return Outcome.Of(new FlowFigures(begun.Count(item => item.Started >= from && item.Started < to), finished.Length,
            finished.Length / days, At(cycles, 0.5), At(cycles, 0.85), inProgress,
            At([.. open.Select(item => (to - item.Started!.Value).TotalDays).Order()], 0.5), open.FirstOrDefault(), little), findings);
    }

    private static double Overlap(WorkItem item, Instant from, Instant to)
    {
        var (start, end) = (Instant.Max(item.Started!.Value, from), Instant.Min(item.Finished ?? to, to));
        return end > start ? (end - start).TotalDays : 0;
    }

    private static Duration? At(double[] sortedDays, double level) => sortedDays.Length == 0 ? null
        : Duration.FromDays(Quantile.OfSorted(sortedDays, level, QuantileMethod.InverseDistribution));
}
