using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Counts;

/// <summary>Counters to be counted.</summary>
/// <param name="Families">Scraped or dumped, their samples with times.</param>
/// <param name="GoodName">The name of the samples of good events: <c>slo_good_total</c>.</param>
/// <param name="TotalName">The name of the samples of all events: <c>slo_events_total</c>.</param>
/// <param name="Labels">Only series with these labels; all when empty.</param>
public sealed record CountIncreasesInputs(
    ImmutableArray<TelemetryFamily> Families, string GoodName, string TotalName, ImmutableArray<TelemetryLabel> Labels);

/// <summary>Counts events from two counters, by the increase of each of their series from sample to sample. A counter that falls has
/// started anew from zero (Prometheus, <c>increase</c>); a delta is its own increase. The first sample of a series counts nothing. Refuses
/// a name that no sample has, and a sample without a time.</summary>
public static class CountIncreases
{
    /// <summary>The counts, in the order of time.</summary>
    public static Outcome<ImmutableArray<EventCount>> Run(CountIncreasesInputs inputs)
    {
        var (good, total) = (Sums(inputs, inputs.GoodName), Sums(inputs, inputs.TotalName));
        if ((good.Refusal ?? total.Refusal) is { } refusal) return refusal;
        return total.ByTime.Select(each => new EventCount(each.Key, good.ByTime.GetValueOrDefault(each.Key), each.Value))
            .ToImmutableArray();
    }

    private static (SortedDictionary<Instant, double> ByTime, Refusal? Refusal) Sums(CountIncreasesInputs inputs, string name)
    {
        var byTime = new SortedDictionary<Instant, double>();
        var last = new Dictionary<string, double>();
        var samples = inputs.Families.SelectMany(family => family.Samples.Select(sample => (family.IsDelta, Sample: sample)))
            .Where(each => each.Sample.Name == name && inputs.Labels.All(label => each.Sample[label.Name] == label.Value))
            .OrderBy(each => each.Sample.UnixSeconds).ToArray();
        if (samples.Length == 0)
            return (byTime, new("no-samples", $"No sample is called '{name}' with these labels", name,
                "Correct the name, or dump the counter."));
        foreach (var (isDelta, sample) in samples)
        {
            if (sample.UnixSeconds is not { } seconds || seconds is < -62_000_000_000 or > 250_000_000_000)
                return (byTime, new("no-time", $"A sample of '{name}' has no time, or one that no clock shows", name, "Dump with times."));
            var series = string.Join('\u0001', sample.Labels.OrderBy(label => label.Name, StringComparer.Ordinal));
            var increase = isDelta ? sample.Value : !last.TryGetValue(series, out var before) ? double.NaN
                : sample.Value < before ? sample.Value : sample.Value - before;
            last[series] = sample.Value;
            if (double.IsNaN(increase)) continue;
            var at = Instant.FromUnixTimeTicks((long)(seconds * NodaConstants.TicksPerSecond));
            byTime[at] = byTime.GetValueOrDefault(at) + increase;
        }
        return (byTime, null);
    }
}
