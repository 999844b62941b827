using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Yaml;
using NodaTime;

namespace Busbar.Gateways.ServiceLevels;

/// <summary>OpenSLO's <c>SLO</c>, v1alpha, v1 and v2alpha: one service, one window, an objective for each target, alerting
/// by its policies.</summary>
internal static class OpenSloSpec
{
    public static void Read(YamlMap map, string version, SpecReading reading)
    {
        var (metadata, spec) = (map.Map("metadata"), map.Map("spec"));
        var name = metadata.Text("name");
        var service = spec.Text(version == "openslo.com/v2alpha" ? "serviceRef" : "service");
        var window = OpenSloWindow.Read(spec, reading);
        var method = Method(spec);
        var objectives = spec.Maps("objectives");
        var alerts = OpenSloAlerts.Read(spec, OpenSloWindow.LengthOf(window), reading);
        if (objectives.Length == 0)
            spec.Refuse("objectives", "missing-field", $"'{spec.PathOf("objectives")}' names no target", "Add an objective.");
        for (var i = 0; i < objectives.Length; i++)
        {
            var objective = objectives[i];
            var (slice, sliceTarget) = Slice(objective, method, reading);
            reading.Objectives.Add(new(objectives.Length == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{i}"), service,
                objective.TextOr("displayName", metadata.TextOr("displayName", "")), Target(objective), method, sliceTarget, slice, window,
                OpenSloIndicator.Read(spec, objective, reading), alerts));
        }
    }

    private static decimal Target(YamlMap objective) =>
        objective.Has("targetPercent") ? SpecReading.Target(objective, "targetPercent", 100) : SpecReading.Target(objective, "target", 1);

    private static BudgetingMethod Method(YamlMap spec)
    {
        if (Enum.TryParse<BudgetingMethod>(spec.Text("budgetingMethod"), out var method)) return method;
        spec.Refuse("budgetingMethod", "unknown-method", $"'{spec.TextOr("budgetingMethod", "")}' is no budgeting method",
            "Write Occurrences, Timeslices or RatioTimeslices.");
        return default;
    }

    private static (Duration? Length, decimal? Target) Slice(YamlMap objective, BudgetingMethod method, SpecReading reading)
    {
        if (method == BudgetingMethod.Occurrences) return (null, null);
        decimal? target = method == BudgetingMethod.Timeslices ? SpecReading.Target(objective, "timeSliceTarget", 1) : null;
        if (!objective.Has("timeSliceWindow"))
        {
            reading.Find(objective.Node, "slice-assumed", $"'{objective.Path}' does not say how long a slice is", "taken as one minute");
            return (Duration.FromMinutes(1), target);
        }
        return int.TryParse(objective.TextOr("timeSliceWindow", ""), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && minutes > 0 ? (Duration.FromMinutes(minutes), target) : (ShortDuration.Read(objective, "timeSliceWindow"), target);
    }
}
