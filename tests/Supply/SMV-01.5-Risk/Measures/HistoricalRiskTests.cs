using System.Collections.Immutable;
using Busbar.Gateways.RiskFiles;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Measures;

namespace Busbar.Supply.Risk.Tests.Measures;

public sealed class HistoricalRiskTests
{
    [Fact]
    public void Published_historical_quantiles_are_equal_and_shortfalls_to_the_last_printed_digit()
    {
        var series = ProfitCsv.Read(SharedFigures.File("ore_historical_PnL.csv.gz")).OrThrow();
        var rows = SharedFigures.Rows("ore_histsim_var.csv.gz");
        Assert.Equal(6, rows.Count);
        foreach (var row in rows)
        {
            var one = series.Single(each => each.Name == $"{row["Portfolio"]}/{row["RiskClass"]}/{row["RiskType"]}");
            var report = Measure(new ValueAtRiskMethod.Historical([one]), 0.99, 0.95, 0.05, 0.01);
            foreach (var (level, figure) in new[] { "0.010000", "0.050000", "0.950000", "0.990000" }.Zip(report.Figures))
            {
                Assert.Equal(double.Parse(row[$"Quantile_{level}"]), -figure.ValueAtRisk.Value);
                Assert.Equal(double.Parse(row[$"ExpectedShortfall_{level}"]), -figure.ExpectedShortfall.Value, 5e-6);
            }
        }
    }

    // Continuous types are the straight lines between the points (pₖ, xₖ): Hyndman and Fan 1996, table 1.
    [Theory]
    [InlineData(QuantileConvention.StepsOfDistribution, 0, 0)]
    [InlineData(QuantileConvention.Midpoints, 0.5, 0)]
    [InlineData(QuantileConvention.MeanRanks, 0, 1)]
    [InlineData(QuantileConvention.Interpolated, 1, -1)]
    [InlineData(QuantileConvention.MedianRanks, 1 / 3.0, 1 / 3.0)]
    [InlineData(QuantileConvention.NormalScores, 0.375, 0.25)]
    public void Interpolating_conventions_are_lines_between_plotting_positions(QuantileConvention convention, double less, double more)
    {
        var chance = new SeededRandom(2);
        foreach (var n in new[] { 2, 5, 37, 250 })
        {
            double[] sample = [.. Enumerable.Range(0, n).Select(_ => chance.NextNormal()).Order()];
            foreach (var p in new[] { 0.001, 0.01, 0.05, 0.3, 0.5, 0.77, 0.99 })
            {
                double Place(int k) => (k - less) / (n + more);
                var above = Enumerable.Range(1, n).FirstOrDefault(k => Place(k) >= p - 1e-12, n);
                var expected = above == 1 || Place(n) < p ? sample[above - 1]
                    : sample[above - 2] + (p - Place(above - 1)) / (Place(above) - Place(above - 1))
                        * (sample[above - 1] - sample[above - 2]);
                Assert.Equal(expected, HistoricalQuantile.Of(sample, p, convention), 1e-8);
            }
        }
    }

    // Ten values 1 to 10: at 0.25 rank 2.5 lies between, at 0.3 rank 3 is met.
    [Theory]
    [InlineData(QuantileConvention.OrderStatistic, 3, 3)]
    [InlineData(QuantileConvention.AveragedSteps, 3, 3.5)]
    [InlineData(QuantileConvention.NearestEven, 2, 3)]
    public void Stepping_conventions_differ_where_a_rank_is_met(QuantileConvention convention, double between, double met)
    {
        double[] sample = [.. Enumerable.Range(1, 10).Select(i => (double)i)];
        Assert.Equal(between, HistoricalQuantile.Of(sample, 0.25, convention));
        Assert.Equal(met, HistoricalQuantile.Of(sample, 0.3, convention));
    }

    [Theory]
    [InlineData(QuantileConvention.OrderStatistic)]
    [InlineData(QuantileConvention.Interpolated)]
    [InlineData(QuantileConvention.MedianRanks)]
    public void Components_add_up_and_increments_are_differences(QuantileConvention convention)
    {
        var pieces = Drawn(4, 300);
        foreach (var method in new ValueAtRiskMethod[]
            { new ValueAtRiskMethod.Historical(pieces, convention), new ValueAtRiskMethod.Filtered(pieces, convention) })
        {
            var figure = Measure(method, 0.97).Figures[0];
            Assert.Equal(figure.ValueAtRisk.Value, figure.Parts.Sum(part => part.Component.Value), 1e-9);
            Assert.Equal(figure.ExpectedShortfall.Value, figure.Parts.Sum(part => part.ShortfallComponent.Value), 1e-9);
            Assert.True(figure.ExpectedShortfall.Value >= figure.ValueAtRisk.Value);
            Assert.Equal(["P0", "P1", "P2", "P3"], figure.Parts.Select(part => part.Name));
        }
        var whole = Measure(new ValueAtRiskMethod.Historical(pieces, convention), 0.97).Figures[0];
        var rest = Measure(new ValueAtRiskMethod.Historical(pieces[1..], convention), 0.97).Figures[0];
        Assert.Equal(whole.ValueAtRisk.Value - rest.ValueAtRisk.Value, whole.Parts[0].Incremental.Value, 1e-9);
    }

