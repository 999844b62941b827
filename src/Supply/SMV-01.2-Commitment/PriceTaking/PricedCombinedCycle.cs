using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>A combined-cycle plant against prices.</summary>
internal sealed class PricedCombinedCycle : IPricedPlant
{
    private const double WattsPerMw = (double)ThermalTerms.WattsPerMw;

    private readonly CombinedCyclePlant plant;
    private readonly ImmutableArray<ThermalTerms> terms;
    private readonly ConfigurationModel model;
    private readonly ConfigurationProgramme programme;
    private readonly double[] outputMw;

    public PricedCombinedCycle(CombinedCyclePlant plant, double fuelUsdPerMmbtu, int hours)
    {
        this.plant = plant;
        var fuel = new double[hours];
        Array.Fill(fuel, fuelUsdPerMmbtu);
        terms = [.. plant.Configurations.Select(each => ThermalTerms.Of(AsUnit(plant, each), Before(plant, each), fuel))];
        // Off comes first, then the configurations in the plant's order.
        ImmutableArray<Configuration> all =
        [
            new(null, null, plant.MinDownHours),
            .. plant.Configurations.Select((each, i) => new Configuration(terms[i].Model, terms[i].Costs, each.MinHours)),
        ];
        model = new(all, [.. plant.Transitions.Select(each => Change(plant, each, fuelUsdPerMmbtu))], IndexOf(plant, plant.Before),
            plant.HoursBefore);
        programme = new(hours, terms.Max(each => each.Model.SegmentEnd.Length));
        outputMw = new double[hours];
    }

    public string Name => plant.Name;

    public PlantRun Run(HourlyPrices prices)
    {
        foreach (var each in terms) each.SetPrices(prices);
        var cost = programme.Solve(model);
        var (starts, wasOff) = (0, plant.Before.Length == 0);
        for (var hour = 0; hour < outputMw.Length; hour++)
        {
            outputMw[hour] = programme.Output[hour] / WattsPerMw;
            var configuration = programme.InConfiguration[hour];
            if (configuration > 0 && wasOff) starts++;
            if (configuration >= 0) wasOff = configuration == 0;
        }
        return PlantRun.Of(-cost, outputMw, prices.Energy, starts);
    }

    private static int IndexOf(CombinedCyclePlant plant, string name)
    {
        for (var i = 0; i < plant.Configurations.Length; i++)
            if (plant.Configurations[i].Name == name) return i + 1;
        return 0;
    }

    private static ThermalUnit AsUnit(CombinedCyclePlant plant, PlantConfiguration each) => new(
        $"{plant.Name} {each.Name}", UnitKind.CombinedCycle, plant.Fuel, each.MinMw, each.MaxMw, each.RampMwPerHour, each.MinHours,
        plant.MinDownHours, each.HeatInput, [new(0, Mmbtu.Zero, Usd.Zero)], plant.FuelPrice, plant.Vom, false);

    private static UnitState Before(CombinedCyclePlant plant, PlantConfiguration each) => new(
        plant.Name, each.Name == plant.Before, plant.HoursBefore, each.Name == plant.Before ? plant.OutputBefore : Mw.Zero, Mwh.Zero);

    private static Transition Change(CombinedCyclePlant plant, PlantTransition change, double fuel)
    {
        var (from, to) = (IndexOf(plant, change.From), IndexOf(plant, change.To));
        var usd = new double[change.Costs[^1].HoursOffAtLeast + 1];
        for (var hours = 0; hours < usd.Length; hours++)
        {
            var cost = change.Costs.LastOrDefault(each => each.HoursOffAtLeast <= hours) ?? change.Costs[0];
            usd[hours] = (double)cost.Heat.Value * fuel + (double)cost.OtherCost.Value;
        }
        return new(from, to, change.Hours, usd, CapBeside(plant, to, from), CapBeside(plant, from, to));
    }

    /// <summary>Most output above the minimum of one configuration in the hour beside another, W.</summary>
    private static double CapBeside(CombinedCyclePlant plant, int which, int beside)
    {
        if (which == 0) return 0;
        var one = plant.Configurations[which - 1];
        var reach = (beside == 0 ? 0 : plant.Configurations[beside - 1].MaxMw.Value) + one.RampMwPerHour.Value;
        var isFree = one.RampMwPerHour >= one.MaxMw - one.MinMw;
        return (double)((isFree ? one.MaxMw.Value : Math.Clamp(reach, one.MinMw.Value, one.MaxMw.Value)) - one.MinMw.Value) * WattsPerMw;
    }
}
