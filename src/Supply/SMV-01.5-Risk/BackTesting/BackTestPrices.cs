using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Measures;

namespace Busbar.Supply.Risk.BackTesting;

/// <summary>How a day's value at risk is foretold from the profits before it.</summary>
public enum BackTestMethod
{
    /// <summary>The order statistic of the window.</summary>
    Historical,
    /// <summary>Normal about zero with the window's mean square.</summary>
    Normal,
    /// <summary>Normal with a moving volatility that starts from the first window's mean square.</summary>
    MovingNormal,
    /// <summary>The order statistic of the window's profits, each over its own day's volatility, times today's.</summary>
    Filtered,
}

/// <summary>A long position held over daily prices.</summary>
/// <param name="Prices">Daily mean prices, each day once, oldest first.</param>
/// <param name="Energy">MWh a day held; 2,400 is 100 MW around the clock. Above 0 is long.</param>
/// <param name="Window">Profits that each day's value at risk is made from, 20 to 5,000.</param>
/// <param name="Level">Confidence, inside (0.5, 1).</param>
/// <param name="Method">How it is foretold.</param>
/// <param name="Decay">Of the moving volatility, inside (0, 1).</param>
public sealed record BackTestPricesInputs(
    ImmutableArray<DailyPrice> Prices, MwhEstimate Energy, int Window, double Level, BackTestMethod Method, double Decay = 0.94);

/// <summary>A method's value at risk beside what came true.</summary>
/// <param name="Method">How it was foretold; null for value at risk that was published, not foretold here.</param>
/// <param name="Level">Confidence.</param>
/// <param name="Days">The days foretold.</param>
/// <param name="ProfitsUsd">What each made.</param>
/// <param name="ValueAtRiskUsd">What was foretold for it.</param>
/// <param name="Coverage">Tests of the number and the clustering of exceptions.</param>
/// <param name="RecentExceptions">Exceptions of the last 250 days, or of all when there are fewer.</param>
/// <param name="Light">What a supervisor says to those.</param>
public sealed record PriceBackTest(
    BackTestMethod? Method, double Level, ImmutableArray<OperatingDay> Days, ImmutableArray<double> ProfitsUsd,
    ImmutableArray<double> ValueAtRiskUsd, CoverageTest Coverage, int RecentExceptions, TrafficLight Light);

/// <summary>Tests a method on real prices: daily profit = energy × (today's mean price − yesterday's); an exception is a profit below −VaR.
/// Changes are absolute, since prices may be negative.</summary>
public static class BackTestPrices
{
    /// <summary>Runs the test. Refuses a window or level out of range, days out of order, fewer profits than the window and one more, and
    /// prices that never move; says when days between are missing.</summary>
    public static Outcome<PriceBackTest> Run(BackTestPricesInputs inputs)
    {
        if (Refuse(inputs) is { } refusal) return refusal;
        var prices = inputs.Prices;
        double[] profits = [.. prices.Zip(prices.Skip(1), (from, to) => inputs.Energy.Value * (to.UsdPerMwh - from.UsdPerMwh))];
        if (MovingVolatility.MeanSquare(profits.AsSpan(0, inputs.Window)) == 0)
            return new Refusal("zero-variance", $"the first {inputs.Window} profits are all 0", "prices", "Give prices that move.");
        var foretold = Foretell(profits, inputs);
        var (isException, tail) = (new bool[foretold.Length], 1 - inputs.Level);
        for (var i = 0; i < foretold.Length; i++) isException[i] = profits[inputs.Window + i] < -foretold[i];
        var recent = isException.AsSpan(Math.Max(0, isException.Length - TrafficLights.Days));
        return Outcome.Of(
            new PriceBackTest(inputs.Method, inputs.Level, [.. prices.Skip(inputs.Window + 1).Select(price => price.Day)],
                [.. profits.Skip(inputs.Window)], [.. foretold], CoverageTest.Run(isException, tail), recent.Count(true),
                TrafficLights.Of(recent.Count(true), recent.Length, tail)),
            Gaps(prices));
    }

    private static double[] Foretell(double[] profits, BackTestPricesInputs inputs)
    {
        var (window, level) = (inputs.Window, inputs.Level);
        var days = profits.Length - window;
        var normal = -QuantileLaw.Quantile(level, isCornishFisher: false).Base;
        switch (inputs.Method)
        {
            case BackTestMethod.Historical:
                return [.. Enumerable.Range(0, days).Select(i => Quantile(profits.AsSpan(i, window), level))];
            case BackTestMethod.Normal:
                return [.. Enumerable.Range(0, days).Select(i => normal * Math.Sqrt(MovingVolatility.MeanSquare(profits.AsSpan(i,
                    window))))];
            case BackTestMethod.MovingNormal:
                var seed = Math.Sqrt(MovingVolatility.MeanSquare(profits.AsSpan(0, window)));
                return [.. MovingVolatility.From(seed, profits.AsSpan(window), inputs.Decay)[..days].Select(each => normal * each)];
            case BackTestMethod.Filtered:
                var deviations = MovingVolatility.Of(profits, window, inputs.Decay);
                double[] scaled = [.. profits.Select((profit, i) => profit / deviations[i])];
                return [.. Enumerable.Range(0, days).Select(i => Quantile(scaled.AsSpan(i, window), level) * deviations[i + window])];
            default: throw new ArgumentOutOfRangeException(nameof(inputs), inputs.Method, "A method is one of four.");
        }
    }

    private static double Quantile(ReadOnlySpan<double> profits, double level) =>
        -HistoricalQuantile.Of(profits, 1 - level, QuantileConvention.OrderStatistic);

    private static Refusal? Refuse(BackTestPricesInputs inputs)
    {
        if (inputs.Window is < 20 or > 5000)
            return new("wrong-window", $"a window of {inputs.Window} profits", "back-test",
                "Give 20 to 5,000; 250 is a year of trading days.");
        if (inputs.Level is not (> 0.5 and < 1))
            return new("no-such-level", $"a level of {inputs.Level}", "back-test", "Give one inside (0.5, 1): 0.99.");
        if (inputs.Decay is not (> 0 and < 1))
            return new("wrong-decay", FormattableString.Invariant($"a decay of {inputs.Decay}"), "back-test",
                "Give one inside (0, 1): 0.94.");
        if (inputs.Prices.Length - 1 <= inputs.Window)
            return new("fewer-profits-than-window",
                $"{Math.Max(0, inputs.Prices.Length - 1)} daily profits, and each day's value at risk needs {inputs.Window} before it",
                "prices", "Give a longer history, or narrow the window.");
        var late = inputs.Prices.Zip(inputs.Prices.Skip(1)).FirstOrDefault(pair => pair.First.Day.CompareTo(pair.Second.Day) >= 0);
        return late == default
            ? null
            : new("days-out-of-order", $"{late.Second.Day} follows {late.First.Day}", "prices", "Give each day once, oldest first.");
    }

    private static IEnumerable<Finding> Gaps(ImmutableArray<DailyPrice> prices) =>
        prices.Zip(prices.Skip(1)).Where(pair => pair.First.Day.Plus(1) != pair.Second.Day).Select(pair => new Finding("days-missing",
            Severity.Note, $"no price between {pair.First.Day} and {pair.Second.Day}", "prices", "the two are taken as neighbours"));
}
