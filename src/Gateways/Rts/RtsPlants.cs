using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Rts;

/// <summary>The plants without a commitment. Wind and solar fields may be curtailed; rooftop solar and hydro are taken as they come, as in
/// pglib-uc's rts_gmlc family.</summary>
internal static class RtsPlants
{
    /// <summary>Heat from the field of the concentrating solar plant, in MW; at times more than its turbine takes.</summary>
    private const string SolarThermal = "DAY_AHEAD_Natural_Inflow";

    public static ImmutableArray<CaseRenewable> Of(RtsTables tables, RtsStyle style, List<Finding> findings)
    {
        var plants = ImmutableArray.CreateBuilder<CaseRenewable>();
        foreach (var table in new[] { "DAY_AHEAD_wind", "DAY_AHEAD_pv" })
            plants.AddRange(tables.Columns(table).Select(plant => new CaseRenewable(Slug.Of(plant.Name), tables.Zero(), plant.Mw)));
        foreach (var table in new[] { "DAY_AHEAD_rtpv", "DAY_AHEAD_hydro" })
            plants.AddRange(tables.Columns(table).Select(plant => new CaseRenewable(Slug.Of(plant.Name), plant.Mw, plant.Mw)));
        findings.Add(new("taken-as-it-comes", Severity.Note, "Hydro and rooftop solar have a series and no bounds",
            "DAY_AHEAD_hydro, DAY_AHEAD_rtpv", "taken as they come, as in pglib-uc"));
        foreach (var (name, inflow) in tables.Columns(SolarThermal))
        {
            var most = style == RtsStyle.PglibUc ? 0 : RtsUnits.MaxOf(tables, name);
            plants.Add(new(Slug.Of(name), tables.Zero(), [.. inflow.Select(mw => Math.Min(mw, most))]));
            findings.Add(new("heat-store-left-out", Severity.Warning, $"{name} stores heat, which a case cannot hold", SolarThermal,
                style == RtsStyle.PglibUc ? "its output is 0, as in pglib-uc" : "delivers up to its inflow and its turbine, hour by hour"));
        }
        return plants.ToImmutable();
    }
}
