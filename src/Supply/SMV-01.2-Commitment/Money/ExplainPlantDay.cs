using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money;

/// <summary>The working of one plant's profit on one day down to the hours: day-ahead revenue, the real-time deviation, fuel, starts and
/// VOM of what was delivered, and each make-whole segment with its cost and revenue.</summary>
public static class ExplainPlantDay
{
    /// <summary>The tree.</summary>
    /// <param name="inputs">What the day was measured from.</param>
    /// <param name="unit">The unit's name.</param>
    /// <param name="dayAheadSource">Where the day-ahead price comes from, as a reader should see it.</param>
    /// <param name="realTimeSource">Where the real-time price comes from.</param>
    public static Outcome<Explain> Run(MeasurePlantsInputs inputs, string unit, string dayAheadSource, string realTimeSource)
    {
        var settled = inputs.Settled;
        var award = settled.Awarded.Units.FirstOrDefault(each => each.Unit == unit);
        if (award is null)
            return new Refusal("unknown-unit", $"the awards of {settled.Day} hold no unit {unit}", $"awards of {settled.Day}",
                $"Name one of: {string.Join(", ", settled.Awarded.Units.Select(each => each.Unit))}.");
        if (MeasurePlants.Run(inputs) is Outcome<FleetResult>.Refused refused) return refused.Refusal;
        var result = MeasurePlants.Run(inputs).OrThrow().Plants.Single(plant => plant.Unit == unit);
        var delivered = MeasurePlants.Costed(inputs, award);
        var costs = ExplainUnitDay.Run(new(
            settled.Calendar, settled.Awarded with { Units = [delivered] }, unit, settled.Fleet, settled.RealTime, realTimeSource,
            inputs.Before, inputs.FuelPrices)).OrThrow().Because.Skip(1);
        return new Explain($"Profit of {unit} on {settled.Day}", Money(result.Profit), "USD",
            "day-ahead revenue + real-time deviation − fuel − other start cost − VOM + make-whole", $"results of {settled.Day}",
        [
            Sold("Day-ahead revenue", settled, award.Output, settled.DayAhead, result.DayAheadRevenue, dayAheadSource),
            Sold("Real-time deviation", settled, new(award.Output.Start, award.Output.Step,
                    [.. delivered.Output.Values.Zip(award.Output.Values, (got, sold) => got - sold)]),
                settled.RealTime, result.RealTimeRevenue, realTimeSource),
            .. costs, MakeWholeOf(inputs, unit, result),
            Explain.Leaf("Perfect foresight", Money(result.Foresight), "USD", "schedule made with the cleared prices; not part of the sum"),
        ]);
    }

    private static Explain Sold(
        string name, EstimateMakeWholeInputs settled, Series<Mw> energy, Series<UsdPerMwh> prices, Usd total, string source)
    {
        var cut = DayRules.OfDay(settled, prices);
        var lines = Enumerable.Range(0, energy.Count).Where(hour => energy[hour] != Mw.Zero).Select(hour => new Explain(
            Label(settled, hour), Money(new Mwh(energy[hour].Value) * cut[hour]), "USD",
            $"{energy[hour].Value} MWh × {cut[hour].Value} USD/MWh", source, []));
        return new(name, Money(total), "USD", "Σ of the hours", source, [.. lines]);
    }

    private static Explain MakeWholeOf(MeasurePlantsInputs inputs, string unit, PlantResult result)
    {
        var credits = inputs.MakeWhole.Credits.Where(credit => credit.Unit == unit);
        return new("Make-whole", Money(result.MakeWhole), "USD", "Σ of the segments",
            $"our estimate by {inputs.MakeWhole.Market} rules", [.. credits.Select(credit => Segment(inputs.Settled, credit))]);
    }

    private static Explain Segment(EstimateMakeWholeInputs settled, MakeWholeCredit credit)
    {
        var source = $"offer, awards and meters of {settled.Day}";
        Explain Part(string name, Usd amount, string formula) => new(name, Money(amount), "USD", formula, source, []);
        return new(
            $"{credit.Rule}, {Label(settled, credit.Hours[0])} to {Label(settled, credit.Hours[^1])}", Money(credit.Credit), "USD",
            credit.Credit < Usd.Zero ? "share of (cost as bid − revenue), taken back" : "max(0, cost as bid − revenue)", source,
        [
            Part("Start-up", credit.StartUp, "as bid, starts that count"),
            Part("Minimum load", credit.MinimumLoad, $"as bid, {credit.Hours.Length} hours at most"),
            Part("Energy above the minimum", credit.Incremental, "segments as bid"),
            Part("Day-ahead revenue", credit.DayAheadRevenue, "award × day-ahead price"),
            Part("Real-time revenue", credit.RealTimeRevenue, "delivery or deviation × real-time price"),
            Part("Credit of another rule", credit.OtherCredit, "counts as revenue"),
        ]);
    }

    private static string Label(EstimateMakeWholeInputs settled, int hour) =>
        $"HE{settled.Calendar.HourEndingOf(settled.Calendar.HoursOf(settled.Day)[hour].Start)}";

    private static string Money(Usd amount) => FormattableString.Invariant($"{amount.Value:0.00####}");
}
