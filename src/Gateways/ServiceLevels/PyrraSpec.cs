using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Yaml;
using NodaTime;

namespace Busbar.Gateways.ServiceLevels;

/// <summary>Pyrra's <c>ServiceLevelObjective</c>: a ratio of events, the share under a latency, or a probe's yes and no.</summary>
internal static class PyrraSpec
{
    public static void Read(YamlMap map, SpecReading reading)
    {
        var (metadata, spec) = (map.Map("metadata"), map.Map("spec"));
        var name = metadata.Text("name");
        var window = ShortDuration.Read(spec, "window");
        var isOff = spec.MapOrNull("alerting")?.IsTrue("disabled") == true;
        reading.Objectives.Add(new(name, metadata.MapOrNull("labels")?.TextOr("pyrra.dev/service", name) ?? name,
            spec.TextOr("description", ""), SpecReading.Target(spec, "target", 100), BudgetingMethod.Occurrences, SliceTarget: null,
            Slice: null, new ObjectiveWindow.Rolling(window), Indicator(spec.Map("indicator")),
            isOff ? [] : reading.AlertWindows.For(window)));
    }

    private static ServiceIndicator Indicator(YamlMap map)
    {
        if (map.MapOrNull("ratio") is { } ratio)
            return new("ratio", "", ratio.Map("errors").Text("metric"), ratio.Map("total").Text("metric"));
        if (map.MapOrNull("latency") is { } latency)
            return new("ratio", latency.Map("success").Text("metric"), "", latency.Map("total").Text("metric"));
        if (map.MapOrNull("latencyNative") is { } native)
            return new("threshold", native.Text("latency"), "", native.Map("total").Text("metric"));
        if (map.MapOrNull("bool_gauge") is { } gauge) return new("ratio", gauge.Text("metric"), "", gauge.Text("metric"));
        map.Refuse("", "no-indicator", $"'{map.Path}' has neither ratio, latency, latencyNative nor bool_gauge", "Say what is counted.");
        return new("", "", "", "");
    }
}
