using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>Takes prices as they may come: plans every plant of a fleet exactly against each of many equally likely price scenarios, and
/// says what it earns, how often it starts, how long it runs and at what price it breaks even. No plant moves a price, so that each is
/// planned on its own; units under one fuel contract are planned together. The answer is the same bytes for any number of threads.
/// Refusals and findings are listed in the stage's README.</summary>
public static class PriceTake
{
    /// <summary>The fleet's outlook.</summary>
    public static Outcome<PriceTakeReport> Run(PriceTakeInputs inputs)
    {
        var refusal = UnitRules.Of(inputs.Fleet) ?? StateRules.Of(inputs.Fleet, inputs.Before)
            ?? FuelRules.Of(inputs.Fleet, inputs.FuelPrices) ?? ScenarioRules.Of(inputs)
            ?? FuelRules.Of(inputs.FuelByHour, inputs.Scenarios[0].EnergyUsdPerMwh.Length)
            ?? AvailabilityRules.Of(inputs.Fleet, inputs.Available) ?? CombinedCycleRules.Of(inputs)
            ?? StartLimitRules.Of(inputs) ?? ContractRules.Of(inputs);
        if (refusal is not null) return refusal;
        ImmutableArray<HourlyPrices> prices =
        [
            .. inputs.Scenarios.Select(each => new HourlyPrices(
                [.. each.EnergyUsdPerMwh], Reserve(each.SpinningUsdPerMw), Reserve(each.DownwardUsdPerMw))),
        ];
        var work = FleetWork.Of(inputs);
        var (plants, contracts) = (new PlantRuns[work.Plants.Length], new ContractRuns[inputs.Contracts.Length]);
        var options = new ParallelOptions { MaxDegreeOfParallelism = inputs.Threads };
        // Contracts come first: each is the longest piece of work.
        Parallel.For(0, contracts.Length + plants.Length, options, work.NewBench, (i, _, bench) =>
        {
            if (i < contracts.Length) contracts[i] = ContractRuns.Of(inputs.Contracts[i], inputs, prices, bench);
            else plants[i - contracts.Length] = PlantRuns.Of(work.Plants[i - contracts.Length](bench), prices);
            return bench;
        }, _ => { });
        var all = ImmutableArray.CreateRange(contracts.SelectMany(each => each.Units).Concat(plants));
        var inOrder = work.Order.Select(name => all.First(each => each.Name == name)).ToImmutableArray();
        if (inOrder.FirstOrDefault(each => each.HasNoPlan) is { } stuck) return NoPlan(stuck.Name);
        if (contracts.FirstOrDefault(each => each.HasNoPlan) is { } dry) return ContractRules.TooSmall(dry.Contract);
        return Outcome.Of(Report(inputs, inOrder, contracts), work.Findings);
    }

    private static double[] Reserve(ImmutableArray<double> prices) => prices.IsDefaultOrEmpty ? [] : [.. prices];

    private static Refusal NoPlan(string unit) =>
        new("no-plan", $"{unit} can keep no plan: it must start and may not, no transition leads where it has "
            + "to go, or an outage comes before it can be off", $"unit {unit}",
            "Allow it more starts, or correct its transitions, its state before or its outage.");

    private static PriceTakeReport Report(PriceTakeInputs inputs, ImmutableArray<PlantRuns> plants, ContractRuns[] contracts)
    {
        var count = inputs.Scenarios.Length;
        var fleet = new double[count];
        foreach (var plant in plants)
            for (var i = 0; i < count; i++) fleet[i] += plant.ProfitUsd[i];
        foreach (var contract in contracts)
            for (var i = 0; i < count; i++) fleet[i] -= contract.ShortfallUsd[i];
        var sums = plants.Aggregate(new PlantSums(), (sum, plant) => sum.Plus(plant.Sums));
        sums = sums with { GapUsd = sums.GapUsd + contracts.Sum(contract => contract.GapUsd) };
        return new(
            inputs.Scenarios[0].EnergyUsdPerMwh.Length, count,
            [.. plants.Select(plant => ProfitMeasures.Of(plant.Name, plant.ProfitUsd, plant.Sums, plant.IsStore))],
            ProfitMeasures.Of("fleet", fleet, sums, inputs.Fleet.Storage.Length > 0),
            [.. contracts.Select(contract => contract.Outlook())],
            [.. plants.Where(plant => plant.WaterUsdPerMwh.Length > 0).Select(plant => new WaterOutlook(
                plant.Name, [.. plant.WaterUsdPerMwh.Select(sum => new UsdPerMwhEstimate(sum / count))]))]);
    }
}
