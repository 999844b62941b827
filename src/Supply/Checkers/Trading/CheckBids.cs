using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Bidding;

namespace Busbar.Supply.Checkers.Trading;

/// <summary>A bid plan and what it claims to follow from.</summary>
public sealed record CheckBidsInputs(
    BidPlan Plan, Series<MwEstimate> Load, ImmutableArray<SpreadScenario> Scenarios, BidLimits Limits);

/// <summary>Adds up a bid plan again, scenario by scenario, and says where it breaks a limit or claims what is not so. It shares no code
/// with the decision.</summary>
public static class CheckBids
{
    private const double CentUsd = 0.01;
    private const double WattMw = 1e-6;

    /// <summary>What is wrong; empty when the plan holds.</summary>
    public static ImmutableArray<Finding> Run(CheckBidsInputs inputs)
    {
        var (plan, load, scenarios, limits) = inputs;
        if (plan.Hours.Length != load.Count || scenarios.Any(scenario => scenario.Spread.Count != load.Count)
            || plan.Hours.Where((hour, i) => hour.Hour != load.IntervalAt(i)).Any())
            return [Wrong("other-hours", $"The plan has {plan.Hours.Length} hours, the load {load.Count}", plan.Day.ToString())];
        var findings = plan.Hours.SelectMany((hour, i) => OfHour(hour, load[i].Value, limits)).ToList();
        var virtuals = plan.Hours.Sum(hour => hour.Increment.Value + hour.Decrement.Value);
        if (virtuals > limits.VirtualPerDay.Value + WattMw)
            findings.Add(Wrong("virtual-over-day", $"{virtuals} MWh of virtuals, {limits.VirtualPerDay} allowed", plan.Day.ToString()));

        var gains = scenarios.Select(scenario => GainOf(plan, load, scenario, limits)).Order().ToArray();
        var mean = gains.Average();
        if (Math.Abs(mean - plan.ExpectedGain.Value) > CentUsd)
            findings.Add(Wrong("gain-differs", $"The plan expects {plan.ExpectedGain}, its scenarios give {mean}", "expected gain"));
        var tail = -WorstTwentieth(gains);
        if (Math.Abs(tail - plan.CostOfTail.Value) > CentUsd)
            findings.Add(Wrong("tail-differs", $"The plan's worst scenarios cost {plan.CostOfTail}, added up {tail}", "CVaR 95"));
        if (tail > Math.Max(0, limits.RiskBudget.Value) + CentUsd)
            findings.Add(Wrong("budget-exceeded", $"The worst scenarios cost {tail}, the budget is {limits.RiskBudget}", "CVaR 95"));
        return [.. findings];
    }

    private static IEnumerable<Finding> OfHour(BidHour hour, double expected, BidLimits limits)
    {
        var (least, most) = (expected * limits.LowestLoadPercent / 100, expected * limits.HighestLoadPercent / 100);
        if (hour.Load.Value < least - WattMw || hour.Load.Value > most + WattMw)
            yield return Wrong("load-outside-band", $"{hour.Load} is bid, {least} to {most} MW allowed", hour.Hour.ToString());
        foreach (var mw in (double[])[hour.Increment.Value, hour.Decrement.Value])
            if (mw < -WattMw || mw > limits.VirtualPerHour.Value + WattMw)
                yield return Wrong("virtual-outside-limit", $"{mw} MW of virtuals, up to {limits.VirtualPerHour} allowed",
                    hour.Hour.ToString());
        if (hour.Increment.Value > WattMw && hour.Decrement.Value > WattMw)
            yield return Wrong("virtual-against-virtual", "An INC and a DEC stand against each other", hour.Hour.ToString());
    }

    // The money of the plan less the money of bidding the whole load: what is bought day-ahead is not bought in real time.
    private static double GainOf(BidPlan plan, Series<MwEstimate> load, SpreadScenario scenario, BidLimits limits)
    {
        var gain = 0.0;
        for (var i = 0; i < plan.Hours.Length; i++)
        {
            var (hour, spread) = (plan.Hours[i], scenario.Spread[i].Value);
            var deviation = hour.Load.Value - load[i].Value;
            gain += (deviation + hour.Decrement.Value - hour.Increment.Value) * spread
                - Math.Abs(deviation) * limits.DeviationCharge.Value
                - (hour.Increment.Value + hour.Decrement.Value) * limits.VirtualCharge.Value;
        }
        return gain;
    }

    // The mean of the lowest 5 %, the last of them counted with the part that belongs to it.
    private static double WorstTwentieth(double[] ascending)
    {
        var part = ascending.Length / 20.0;
        var whole = (int)Math.Floor(part);
        var sum = ascending.Take(whole).Sum();
        return part > whole ? (sum + (part - whole) * ascending[whole]) / part : sum / part;
    }

    private static Finding Wrong(string code, string what, string where) =>
        new(code, Severity.Error, what, where, "Nothing was changed; decide the bids again and compare.");
}
