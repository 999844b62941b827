using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment;

/// <summary>Finds the exactly most profitable on/off pattern and output of one thermal unit that takes prices as they come: convex
/// piecewise-linear fuel cost, minimum up and down times, ramp limits, start types by hours off, must-run and the state it is in. At the
/// last hour the unit is left as it stands, with no value and no duty beyond. Refuses a unit or a state that contradicts itself, hours
/// without a price, a fuel price below zero, and an outage that the unit cannot be off for in time.</summary>
public static class CommitUnit
{
    /// <summary>The plan of one unit.</summary>
    public static Outcome<UnitRun> Run(CommitUnitInputs inputs)
    {
        if (UnitRules.Of(inputs.Unit) is { } badUnit) return badUnit;
        if (StateRules.Of(inputs.Unit, inputs.Before) is { } badState) return badState;
        if (inputs.Prices.IsDefaultOrEmpty || inputs.FuelPrices.Length != inputs.Prices.Length)
            return new Refusal("missing-price",
                $"{inputs.Unit.Name} has {(inputs.Prices.IsDefault ? 0 : inputs.Prices.Length)} energy prices and "
                + $"{(inputs.FuelPrices.IsDefault ? 0 : inputs.FuelPrices.Length)} fuel prices; it needs one of each an hour",
                $"unit {inputs.Unit.Name}", "Give both prices for every hour.");
        if (inputs.FuelPrices.Any(price => price.Value < 0)) return FuelRules.Negative(inputs.Unit);
        var terms = ThermalTerms.Of(inputs.Unit, inputs.Before, [.. inputs.FuelPrices.Select(price => (double)price.Value)], inputs.Most);
        terms.SetPrices(HourlyPrices.OfEnergy([.. inputs.Prices.Select(price => price.Value)]));
        var programme = new UnitProgramme(terms.Model.Hours, terms.Model.SegmentEnd.Length);
        var cost = terms.Solve(programme);
        if (double.IsPositiveInfinity(cost))
            return new Refusal("outage-out-of-reach", $"{inputs.Unit.Name} cannot come down or be off in time for an outage or a derate",
                $"unit {inputs.Unit.Name}", "Correct its state before, its calendar, or its ramp and minimum up time.");
        var output = programme.Above.Zip(programme.IsOn, (above, isOn) => isOn ? terms.Model.Min + above : 0);
        return new UnitRun(
            [.. output.Select(watts => new Mw((decimal)watts / ThermalTerms.WattsPerMw))],
            ImmutableArray.Create(programme.IsOn), new UsdEstimate(-cost));
    }
}
