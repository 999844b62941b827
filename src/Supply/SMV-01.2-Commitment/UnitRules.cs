using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment;

/// <summary>What a register must say of a unit before anything is decided with it. A unit that contradicts itself is refused, never
/// mended.</summary>
internal static class UnitRules
{
    /// <summary>Slopes of a heat curve may fall by so much from rounding in the register: 1e-9 MMBtu/MWh.</summary>
    private const decimal SlopeRounding = 1e-9m;

    /// <summary>The first fault of a register, or null.</summary>
    public static Refusal? Of(FleetRegister fleet)
    {
        var names = fleet.Thermal.Select(u => u.Name).Concat(fleet.Renewable.Select(u => u.Name))
            .Concat(fleet.Hydro.Select(u => u.Name)).Concat(fleet.Storage.Select(u => u.Name));
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            return new("duplicate-unit", $"the register names {twice.Key} {twice.Count()} times", fleet.Source,
                "Give each unit a name of its own.");
        return fleet.Thermal.Select(Of).Concat(fleet.Hydro.Select(Of)).Concat(fleet.Storage.Select(Of)).Concat(fleet.Renewable.Select(Of))
            .FirstOrDefault(refusal => refusal is not null);
    }

    public static Refusal? Of(ThermalUnit unit)
    {
        var (min, max, ramp) = (unit.MinMw.Value, unit.MaxMw.Value, unit.RampMwPerHour.Value);
        if (min <= 0 || max < min) return Bad(
            "unit-limits", unit.Name, $"minimum {min} MW and maximum {max} MW; expected 0 < minimum ≤ maximum");
        if (ramp <= 0) return Bad("unit-ramp", unit.Name, $"ramp {ramp} MW/h; expected above 0");
        if (!IsWholeWatts(min) || !IsWholeWatts(max) || !IsWholeWatts(ramp))
            return Bad("unit-resolution", unit.Name, $"limits {min}, {max} MW and ramp {ramp} MW/h; expected at most six decimals");
        if (unit.MinUpHours < 1 || unit.MinDownHours < 1)
            return Bad("unit-minimum-times", unit.Name,
                $"minimum up {unit.MinUpHours} h and down {unit.MinDownHours} h; expected at least 1 each");
        return OfHeat(unit) ?? OfStarts(unit);
    }

    /// <summary>True when a heat curve's slopes never fall.</summary>
    public static bool IsConvex(ImmutableArray<HeatInputPoint> curve)
    {
        for (var i = 2; i < curve.Length; i++)
            if (Slope(curve, i) < Slope(curve, i - 1) - SlopeRounding) return false;
        return true;
    }

    public static decimal Slope(ImmutableArray<HeatInputPoint> curve, int to) =>
        (curve[to].HeatPerHour.Value - curve[to - 1].HeatPerHour.Value) / (curve[to].Output.Value - curve[to - 1].Output.Value);

    /// <summary>Shape only: from Min to Max, ascending.</summary>
    public static Refusal? OfHeatShape(ThermalUnit unit)
    {
        var curve = unit.HeatInput;
        if (curve.IsDefaultOrEmpty || curve[0].Output != unit.MinMw || curve[^1].Output != unit.MaxMw)
            return Bad("heat-curve", unit.Name, $"heat curve does not run from minimum {unit.MinMw} to maximum {unit.MaxMw}");
        for (var i = 0; i < curve.Length; i++)
            if (curve[i].HeatPerHour.Value < 0 || i > 0 && curve[i].Output <= curve[i - 1].Output)
                return Bad("heat-curve", unit.Name,
                    $"heat curve point {i + 1} at {curve[i].Output}; expected ascending outputs and heat of 0 or more");
        return null;
    }

    private static Refusal? OfHeat(ThermalUnit unit) =>
        OfHeatShape(unit) ?? (IsConvex(unit.HeatInput) ? null
            : Bad("non-convex-heat", unit.Name, "incremental heat falls along the curve; expected it to rise or stay"));

    private static Refusal? OfStarts(ThermalUnit unit)
    {
        var starts = unit.Starts;
        if (starts.IsDefaultOrEmpty || starts[0].HoursOffAtLeast > unit.MinDownHours || starts[0].HoursOffAtLeast < 0)
            return Bad("start-types", unit.Name, $"no start type begins at {unit.MinDownHours} hours off (the minimum down time) or less");
        for (var i = 1; i < starts.Length; i++)
            if (starts[i].HoursOffAtLeast <= starts[i - 1].HoursOffAtLeast)
                return Bad("start-types", unit.Name,
                    $"start type {i + 1} begins at {starts[i].HoursOffAtLeast} hours off; expected hot first, each later than the last");
        return null;
    }

    private static Refusal? Of(HydroUnit unit) =>
        unit.MinMw.Value >= 0 && unit.MaxMw >= unit.MinMw && unit.DailyEnergy.Value >= 0 ? null
            : Bad("hydro-limits", unit.Name,
                $"{unit.MinMw} to {unit.MaxMw}, {unit.DailyEnergy} a day; expected 0 ≤ minimum ≤ maximum and energy of 0 or more");

    private static Refusal? Of(StorageUnit unit) =>
        unit.ChargeMw.Value > 0 && unit.DischargeMw.Value > 0 && unit.Energy.Value > 0 && unit.RoundTripEfficiency is > 0 and <= 1 ? null
            : Bad("storage-limits", unit.Name,
                $"charge {unit.ChargeMw}, discharge {unit.DischargeMw}, {unit.Energy}, efficiency {unit.RoundTripEfficiency}; "
                + "expected all above 0, efficiency at most 1");

    private static Refusal? Of(RenewableUnit unit) =>
        unit.MaxMw.Value > 0 ? null : Bad("renewable-limits", unit.Name, $"nameplate {unit.MaxMw}; expected above 0");

    private static bool IsWholeWatts(decimal mw) => decimal.IsInteger(mw * ThermalTerms.WattsPerMw);

    private static Refusal Bad(string code, string unit, string what) =>
        new(code, $"{unit}: {what}", $"fleet register, unit {unit}", "Correct the register and import it again.");
}
