using System.Collections.Immutable;

namespace Busbar.Digital.Handoffs.Operations;

/// <summary>What a metric's numbers mean (OpenMetrics 1.0, section "Metric Types").</summary>
public enum TelemetryKind
{
    /// <summary>Nothing is said of it.</summary>
    Unknown,
    /// <summary>Goes up and down.</summary>
    Gauge,
    /// <summary>Only counts up, from zero at each start.</summary>
    Counter,
    /// <summary>States of which each is on or off.</summary>
    StateSet,
    /// <summary>Labels worth knowing; the number is one.</summary>
    Info,
    /// <summary>Counts of observations by size, cumulated up to each bound.</summary>
    Histogram,
    /// <summary>The same of things that are there now, which may fall.</summary>
    GaugeHistogram,
    /// <summary>Quantiles of observations.</summary>
    Summary,
}

/// <summary>A label of a number: which instance, which status.</summary>
public readonly record struct TelemetryLabel(string Name, string Value);

/// <summary>One observation, kept as the example of a bucket or a counter: mostly the trace that made it.</summary>
/// <param name="UnixSeconds">When it was observed; null when the source does not say.</param>
public sealed record TelemetryExemplar(ImmutableArray<TelemetryLabel> Labels, double Value, decimal? UnixSeconds);

/// <summary>One number of a metric.</summary>
/// <param name="Name">The family's name, or that with a suffix: <c>_total</c>, <c>_bucket</c>.</param>
/// <param name="Labels">As the source orders them, each name once.</param>
/// <param name="UnixSeconds">When it was true, in seconds from 1970; null when the source leaves that to the reader's clock.</param>
public sealed record TelemetrySample(
    string Name, ImmutableArray<TelemetryLabel> Labels, double Value, decimal? UnixSeconds, TelemetryExemplar? Exemplar)
{
    /// <summary>The value of a label, empty when it has none of that name.</summary>
    public string this[string label]
    {
        get
        {
            foreach (var each in Labels)
                if (each.Name == label) return each.Value;
            return "";
        }
    }
}

/// <summary>A metric with all its numbers, whichever format brought it.</summary>
/// <param name="Unit">Of the values; empty when unknown.</param>
/// <param name="IsDelta">True when a count is of the time since the number before, as OTLP allows, and not since the start.</param>
public sealed record TelemetryFamily(
    string Name, TelemetryKind Kind, string Unit, string Help, ImmutableArray<TelemetrySample> Samples, bool IsDelta = false);
