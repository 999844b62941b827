using System.Collections.Immutable;
using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>One fuel contract against every scenario.</summary>
internal sealed record ContractRuns(
    FuelContract Contract, ImmutableArray<PlantRuns> Units, double[] ShortfallUsd, double HeatMmbtu, double OpportunityUsd, double GapUsd)
{
    public bool HasNoPlan => ShortfallUsd.Any(double.IsNaN);

    public static ContractRuns Of(
        FuelContract contract, PriceTakeInputs inputs, ImmutableArray<HourlyPrices> scenarios, Workbench bench)
    {
        var search = new ContractSearch(contract, inputs, bench.Programme);
        var count = scenarios.Length;
        var profit = contract.Units.Select(_ => new double[count]).ToArray();
        var sums = new PlantSums[contract.Units.Length];
        var (shortfall, heat, opportunity, gap) = (new double[count], 0d, 0d, 0d);
        for (var i = 0; i < count; i++)
        {
            if (search.Run(scenarios[i]) is not { } answer)
            {
                shortfall[i] = double.NaN;
                continue;
            }
            for (var unit = 0; unit < sums.Length; unit++)
            {
                profit[unit][i] = answer.Plans[unit].Run.ProfitUsd;
                sums[unit] = sums[unit].Plus(answer.Plans[unit].Run);
            }
            (shortfall[i], heat) = (answer.ShortfallUsd, heat + answer.HeatMmbtu);
            (opportunity, gap) = (opportunity + answer.OpportunityUsdPerMmbtu, gap + answer.GapUsd);
        }
        return new(contract, [.. contract.Units.Select((name, unit) => new PlantRuns(name, profit[unit], sums[unit], [], false))],
            shortfall, heat, opportunity, gap);
    }

    public ContractOutlook Outlook()
    {
        var count = ShortfallUsd.Length;
        return new(Contract.Name, HeatMmbtu / count, new(ShortfallUsd.Sum() / count), OpportunityUsd / count, new(GapUsd / count));
    }
}
