using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Yaml;

namespace Busbar.Gateways.ServiceLevels;

/// <summary>What an OpenSLO document counts: in its objective, inline in its indicator, or in an SLI of the same file that it
/// names.</summary>
internal static class OpenSloIndicator
{
    public static ServiceIndicator Read(YamlMap spec, YamlMap objective, SpecReading reading)
    {
        var map = objective.Has("ratioMetrics") ? objective
            : spec.MapOrNull("indicator") ?? spec.MapOrNull("sli") ?? objective.MapOrNull("indicator") ?? objective.MapOrNull("sli");
        var reference = spec.TextOr("indicatorRef", spec.TextOr("sliRef", ""));
        map = map?.MapOrNull("spec") ?? map ?? (reading.Indicators.TryGetValue(reference, out var named) ? named : null);
        if (map?.MapOrNull("ratioMetric") is { } ratio) return Ratio(ratio);
        if (map?.MapOrNull("ratioMetrics") is { } ratios) return Ratio(ratios);
        if (map?.MapOrNull("thresholdMetric") is { } threshold)
        {
            var (op, limit) = (objective.TextOr("op", ""), objective.TextOr("value", ""));
            if (op.Length == 0 || limit.Length == 0)
                objective.Refuse("value", "missing-field", $"'{objective.Path}' does not say which value is good", "Add op and value.");
            return new("threshold", $"{op} {limit}", "", Query(threshold));
        }
        spec.Refuse("indicator", "no-indicator", reference.Length > 0
            ? $"The indicator '{reference}' is not in this file" : $"'{spec.Path}' has neither ratioMetric nor thresholdMetric",
            "Say what is counted in the same file.");
        return new("", "", "", "");
    }

    private static ServiceIndicator Ratio(YamlMap ratio)
    {
        if (ratio.MapOrNull("raw") is { } raw)
            return new(ratio.TextOr("rawType", "success") == "failure" ? "error-ratio" : "ratio", "", "", Query(raw));
        if (!ratio.Has("good") && !ratio.Has("bad"))
            ratio.Refuse("good", "missing-field", $"'{ratio.Path}' counts neither good nor bad events", "Add one of them.");
        return new("ratio", Query(ratio.MapOrNull("good")), Query(ratio.MapOrNull("bad")), Query(ratio.Map("total")));
    }

    /// <summary>The query, wherever the version keeps it; without one, the source's own fields stay with the source.</summary>
    private static string Query(YamlMap? metric)
    {
        var source = metric?.MapOrNull("metricSource") ?? metric;
        return source?.TextOr("query", source.MapOrNull("spec")?.TextOr("query", "") ?? "") ?? "";
    }
}
