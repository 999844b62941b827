using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Money;
using Busbar.Supply.Handoffs;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment;

/// <summary>The key metrics of the stage: plant profitability in dollars and against perfect foresight, bid accuracy, starts, offers in
/// time; and of the days that are metered what was earned with real time and make-whole, and how well awards followed offers and delivery
/// followed awards and forecasts. A ratio whose denominator is not above zero has no value.</summary>
public static class MeasureFleet
{
    private const string Stage = "SMV-01.2";
    private const double ForesightTarget = 90;
    private const double AccuracyTarget = 95;

    /// <summary>The metrics over the days given.</summary>
    public static StageMetrics Run(MeasureFleetInputs inputs)
    {
        var days = inputs.Days;
        var source = $"schedules and offers of {days.Length} operating days, {inputs.First} to {inputs.Last}";
        var (earned, best) = (days.Sum(day => Profit(day.Awarded)), days.Sum(day => Profit(day.Foresight)));
        var (planned, missed) = (days.Sum(day => Energy(day.Plan)), days.Sum(Missed));
        var starts = days.Sum(day => day.Awarded.Units.Sum(unit => unit.Starts.Length));
        var (inTime, offers) = (days.Count(day => day.Offers.SubmittedAt <= day.Offers.GateAt), days.Length);
        Metric Of(string name, double? value, string unit, double? target, Better better, string formula,
            params ImmutableArray<Explain> parts) =>
            new(Stage, name, value, unit, target, better, formula, parts);
        Explain Part(string name, decimal value, string unit) => Explain.Leaf(name, $"{value:0.00}", unit, source);

        return new(Stage, inputs.First, inputs.Last,
        [
            Of("Plant profitability", days.IsEmpty ? null : (double)earned, "USD", null, Better.Neither,
                "Σ (revenue − fuel − other start cost − VOM) of the awarded schedules",
                PartsOf(days, Part)),
            Of("Plant profitability against perfect foresight", best > 0 ? (double)(100 * earned / best) : null, "%", ForesightTarget,
                Better.Higher,
                "100 × profit of the awarded schedules ÷ profit of schedules made with the cleared prices known",
                Part("Profit as awarded", earned, "USD"), Part("Profit with perfect foresight", best, "USD")),
            Of("Bid accuracy", planned > 0 ? (double)(100 * (1 - missed / planned)) : null, "%", AccuracyTarget, Better.Higher,
                "100 × (1 − Σ |awarded − planned| ÷ Σ |planned|), by unit and hour",
                Part("Σ |awarded − planned|", missed, "MWh"), Part("Σ |planned|", planned, "MWh")),
            Of("Starts", days.IsEmpty ? null : starts, "starts", null, Better.Neither,
                "starts of thermal units in the awarded schedules", Part("Starts", starts, "starts")),
            Of("Offers in time", offers > 0 ? 100d * inTime / offers : null, "%", 100, Better.Higher,
                "100 × days offered before the gate ÷ days",
                Part("Days offered before the gate", inTime, "days"), Part("Days", offers, "days")),
            .. ResultMetrics.Of(Stage, inputs.Results),
        ]);
    }

    private static ImmutableArray<Explain> PartsOf(ImmutableArray<FleetDay> days, Func<string, decimal, string, Explain> part)
    {
        var units = days.SelectMany(day => day.Awarded.Units).ToList();
        return
        [
            part("Revenue", units.Sum(unit => unit.Revenue.Value), "USD"), part("Fuel", units.Sum(unit => unit.FuelCost.Value), "USD"),
            part("Other start cost", units.Sum(unit => unit.OtherStartCost.Value), "USD"),
                part("VOM", units.Sum(unit => unit.VomCost.Value), "USD"),
        ];
    }

    private static decimal Profit(DispatchSchedule schedule) => schedule.Units.Sum(unit => unit.Profit.Value);

    private static decimal Energy(DispatchSchedule schedule) =>
        schedule.Units.Sum(unit => unit.Output.Values.Sum(mw => Math.Abs(mw.Value)));

    /// <summary>Energy awarded elsewhere than planned; a unit that only one side names misses all of it.</summary>
    private static decimal Missed(FleetDay day)
    {
        var awarded = day.Awarded.Units.ToDictionary(unit => unit.Unit, StringComparer.Ordinal);
        var missed = 0m;
        foreach (var plan in day.Plan.Units)
        {
            var award = awarded.Remove(plan.Unit, out var found) ? found : null;
            for (var hour = 0; hour < plan.Output.Count; hour++)
                missed += Math.Abs((award?.Output.At(plan.Output.IntervalAt(hour).Start).Value ?? 0) - plan.Output[hour].Value);
        }
        return missed + awarded.Values.Sum(unit => unit.Output.Values.Sum(mw => Math.Abs(mw.Value)));
    }
}
