using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Gateways.Telemetry;

/// <summary>OTLP's metrics as families with the same samples that a scrape would show: a histogram's buckets cumulated, an exponential
/// one's with bounds 2^(2^−scale)^i (OpenTelemetry, "ExponentialHistogram").</summary>
internal static class OtlpMetrics
{
    private const int DeltaTemporality = 1;
    private const int MaxBuckets = 10_000;

    public static ImmutableArray<TelemetryFamily> Of(OtlpNode root) =>
        [.. OtlpJson.Entries(root, "resourceMetrics", "scopeMetrics", "metrics").Select(each => Family(each.Entry, each.Resource))];

    private static TelemetryFamily Family(OtlpNode metric, OtlpNode? resource)
    {
        var name = metric.Text("name");
        if (name.Length == 0) metric.Refuse("a metric has no name");
        var samples = ImmutableArray.CreateBuilder<TelemetrySample>();
        var (kind, shape) = metric["gauge"] is { } gauge ? (TelemetryKind.Gauge, gauge)
            : metric["sum"] is { } sum ? (sum.IsTrue("isMonotonic") ? TelemetryKind.Counter : TelemetryKind.Gauge, sum)
            : metric["histogram"] is { } histogram ? (TelemetryKind.Histogram, histogram)
            : metric["exponentialHistogram"] is { } exponential ? (TelemetryKind.Histogram, exponential)
            : metric["summary"] is { } summary ? (TelemetryKind.Summary, summary) : (TelemetryKind.Unknown, metric);
        foreach (var point in shape.List("dataPoints"))
        {
            if (!metric.Reading.Take()) break;
            var at = (decimal?)point.Time("timeUnixNano")?.ToUnixTimeTicks() / NodaConstants.TicksPerSecond;
            samples.AddRange(Point(name, kind, shape, point).Select(number => new TelemetrySample(number.Name,
                [.. point.Labels(resource), .. number.Own], number.Value, at, null)));
        }
        return new(name, kind, metric.Text("unit"), metric.Text("description"), samples.DrainToImmutable(),
            shape.Whole("aggregationTemporality") == DeltaTemporality);
    }

    private static IEnumerable<(string Name, ImmutableArray<TelemetryLabel> Own, double Value)> Point(
        string name, TelemetryKind kind, OtlpNode shape, OtlpNode point)
    {
        if (kind is TelemetryKind.Histogram or TelemetryKind.Summary)
        {
            var parts = kind == TelemetryKind.Summary
                ? point.List("quantileValues").Select(each => ("", "quantile", each.Number("quantile"), each.Number("value")))
                : (shape.Name == "histogram" ? Buckets(point) : Exponential(point))
                    .Select(bucket => ("_bucket", "le", bucket.Bound, bucket.Count));
            foreach (var (suffix, label, bound, value) in parts) yield return (name + suffix, [new(label, Written(bound))], value);
            yield return ($"{name}_count", [], point.Number("count"));
            if (point["sum"] is { } sum) yield return ($"{name}_sum", [], sum.Number());
        }
        else if ((point["asDouble"] ?? point["asInt"]) is { } number) yield return (name, [], number.Number());
        else point.Refuse("a data point has no number");
    }

    private static List<(double Bound, double Count)> Buckets(OtlpNode point)
    {
        var bounds = Numbers(point, "explicitBounds");
        var counts = Numbers(point, "bucketCounts");
        if (counts.Count > 0 && counts.Count != bounds.Count + 1)
            point.Refuse($"{counts.Count} buckets do not go with {bounds.Count} bounds");
        if (counts.Count == 0) return [(double.PositiveInfinity, point.Number("count"))];
        return Cumulated(point, bounds.Append(double.PositiveInfinity).Zip(counts));
    }

    private static List<(double Bound, double Count)> Exponential(OtlpNode point)
    {
        var scale = point.Whole("scale");
        if (scale is < -10 or > 20) point.Refuse($"scale {scale} is not from -10 to 20");
        double Power(long index) => Math.Pow(2, index * Math.Pow(2, -scale));
        List<(double Bound, double Count)> Side(string field, Func<long, double> bound)
        {
            if (point[field] is not { } side) return [];
            var (offset, counts) = (side.Whole("offset"), Numbers(side, "bucketCounts"));
            if (counts.Count > MaxBuckets || offset is < int.MinValue or > int.MaxValue)
                side.Refuse("it has too many buckets, or too far out");
            return [.. counts.Take(MaxBuckets).Select((count, i) => (bound(unchecked(offset + i)), count))];
        }
        var negative = Side("negative", index => -Power(index));
        negative.Reverse();
        var positive = Side("positive", index => Power(index + 1));
        return Cumulated(point, [.. negative, (point.Number("zeroThreshold"), point.Number("zeroCount")), .. positive,
            (double.PositiveInfinity, 0)]);
    }

    private static List<(double Bound, double Count)> Cumulated(OtlpNode point, IEnumerable<(double Bound, double Count)> buckets)
    {
        var (sum, cumulated) = (0.0, new List<(double, double)>());
        foreach (var (bound, count) in buckets) cumulated.Add((bound, sum += count));
        if (sum != point.Number("count")) point.Refuse("the buckets do not add up to the count");
        return cumulated;
    }

    private static List<double> Numbers(OtlpNode node, string field) => [.. node.List(field).Select(each => each.Number())];

    private static string Written(double bound) =>
        double.IsPositiveInfinity(bound) ? "+Inf" : bound.ToString("R", CultureInfo.InvariantCulture);
}
