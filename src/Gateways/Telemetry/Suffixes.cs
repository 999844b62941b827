using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Gateways.Telemetry;

/// <summary>What a family's numbers are called after its name, by kind (OpenMetrics 1.0, section "Suffixes").</summary>
internal static class Suffixes
{
    private static readonly ImmutableArray<string> none = [""];

    public static ImmutableArray<string> Of(TelemetryKind kind) => kind switch
    {
        TelemetryKind.Counter => ["_total", "_created"],
        TelemetryKind.Summary => ["_count", "_sum", "", "_created"],
        TelemetryKind.Histogram => ["_count", "_sum", "_bucket", "_created"],
        TelemetryKind.GaugeHistogram => ["_gcount", "_gsum", "_bucket"],
        TelemetryKind.Info => ["_info"],
        _ => none,
    };

    /// <summary>The kind that a TYPE line names; null when there is none of that name.</summary>
    public static TelemetryKind? KindOf(ReadOnlySpan<char> word, bool isStrict) => word switch
    {
        "unknown" when isStrict => TelemetryKind.Unknown,
        "untyped" when !isStrict => TelemetryKind.Unknown,
        "gauge" => TelemetryKind.Gauge,
        "counter" => TelemetryKind.Counter,
        "stateset" when isStrict => TelemetryKind.StateSet,
        "info" when isStrict => TelemetryKind.Info,
        "histogram" => TelemetryKind.Histogram,
        "gaugehistogram" when isStrict => TelemetryKind.GaugeHistogram,
        "summary" => TelemetryKind.Summary,
        _ => null,
    };
}
