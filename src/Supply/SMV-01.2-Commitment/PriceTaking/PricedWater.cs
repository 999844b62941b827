using System.Collections.Immutable;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>A hydro plant against prices; it adds up what one more MWh in each day would have earned.</summary>
internal sealed class PricedHydro(HydroUnit unit, ImmutableArray<int> dayOf) : IPricedPlant
{
    private readonly HydroProgramme programme = new(dayOf.Length);
    private readonly HydroModel model = HydroModel.Of(unit, dayOf);

    public string Name => unit.Name;

    /// <summary>Sum over the runs so far, by day.</summary>
    public double[] WaterUsdPerMwh { get; } = new double[dayOf[^1] + 1];

    public PlantRun Run(HourlyPrices prices)
    {
        var profit = programme.Solve(model, prices);
        for (var day = 0; day < WaterUsdPerMwh.Length; day++) WaterUsdPerMwh[day] += programme.DayWaterUsdPerMwh[day];
        return PlantRun.Of(profit, programme.OutputMw, prices.Energy, 0);
    }
}

/// <summary>A store against prices.</summary>
internal sealed class PricedStorage(StorageUnit unit, double heldMwh, int hours) : IPricedPlant
{
    private readonly StorageProgramme programme = new();
    private readonly StorageModel model = StorageModel.Of(unit, heldMwh, hours);

    public string Name => unit.Name;

    public PlantRun Run(HourlyPrices prices) =>
        PlantRun.Of(programme.Solve(model, prices), programme.OutputMw, prices.Energy, 0) with { GapUsd = programme.GapUsd };
}
