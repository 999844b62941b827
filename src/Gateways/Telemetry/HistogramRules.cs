using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Gateways.Telemetry;

/// <summary>What the numbers of one histogram must be to each other (OpenMetrics 1.0, "Histogram" and "GaugeHistogram").</summary>
internal static class HistogramRules
{
    /// <summary>What is wrong with the first bad one; null when none is.</summary>
    public static string? Fault(TelemetryFamily family) =>
        family.Samples
            .Where(sample => !sample.Name.EndsWith("_created", StringComparison.Ordinal))
            .GroupBy(sample => (OpenFamily.GroupOf(family.Kind, family.Name, sample), sample.UnixSeconds))
            .Select(group => OfOne(family.Name.Length, [.. group])).FirstOrDefault(fault => fault is not null);

    private static string? OfOne(int nameLength, TelemetrySample[] numbers)
    {
        var bySuffix = numbers.ToLookup(number => number.Name[nameLength..]);
        var buckets = bySuffix["_bucket"].Select(bucket => (Bound: SampleRules.BoundOf(bucket), Count: bucket.Value)).ToArray();
        for (var i = 1; i < buckets.Length; i++)
            if (!(buckets[i].Bound > buckets[i - 1].Bound)) return "the buckets are not in the order of their bounds";
            else if (buckets[i].Count < buckets[i - 1].Count) return "a bucket holds less than the one below it";
        if (buckets.Length == 0 || buckets[^1].Bound != double.PositiveInfinity) return "the bucket up to +Inf is missing";

        var count = bySuffix["_count"].Concat(bySuffix["_gcount"]).FirstOrDefault();
        var hasSum = bySuffix.Contains("_sum");
        var gaugeSum = bySuffix["_gsum"].FirstOrDefault();
        var hasNegativeBuckets = buckets[0].Bound < 0;
        return count is not null && count.Value != buckets[^1].Count ? "the count is not that of the bucket up to +Inf"
            : (hasSum || gaugeSum is not null) && count is null ? "there is a sum without a count"
            : !hasSum && gaugeSum is null && count is not null ? "there is a count without a sum"
            : hasNegativeBuckets && hasSum ? "there is a sum although a bound is negative"
            : !hasNegativeBuckets && gaugeSum?.Value < 0 ? "the sum is negative although no bound is"
            : null;
    }
}
