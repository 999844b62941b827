using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>What price scenarios must be: all of the same hours, all numbers.</summary>
internal static class ScenarioRules
{
    /// <summary>The first fault, or null.</summary>
    public static Refusal? Of(PriceTakeInputs inputs)
    {
        if (inputs.Scenarios.IsDefaultOrEmpty || inputs.Scenarios[0].EnergyUsdPerMwh.IsDefaultOrEmpty)
            return new("no-scenarios", "there is no scenario with at least one hour", "price scenarios", "Give one scenario or more.");
        var hours = inputs.Scenarios[0].EnergyUsdPerMwh.Length;
        if (inputs.DayHours.IsDefault || inputs.DayHours.Any(count => count < 1) || inputs.DayHours.Sum() != hours)
            return new("day-hours", $"the operating days do not add up to the {hours} hours of the scenarios", "operating days",
                "Give the hours of each operating day, 1 or more each; the last may be cut short.");
        if (inputs.Threads < 1)
            return new("threads", $"{inputs.Threads} threads were asked for", "threads", "Ask for one or more.");
        foreach (var scenario in inputs.Scenarios)
            if ((Of(scenario, "energy", scenario.EnergyUsdPerMwh, hours, double.NegativeInfinity)
                ?? Of(scenario, "spinning", scenario.SpinningUsdPerMw, hours, 0)
                ?? Of(scenario, "downward", scenario.DownwardUsdPerMw, hours, 0)) is { } refusal) return refusal;
        return null;
    }

    private static Refusal? Of(PriceScenario scenario, string what, ImmutableArray<double> prices, int hours, double least)
    {
        if (prices.IsDefaultOrEmpty && what != "energy") return null;
        if (prices.IsDefault || prices.Length != hours)
            return new("missing-price", $"{scenario.Name} has {(prices.IsDefault ? 0 : prices.Length)} {what} prices; expected {hours}",
                $"scenario {scenario.Name}", "Give a price for every hour.");
        for (var hour = 0; hour < hours; hour++)
            if (!double.IsFinite(prices[hour]) || prices[hour] < least)
                return new("bad-price",
                    FormattableString.Invariant($"the {what} price of hour {hour + 1} is {prices[hour]}; expected a number")
                    + (least == 0 ? " of 0 or more" : ""), $"scenario {scenario.Name}, hour {hour + 1}", "Correct the price.");
        return null;
    }
}
