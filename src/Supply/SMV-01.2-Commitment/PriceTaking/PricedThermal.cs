using System.Collections.Immutable;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>A thermal unit against prices, by the plain programme of the thread it runs on.</summary>
internal sealed class PricedThermal(ThermalUnit unit, ThermalTerms terms, UnitProgramme programme) : IPricedPlant
{
    public string Name => unit.Name;

    public PlantRun Run(HourlyPrices prices)
    {
        terms.SetPrices(prices);
        return Sum(terms, -terms.Solve(programme), programme.IsOn, programme.Above);
    }

    /// <summary>The sums of a plan in watts.</summary>
    public static PlantRun Sum(ThermalTerms terms, double profitUsd, bool[] isOn, double[] aboveW)
    {
        var (revenue, energy, hoursOn, starts) = (0d, 0d, 0, 0);
        var wasOn = terms.Model.IsOnBefore;
        for (var hour = 0; hour < isOn.Length; hour++)
        {
            if (isOn[hour])
            {
                var output = terms.Model.Min + aboveW[hour];
                hoursOn++;
                if (!wasOn) starts++;
                energy += output;
                revenue += output * terms.Costs.Energy[hour];
            }
            wasOn = isOn[hour];
        }
        return new(profitUsd, revenue, starts, hoursOn, energy / (double)ThermalTerms.WattsPerMw);
    }
}

/// <summary>A thermal unit whose starts are limited.</summary>
internal sealed class PricedLimitedThermal(
    ThermalUnit unit, ThermalTerms terms, StartLimit limit, ImmutableArray<int> dayOf) : IPricedPlant
{
    private readonly StartLimitedProgramme programme = new(dayOf.Length, terms.Model.SegmentEnd.Length, dayOf);

    public string Name => unit.Name;

    public PlantRun Run(HourlyPrices prices)
    {
        terms.SetPrices(prices);
        var cost = programme.Solve(terms.Model, terms.Costs, new(limit.PerDay, limit.PerWeek, limit.InAll));
        return PricedThermal.Sum(terms, -cost, programme.IsOn, programme.Above);
    }
}
