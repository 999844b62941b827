using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Gateways.Telemetry;

/// <summary>What a single number of each kind may be (OpenMetrics 1.0, "Metric Types").</summary>
internal static class SampleRules
{
    private static bool IsCount(string suffix) => suffix is "_total" or "_count" or "_bucket" or "_gcount";

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Fault(TelemetryKind kind, string suffix, string name, TelemetrySample sample)
    {
        var value = sample.Value;
        if (kind is TelemetryKind.Unknown or TelemetryKind.Gauge)
            return sample.Exemplar is null ? null : $"a metric of kind {kind} cannot have an exemplar";
        if ((IsCount(suffix) || suffix is "_sum" or "_gsum") && double.IsNaN(value)) return $"'{sample.Name}' is not a number";
        if ((IsCount(suffix) || suffix == "_sum" || kind == TelemetryKind.Summary && suffix == "") && value < 0)
            return $"'{sample.Name}' is negative";
        if (suffix is "_count" or "_bucket" or "_gcount" && value != Math.Floor(value)) return $"'{sample.Name}' is not a whole number";
        if (sample.Exemplar is not null && suffix != "_bucket" && !(kind == TelemetryKind.Counter && suffix == "_total"))
            return $"'{sample.Name}' cannot have an exemplar: only buckets and totals do";
        return (kind, suffix) switch
        {
            (TelemetryKind.StateSet, _) when sample[name] == "" => $"a state needs the label '{name}'",
            (TelemetryKind.StateSet, _) when value is not (0 or 1) => "a state is 0 or 1",
            (TelemetryKind.Info, _) when value != 1 => "the number of an info is 1",
            (TelemetryKind.Summary, "") when !IsQuantile(sample["quantile"]) => "the label 'quantile' is not a number from 0 to 1",
            (_, "_bucket") when BoundOf(sample) is null => "the label 'le' is not a number or +Inf",
            _ => null,
        };
    }

    private static bool IsQuantile(string text) => SampleLine.TryNumber(text, out var value) && value is >= 0 and <= 1;

    /// <summary>The upper bound of a bucket; null when the label does not say it.</summary>
    public static double? BoundOf(TelemetrySample bucket) =>
        bucket["le"] == "+Inf" ? double.PositiveInfinity
        : SampleLine.TryNumber(bucket["le"], out var bound) && double.IsFinite(bound) ? bound : null;
}
