using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Checkers.Commitment;

/// <summary>Checks a dispatch schedule against the register by its own route, sharing no code with the stage that made it: limits, ramps,
/// minimum times, starts, heat, every cost and the state after are worked out again. It answers with what is wrong, nothing when all is
/// right. Power and energy are compared to a watt (hour), money and heat to a millionth of the amount plus a millionth of a unit. Rules:
/// the summaries of <see cref="ThermalUnit"/>, <see cref="HydroUnit"/>, <see cref="StorageUnit"/>, and the ramp rule of SMV-01.2's README
/// (a ramp of less than the unit's range also caps the first and the last hour of a run at the larger of minimum and ramp).</summary>
public static class CheckSchedule
{
    /// <summary>Everything wrong with a schedule.</summary>
    /// <param name="fleet">The register the schedule was made from.</param>
    /// <param name="schedule">The schedule of one day.</param>
    /// <param name="before">States before the day; a unit without one has been off for a year, its store empty.</param>
    /// <param name="fuelPrices">Fuel prices that override the register's.</param>
    /// <param name="prices">Prices to check revenue with, if known.</param>
    /// <param name="available">What outages and derates leave of thermal units, hour by hour; below the minimum a unit is out.</param>
    public static ImmutableArray<Finding> Run(
        FleetRegister fleet, DispatchSchedule schedule, ImmutableArray<UnitState> before,
        ImmutableArray<(string Fuel, UsdPerMmbtu Price)> fuelPrices,
        Series<UsdPerMwh>? prices = null, ImmutableArray<(string Unit, ImmutableArray<Mw> Most)> available = default)
    {
        var found = new Faults(schedule);
        var shape = schedule.Units.IsDefaultOrEmpty ? null : schedule.Units[0].Output;
        foreach (var unit in schedule.Units)
        {
            if (schedule.Units.Count(other => other.Unit == unit.Unit) > 1) found.Add(unit, "check-twice", "is scheduled more than once");
            if (!IsShaped(unit, shape!)) found.Add(
                unit, "check-hours", "does not cover the same hours as the first unit, or lacks an on/off of an hour");
            else CheckUnit(fleet, unit, StateOf(before, unit.Unit), fuelPrices, prices,
                available.IsDefault ? [] : available.FirstOrDefault(each => each.Unit == unit.Unit).Most, found);
        }
        foreach (var name in NamesOf(fleet).Where(name => schedule.Units.All(unit => unit.Unit != name)))
            found.Add(name, "check-missing-unit", "is in the register and not in the schedule");
        return found.ToImmutable();
    }

    private static void CheckUnit(
        FleetRegister fleet, UnitSchedule unit, UnitState before, ImmutableArray<(string Fuel, UsdPerMmbtu Price)> fuelPrices,
        Series<UsdPerMwh>? prices, ImmutableArray<Mw> most, Faults found)
    {
        if (fleet.Thermal.FirstOrDefault(one => one.Name == unit.Unit) is { } thermal)
            ThermalCheck.Run(thermal, unit, before, FuelOf(thermal, fuelPrices), most.IsDefault ? [] : most, found);
        else if (fleet.Renewable.FirstOrDefault(one => one.Name == unit.Unit) is { } renewable) FuellessCheck.Renewable(
            renewable, unit, found);
        else if (fleet.Hydro.FirstOrDefault(one => one.Name == unit.Unit) is { } hydro) FuellessCheck.Hydro(hydro, unit, found);
        else if (fleet.Storage.FirstOrDefault(one => one.Name == unit.Unit) is { } storage) FuellessCheck.Storage(
            storage, unit, before.Stored, found);
        else found.Add(unit, "check-unknown-unit", "is not in the register");
        CheckAfter(unit, before, found);
        if (prices is null) return;
        var revenue = Enumerable.Range(0, unit.Output.Count)
            .Sum(hour => unit.Output[hour].Value * prices.At(unit.Output.IntervalAt(hour).Start).Value);
        found.Compare(unit, "check-revenue", "revenue", unit.Revenue.Value, revenue);
    }

    /// <summary>The state after, read backwards from the last hour.</summary>
    private static void CheckAfter(UnitSchedule unit, UnitState before, Faults found)
    {
        var last = unit.IsOn[^1];
        var same = 0;
        while (same < unit.IsOn.Length && unit.IsOn[^(same + 1)] == last) same++;
        if (same == unit.IsOn.Length && before.IsOn == last) same += before.HoursInState;
        if (unit.After.IsOn != last || unit.After.HoursInState != same)
            found.Add(
                unit, "check-after",
                    $"ends {(last ? "on" : "off")} for {same} hours; "
                + $"the state after says {(unit.After.IsOn ? "on" : "off")} for {unit.After.HoursInState}");
        if (Math.Abs(unit.After.Output.Value - (last ? unit.Output[^1].Value : 0)) > Faults.Watt)
            found.Add(unit, "check-after", $"ends at {unit.Output[^1]}; the state after says {unit.After.Output}");
    }

    private static bool IsShaped(UnitSchedule unit, Series<Mw> shape) =>
        unit.Output.Start == shape.Start && unit.Output.End == shape.End && unit.Output.Step == Duration.FromHours(1)
            && unit.IsOn.Length == unit.Output.Count;

    private static UnitState StateOf(ImmutableArray<UnitState> before, string unit) =>
        before.Where(state => state.Unit == unit).DefaultIfEmpty(new(unit, false, 365 * 24, new(0), new(0))).First();

    private static UsdPerMmbtu FuelOf(ThermalUnit unit, ImmutableArray<(string Fuel, UsdPerMmbtu Price)> fuelPrices)
    {
        foreach (var (fuel, price) in fuelPrices)
            if (fuel == unit.Fuel) return price;
        return unit.FuelPrice;
    }

    private static IEnumerable<string> NamesOf(FleetRegister fleet) =>
        [.. fleet.Thermal.Select(u => u.Name), .. fleet.Renewable.Select(u => u.Name), .. fleet.Hydro.Select(u => u.Name),
            .. fleet.Storage.Select(u => u.Name)];
}
