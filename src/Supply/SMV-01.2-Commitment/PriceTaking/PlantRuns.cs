using System.Collections.Immutable;
using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>Sums of a plant's plans over all scenarios.</summary>
internal readonly record struct PlantSums(double EnergyRevenueUsd, double Starts, double HoursOn, double EnergyMwh, double GapUsd)
{
    public PlantSums Plus(PlantSums other) => new(EnergyRevenueUsd + other.EnergyRevenueUsd, Starts + other.Starts,
        HoursOn + other.HoursOn, EnergyMwh + other.EnergyMwh, GapUsd + other.GapUsd);

    public PlantSums Plus(PlantRun run) => Plus(new PlantSums(
        run.EnergyRevenueUsd, run.Starts, run.HoursOn, run.EnergyMwh, run.GapUsd));
}

/// <summary>One plant against every scenario.</summary>
internal sealed record PlantRuns(
    string Name, double[] ProfitUsd, PlantSums Sums, ImmutableArray<double> WaterUsdPerMwh, bool IsStore)
{
    public bool HasNoPlan => ProfitUsd.Any(double.IsNegativeInfinity);

    public static PlantRuns Of(IPricedPlant plant, ImmutableArray<HourlyPrices> scenarios)
    {
        var (profit, sums) = (new double[scenarios.Length], new PlantSums());
        for (var i = 0; i < scenarios.Length; i++)
        {
            var run = plant.Run(scenarios[i]);
            (profit[i], sums) = (run.ProfitUsd, sums.Plus(run));
        }
        return new(plant.Name, profit, sums, plant is PricedHydro hydro ? [.. hydro.WaterUsdPerMwh] : [], plant is PricedStorage);
    }
}