    [Fact]
    public void Weights_by_age_give_the_first_profit_at_which_they_reach_the_level()
    {
        var pieces = Drawn(1, 100);
        var profits = pieces[0].ProfitsUsd;
        var weights = Enumerable.Range(0, 100).Select(i => Math.Pow(0.98, 99 - i)).ToArray();
        var expected = profits.Where((_, i) => profits.Where((other, j) => other <= profits[i]).Any()).Where(profit =>
            weights.Where((_, j) => profits[j] <= profit).Sum() >= 0.05 * weights.Sum()).Min();
        var figure = Measure(new ValueAtRiskMethod.Historical(pieces, AgeDecay: 0.98), 0.95).Figures[0];
        Assert.Equal(-expected, figure.ValueAtRisk.Value);
        Assert.Null(figure.StandardError);
        var flat = Measure(new ValueAtRiskMethod.Historical(pieces, AgeDecay: 1), 0.95).Figures[0];
        Assert.Equal(Measure(new ValueAtRiskMethod.Historical(pieces), 0.95).Figures[0].ValueAtRisk, flat.ValueAtRisk);
    }

    [Fact]
    public void Filtering_scales_every_move_to_the_volatility_of_today()
    {
        var pieces = Drawn(1, 60);
        var profits = pieces[0].ProfitsUsd;
        var variance = profits.Average(profit => profit * profit);
        var scaled = new List<double>();
        foreach (var profit in profits)
        {
            scaled.Add(profit / Math.Sqrt(variance));
            variance = 0.9 * variance + 0.1 * profit * profit;
        }
        var expected = scaled.Order().ElementAt(2) * Math.Sqrt(variance);
        Assert.Equal(-expected, Measure(new ValueAtRiskMethod.Filtered(pieces, Decay: 0.9), 0.95).Figures[0].ValueAtRisk.Value, 1e-9);
    }

    [Fact]
    public void Parts_may_be_told_apart_by_tenor_and_held_for_their_own_days()
    {
        var pieces = Drawn(2, 50);
        var held = MeasureValueAtRisk.Run(new(new ValueAtRiskMethod.Historical(pieces), [0.9], RiskGrouping.Tenor,
            HoldingPeriod.OneDay with { ByTenor = ImmutableDictionary<string, double>.Empty.Add("M1", 9) })).OrThrow().Figures[0];
        var sums = pieces[0].ProfitsUsd.Zip(pieces[1].ProfitsUsd, (a, b) => a + 3 * b).ToArray();
        Assert.Equal(-HistoricalQuantile.Of(sums, 0.1, QuantileConvention.OrderStatistic), held.ValueAtRisk.Value, 1e-9);
        Assert.Equal(["M0", "M1"], held.Parts.Select(part => part.Name));
    }

    [Fact]
    public void Profits_that_are_missing_or_do_not_match_are_refused_and_a_short_sample_is_said()
    {
        var pieces = Drawn(2, 30);
        Refused("no-profits", new ValueAtRiskMethod.Historical([]));
        Refused("profits-do-not-match", new ValueAtRiskMethod.Historical([pieces[0], pieces[1] with { Days = pieces[1].Days[1..] }]));
        Refused("profits-do-not-match", new ValueAtRiskMethod.Historical([pieces[0] with { ProfitsUsd = pieces[0].ProfitsUsd.SetItem(3,
            double.NaN) }]));
        Refused("wrong-decay", new ValueAtRiskMethod.Historical(pieces, AgeDecay: 0));
        Refused("wrong-decay", new ValueAtRiskMethod.Filtered(pieces, Decay: 1));
        Refused("zero-variance", new ValueAtRiskMethod.Filtered([pieces[0] with { ProfitsUsd = [.. new double[30]] }]));
        var done = (Outcome<ValueAtRiskReport>.Done)MeasureValueAtRisk.Run(Inputs(new ValueAtRiskMethod.Historical(pieces), 0.99));
        Assert.Equal("sample-too-short", Assert.Single(done.Findings).Code);
    }

    private static MeasureValueAtRiskInputs Inputs(ValueAtRiskMethod method, params double[] levels) =>
        new(method, [.. levels], RiskGrouping.Trade, HoldingPeriod.OneDay);

    private static ValueAtRiskReport Measure(ValueAtRiskMethod method, params double[] levels) =>
        MeasureValueAtRisk.Run(Inputs(method, levels)).OrThrow();

    private static void Refused(string code, ValueAtRiskMethod method) =>
        Assert.Equal(code, ((Outcome<ValueAtRiskReport>.Refused)MeasureValueAtRisk.Run(Inputs(method, 0.95))).Refusal.Code);

    private static ImmutableArray<ScenarioProfits> Drawn(int pieces, int days)
    {
        var chance = new SeededRandom(9);
        var first = OperatingDay.Of(2025, 1, 1);
        return [.. Enumerable.Range(0, pieces).Select(i => new ScenarioProfits($"P{i}", new("", "", "", $"M{i}"),
            [.. Enumerable.Range(0, days).Select(day => first.Plus(day))], [.. Enumerable.Range(0,
                days).Select(_ => 100 * chance.NextNormal())]))];
    }
}
