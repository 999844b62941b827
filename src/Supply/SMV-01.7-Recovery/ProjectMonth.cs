using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>What a month's cost and energy are projected from.</summary>
/// <param name="Plan">How the month's load is to be covered.</param>
/// <param name="Forecasts">Load forecasts of every day of the month, or none: then the plan's load stands.</param>
/// <param name="MarketPrice">Expected price of each block, for what the market covers.</param>
/// <param name="PlantAccounts">Fuel account of each source that is a plant of ours; the others are purchases in 555.</param>
/// <param name="RetailLossFraction">Part of purchased energy lost before the retail meter, in [0, 1).</param>
public sealed record ProjectMonthInputs(
    PortfolioPlan Plan, ImmutableArray<LoadForecast> Forecasts, ImmutableDictionary<PeakBlock, UsdPerMwhEstimate> MarketPrice,
    ImmutableDictionary<string, string> PlantAccounts, decimal RetailLossFraction);

/// <summary>Turns a portfolio plan and load forecasts into the projected costs of a clause's month: sources at their expected cost, market
/// purchases in 555 and sales in 447. An estimate becomes a record here, in cents.</summary>
public static class ProjectMonth
{
    /// <summary>The projected month; refused when a block has no price or the forecasts do not cover the month.</summary>
    public static Outcome<ClauseMonth> Run(ProjectMonthInputs inputs)
    {
        var (plan, where) = (inputs.Plan, $"{inputs.Plan.Month:yyyy-MM}");
        if (plan.Blocks.FirstOrDefault(block => !inputs.MarketPrice.ContainsKey(block.Block)) is { } bare)
            return new Refusal("price-missing", $"Block {bare.Block} has no expected market price", where,
                "Give a price for each block of the plan.");
        if (inputs.RetailLossFraction is < 0 or >= 1)
            return new Refusal("loss-out-of-range", $"Losses before the meter lie in [0, 1), not at {inputs.RetailLossFraction}", where,
                "Give 0.06 for 6 %.");
        var days = inputs.Forecasts.Select(forecast => forecast.Day.Date).Distinct()
            .Count(day => day.Year == plan.Month.Year && day.Month == plan.Month.Month);
        var whole = plan.Month.Calendar.GetDaysInMonth(plan.Month.Year, plan.Month.Month);
        if (inputs.Forecasts.Length > 0 && (days != whole || inputs.Forecasts.Length != whole))
            return new Refusal("forecasts-not-whole", $"{inputs.Forecasts.Length} forecasts cover {days} of the month's {whole} days",
                where, "Give one forecast of each day, or none to take the plan's load.");
        var load = inputs.Forecasts.IsEmpty ? plan.Blocks.Sum(part => part.LoadMwh) : inputs.Forecasts.Sum(Energy);
        var sold = new MwhEstimate(load * (1 - (double)inputs.RetailLossFraction)).ToRecord(3);
        return new ClauseMonth(plan.Month, Costs(inputs), [new("", sold)]);
    }

    private static double Energy(LoadForecast forecast) =>
        forecast.UtilityLoad.Values.Sum(load => load.Value) * forecast.UtilityLoad.Step.TotalHours;

    private static ImmutableArray<ClauseCost> Costs(ProjectMonthInputs inputs)
    {
        var sources = inputs.Plan.Blocks.SelectMany(block => block.Sources)
            .Select(source => (Account: inputs.PlantAccounts.GetValueOrDefault(source.Name, "555"), source.Name,
                Cost: new MwhEstimate(source.EnergyMwh) * source.Cost));
        var market = inputs.Plan.Blocks.Select(block => (Account: block.MarketMwh < 0 ? "447" : "555", Name: "market",
            Cost: new MwhEstimate(block.MarketMwh) * inputs.MarketPrice[block.Block]));
        return
        [
            .. sources.Concat(market).GroupBy(cost => (cost.Account, cost.Name))
                .Select(group => new ClauseCost(group.Key.Account, group.Key.Name,
                    new UsdEstimate(group.Sum(cost => cost.Cost.Value)).ToRecord(2))),
        ];
    }
}
