using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>What combined-cycle plants must say. A configuration is held to the rules of a thermal unit.</summary>
internal static class CombinedCycleRules
{
    /// <summary>The first fault, or null.</summary>
    public static Refusal? Of(PriceTakeInputs inputs)
    {
        var fleet = inputs.Fleet;
        var names = fleet.Thermal.Select(unit => unit.Name).Concat(fleet.Hydro.Select(unit => unit.Name))
            .Concat(fleet.Storage.Select(unit => unit.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var plant in inputs.CombinedCycles)
            if (inputs.FuelByHour.Any(fuel => fuel.Fuel == plant.Fuel))
                return Bad(plant, $"burns {plant.Fuel}, which is priced hour by hour; its transitions need one price");
            else if ((names.Add(plant.Name) ? Of(plant) : Bad(plant, "is named twice")) is { } refusal) return refusal;
        return null;
    }

    private static Refusal? Of(CombinedCyclePlant plant)
    {
        var names = plant.Configurations.Select(each => each.Name).Append("").ToHashSet(StringComparer.Ordinal);
        if (plant.Configurations.IsDefaultOrEmpty || names.Count != plant.Configurations.Length + 1)
            return Bad(plant, "needs configurations with names of their own");
        if (plant.MinDownHours < 1 || plant.HoursBefore < 1 || plant.FuelPrice.Value < 0)
            return Bad(plant, "needs a minimum down time and hours before of at least 1, and a fuel price of 0 or more");
        foreach (var each in plant.Configurations)
            if (UnitRules.Of(new ThermalUnit(
                $"{plant.Name} {each.Name}", UnitKind.CombinedCycle, plant.Fuel, each.MinMw, each.MaxMw, each.RampMwPerHour,
                each.MinHours, 1,
                each.HeatInput, [new(0, Mmbtu.Zero, Usd.Zero)], plant.FuelPrice, plant.Vom, false)) is { } refusal) return refusal;
        foreach (var change in plant.Transitions)
            if (change.From == change.To || !names.Contains(change.From) || !names.Contains(change.To) || change.Hours < 0
                || change.Costs.IsDefaultOrEmpty || change.Costs[0].HoursOffAtLeast is < 0 or > 1)
                return Bad(plant, $"has a transition from '{change.From}' to '{change.To}' that is not between two of its configurations, "
                    + "takes less than no time, or has no cost from the first hour on");
        var before = plant.Configurations.FirstOrDefault(each => each.Name == plant.Before);
        if (!names.Contains(plant.Before) || plant.OutputBefore < (before?.MinMw ?? Mw.Zero)
            || plant.OutputBefore > (before?.MaxMw ?? Mw.Zero))
            return Bad(plant, $"was in '{plant.Before}' at {plant.OutputBefore}, which is not one of its configurations at its limits");
        return null;
    }

    private static Refusal Bad(CombinedCyclePlant plant, string what) =>
        new("combined-cycle", $"{plant.Name} {what}", $"combined cycle {plant.Name}", "Correct the plant.");
}
