using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>What one thread keeps between plants: the programme that all thermal units are solved with.</summary>
internal sealed class Workbench(int hours, int segments)
{
    public UnitProgramme Programme { get; } = new(hours, segments);
}

/// <summary>The plants of a fleet as work to share out.</summary>
/// <param name="Plants">Makes a plant on a thread's bench; units under a contract are not among them.</param>
/// <param name="Order">Names of all plants, in the order of the report.</param>
/// <param name="NewBench">Makes a bench.</param>
/// <param name="Findings">What was left out.</param>
internal sealed record FleetWork(
    ImmutableArray<Func<Workbench, IPricedPlant>> Plants, ImmutableArray<string> Order, Func<Workbench> NewBench,
    ImmutableArray<Finding> Findings)
{
    public static FleetWork Of(PriceTakeInputs inputs)
    {
        var (fleet, hours) = (inputs.Fleet, inputs.Scenarios[0].EnergyUsdPerMwh.Length);
        ImmutableArray<int> dayOf = [.. inputs.DayHours.SelectMany((count, day) => Enumerable.Repeat(day, count))];
        var limits = inputs.StartLimits.ToDictionary(limit => limit.Unit, StringComparer.Ordinal);
        var contracted = inputs.Contracts.SelectMany(contract => contract.Units).ToHashSet(StringComparer.Ordinal);
        var states = inputs.Before.ToDictionary(state => state.Unit, StringComparer.Ordinal);
        UnitState Before(string unit) => states.TryGetValue(unit, out var known) ? known : StateRules.Find([], unit);
        var thermal = fleet.Thermal.Where(unit => !contracted.Contains(unit.Name)).Select(unit => new Func<Workbench, IPricedPlant>(bench =>
        {
            var terms = ThermalTerms.Of(unit, Before(unit.Name),
                FuelRules.HourlyOf(unit, inputs.FuelPrices, inputs.FuelByHour, hours),
                AvailabilityRules.MostOf(unit.Name, inputs.Available));
            return limits.TryGetValue(unit.Name, out var limit) ? new PricedLimitedThermal(unit, terms, limit, dayOf)
                : new PricedThermal(unit, terms, bench.Programme);
        }));
        var combined = inputs.CombinedCycles.Select(plant => new Func<Workbench, IPricedPlant>(_ => new PricedCombinedCycle(plant,
            (double)(inputs.FuelPrices.FirstOrDefault(quote => quote.Fuel == plant.Fuel)?.Price ?? plant.FuelPrice).Value, hours)));
        var hydro = fleet.Hydro.Select(unit => new Func<Workbench, IPricedPlant>(_ => new PricedHydro(unit, dayOf)));
        var storage = fleet.Storage.Select(unit => new Func<Workbench, IPricedPlant>(_ =>
            new PricedStorage(unit, (double)Before(unit.Name).Stored.Value, hours)));
        var segments = fleet.Thermal.Select(unit => unit.HeatInput.Length + 1).Append(1).Max();
        return new([.. thermal, .. combined, .. hydro, .. storage],
            [
                .. fleet.Thermal.Select(unit => unit.Name), .. inputs.CombinedCycles.Select(plant => plant.Name),
                .. fleet.Hydro.Select(unit => unit.Name), .. fleet.Storage.Select(unit => unit.Name),
            ],
            () => new Workbench(hours, segments), [.. fleet.Renewable.Select(LeftOut)]);
    }

    private static Finding LeftOut(RenewableUnit unit) => new("renewable-left-out", Severity.Note,
        $"{unit.Name} delivers what the weather gives; there is nothing to plan", $"unit {unit.Name}", "Left out of the outlook.");
}
