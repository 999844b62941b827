using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Trading.Bidding;

namespace Busbar.Supply.Trading.Bidding;

/// <summary>What bids are decided on.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Day">The operating day.</param>
/// <param name="Location">Where load and virtuals settle.</param>
/// <param name="Load">Expected load of each hour, not below 0.</param>
/// <param name="Scenarios">Equally likely spreads, twenty or more.</param>
/// <param name="Limits">How far the desk may go.</param>
public sealed record DecideBidsInputs(
    MarketCalendar Calendar, OperatingDay Day, string Location, Series<MwEstimate> Load, ImmutableArray<SpreadScenario> Scenarios,
    BidLimits Limits);

/// <summary>Decides how much load to buy day-ahead and which virtuals to place, so that the expected gain is the most that the risk budget
/// and the volumes allow. A MWh bought day-ahead instead of in real time gains real time less day-ahead price, whatever the load comes to;
/// our bids are taken not to move prices.</summary>
public static class DecideBids
{
    private const int LeastScenarios = 20;
    private const double NoMw = 1e-6;

    /// <summary>The plan. Refuses hours that are not the day's, a negative load, fewer than twenty scenarios and limits that are turned
    /// round or below nothing; a finding <c>gain-without-risk</c> when even the worst scenarios together gain.</summary>
    public static Outcome<BidPlan> Run(DecideBidsInputs inputs)
    {
        if (Refuse(inputs) is { } refusal) return refusal;
        ImmutableArray<double> load = [.. inputs.Load.Values.Select(mw => mw.Value)];
        var programme = new BidProgramme(load, inputs.Scenarios, inputs.Limits);
        var nothing = new double[load.Length * BidProgramme.Moves];
        var (moves, price, tailLoss) = inputs.Limits.RiskBudget.Value > 0 ? programme.Solve() : (nothing, 0, nothing);
        var hours = Enumerable.Range(0, load.Length).Select(hour => HourOf(inputs, programme, hour, moves, price, tailLoss))
            .ToImmutableArray();
        var cost = programme.CostOfTail(moves);
        return Outcome.Of(
            new BidPlan(inputs.Day, inputs.Location, hours, new(hours.Sum(hour => hour.ExpectedGain.Value)), new(cost), price,
                $"{inputs.Scenarios.Length} scenarios of {inputs.Scenarios.Select(s => s.From).Distinct().Count()} past days, "
                    + FormattableString.Invariant($"risk budget {inputs.Limits.RiskBudget.Value:0.##} USD")),
            cost < 0 ? [GainWithoutRisk(inputs, cost)] : []);
    }

    private static BidHour HourOf(
        DecideBidsInputs inputs, BidProgramme programme, int hour, double[] moves, double price, double[] tailLoss)
    {
        var first = hour * BidProgramme.Moves;
        var own = moves.AsSpan(first, BidProgramme.Moves);
        var spreads = inputs.Scenarios.Select(scenario => scenario.Spread[hour].Value).Order().ToArray();
        var gain = 0.0;
        for (var move = 0; move < own.Length; move++) gain += own[move] * programme.MeanGain(first + move);
        UsdPerMwhEstimate At(double level) => new(Quantile.OfSorted(spreads, level));
        return new(inputs.Load.IntervalAt(hour), new(inputs.Load[hour].Value + own[BidProgramme.MoreLoad] - own[BidProgramme.LessLoad]),
            new(own[BidProgramme.Increment]), new(own[BidProgramme.Decrement]), new(gain),
            new SpreadRange(new(Statistics.Mean(spreads)), At(0.05), At(0.5), At(0.95)),
            WhyOf(inputs, programme, first, moves, price, tailLoss));
    }

    private static string WhyOf(DecideBidsInputs inputs, BidProgramme programme, int first, double[] moves, double price, double[] tailLoss)
    {
        if (inputs.Limits.RiskBudget.Value <= 0) return "no risk budget: the expected load is bid";
        var taken = Enumerable.Range(first, BidProgramme.Moves).Where(move => moves[move] > NoMw).ToArray();
        if (taken.Length > 0) return string.Join("; ", taken.Select(move => TakenBecause(programme, move, moves[move], price)));
        var best = Enumerable.Range(first, BidProgramme.Moves).MaxBy(programme.MeanGain);
        return programme.MeanGain(best) <= 0
            ? "the expected spread does not pay the charges"
            : FormattableString.Invariant(
                $"{NameOf(best)} would gain {programme.MeanGain(best):0.00} USD/MWh, but ")
                + (price * tailLoss[best] > 0
                    ? FormattableString.Invariant($"adds {tailLoss[best]:0.00} to the bad days at {price:0.000} a dollar of budget")
                    : "the day's virtuals are spent on better hours");
    }

    private static string TakenBecause(BidProgramme programme, int move, double mw, double price) =>
        FormattableString.Invariant($"{NameOf(move)} {mw:0.0} MW gains {programme.MeanGain(move):0.00} USD/MWh, ")
            + (mw >= programme.Highest(move) - NoMw ? "up to its limit"
                : price > 0 ? "as far as the risk budget goes" : "as far as the day's virtuals go");

    private static string NameOf(int move) => (move % BidProgramme.Moves) switch
    {
        BidProgramme.MoreLoad => "more load day-ahead",
        BidProgramme.LessLoad => "less load day-ahead",
        BidProgramme.Decrement => "DEC",
        _ => "INC",
    };

    private static Refusal? Refuse(DecideBidsInputs inputs)
    {
        var (calendar, day, _, load, scenarios, limits) = inputs;
        if (load.RefuseUnlessWholeDay(calendar, day, "expected load") is { } hours) return hours;
        if (load.Values.Any(mw => mw.Value < 0))
            return new("negative-demand", $"an hour's expected load is {load.Values.Min()}", $"bids, {day}",
                "Offer the surplus as generation.");
        if (scenarios.Length < LeastScenarios)
            return new("too-few-scenarios", $"{scenarios.Length} scenarios do not show a 5 % tail, {LeastScenarios} do", $"bids, {day}",
                "Draw more.");
        if (scenarios.Select(s => s.Spread.RefuseUnlessWholeDay(calendar, day, $"spread of {s.From}"))
            .FirstOrDefault(r => r is not null) is { } odd)
            return odd;
        var isInOrder = limits.LowestLoadPercent is >= 0 and <= 100 && limits.HighestLoadPercent is >= 100 and < double.PositiveInfinity;
        double[] atLeastNothing = [limits.VirtualPerHour.Value, limits.VirtualPerDay.Value, limits.VirtualCharge.Value,
            limits.DeviationCharge.Value, limits.RiskBudget.Value];
        return isInOrder && atLeastNothing.All(value => value >= 0)
            ? null
            : new("bad-limits", "a limit, charge or budget is below nothing, or the load may not be bid as expected", $"bids, {day}",
                "Give 0 to 100 % as the least load, 100 % or more as the most, and nothing negative.");
    }

    private static Finding GainWithoutRisk(DecideBidsInputs inputs, double cost) => new("gain-without-risk", Severity.Warning,
        FormattableString.Invariant($"even the worst 5 % of the scenarios gain {-cost:0.00} USD"), $"bids, {inputs.Day}",
        "decided all the same; the past days may be too few or too alike to show the risk");
}
