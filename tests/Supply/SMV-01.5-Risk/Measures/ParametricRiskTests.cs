using System.Collections.Immutable;
using Busbar.Gateways.RiskFiles;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Measures;

namespace Busbar.Supply.Risk.Tests.Measures;

public sealed class ParametricRiskTests
{
    private static readonly RiskCut nowhere = new("", "", "", "");

    [Fact]
    public void Twenty_eight_published_parametric_rows_come_out_to_one_part_in_a_hundred_million()
    {
        var books = OrePortfolioXml.Read(SharedFigures.File("ore_portfolio.xml")).OrThrow();
        var sensitivities = OreSensitivityCsv.Read(SharedFigures.File("ore_param_sensitivity.csv.gz"), books).OrThrow();
        var covariance = CovarianceTable.Read(SharedFigures.File("ore_covariance.csv.gz")).OrThrow();
        var rows = SharedFigures.Rows("ore_param_var.csv.gz");
        Assert.Equal(28, rows.Count);
        var covered = covariance.Factors.ToHashSet();
        foreach (var row in rows)
        {
            var chosen = sensitivities.Where(each => (row["Portfolio"] == "All" || each.Cut.Book == row["Portfolio"])
                && (row["RiskClass"] == "All" || each.Cut.Commodity == row["RiskClass"])
                && (row["RiskType"] == "All" || IsOfType(each.Factor, row["RiskType"])
                && (each.CrossFactor == "" || IsOfType(each.CrossFactor, row["RiskType"])))).ToImmutableArray();
            var report = Measure(new ValueAtRiskMethod.DeltaGamma(chosen, covariance), 0.99, 0.95, 0.05, 0.01);
            var (mean, deviation) = (-(report.Figures[0].ValueAtRisk.Value + report.Figures[3].ValueAtRisk.Value) / 2,
                (report.Figures[0].ValueAtRisk.Value - report.Figures[3].ValueAtRisk.Value) / 2 / 2.3263478740408411);
            foreach (var (level, figure) in new[] { "0.010000", "0.050000", "0.950000", "0.990000" }.Zip(report.Figures))
            {
                var published = double.Parse(row[$"Quantile_{level}"]);
                Assert.Equal(published, -figure.ValueAtRisk.Value, 1e-8 * Math.Max(Math.Abs(published), deviation));
                Assert.Equal(published, mean + deviation * PublishersNormal(double.Parse(level)), 1e-8 * Math.Abs(published));
            }
        }
    }

    [Fact]
    public void Factors_that_the_covariance_lacks_and_tenors_that_do_not_match_are_said()
    {
        var sensitivities = OreSensitivityCsv.Read(SharedFigures.File("ore_param_sensitivity.csv.gz")).OrThrow();
        var covariance = CovarianceTable.Read(SharedFigures.File("ore_covariance.csv.gz")).OrThrow();
        var done = (Outcome<ValueAtRiskReport>.Done)MeasureValueAtRisk.Run(
            Inputs(new ValueAtRiskMethod.DeltaNormal(sensitivities, covariance), 0.99));
        Assert.Contains("beside", Assert.Single(done.Findings, f => f.Code == "tenors-differ").What);
        Assert.Equal(Severity.Error, Assert.Single(done.Findings, f => f.Code == "factors-not-covered").Severity);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Components_add_up_and_are_the_slopes_of_the_whole(bool isCornishFisher)
    {
        var (book, covariance) = Drawn(trades: 6, factors: 5);
        ValueAtRiskFigure At(ImmutableArray<Sensitivity> sensitivities) =>
            Measure(new ValueAtRiskMethod.DeltaGamma(sensitivities, covariance, isCornishFisher), 0.99).Figures[0];
        var figure = At(book);
        Assert.Equal(figure.ValueAtRisk.Value, figure.Parts.Sum(part => part.Component.Value), 1e-9 * figure.ValueAtRisk.Value);
        Assert.Equal(figure.ExpectedShortfall.Value, figure.Parts.Sum(part => part.ShortfallComponent.Value),
            1e-9 * figure.ValueAtRisk.Value);
        Assert.Equal(figure.Diversification.Value, figure.Parts.Sum(part => part.Standalone.Value) - figure.ValueAtRisk.Value, 1e-6);
        foreach (var part in figure.Parts)
        {
            ImmutableArray<Sensitivity> Grown(double by) =>
                [.. book.Select(each => each.Trade == part.Name ? each with { Delta = each.Delta * (1 + by),
                    Gamma = each.Gamma * (1 + by) } : each)];
            var (more, less) = (At(Grown(1e-4)), At(Grown(-1e-4)));
            Assert.Equal((more.ValueAtRisk.Value - less.ValueAtRisk.Value) / 2e-4, part.Component.Value, 1e-5 * figure.ValueAtRisk.Value);
            Assert.Equal((more.ExpectedShortfall.Value - less.ExpectedShortfall.Value) / 2e-4, part.ShortfallComponent.Value,
                1e-5 * figure.ValueAtRisk.Value);
            var without = At([.. book.Where(each => each.Trade != part.Name)]).ValueAtRisk.Value;
            Assert.Equal(figure.ValueAtRisk.Value - without, part.Incremental.Value, 1e-9 * figure.ValueAtRisk.Value);
            Assert.Equal(At([.. book.Where(each => each.Trade == part.Name)]).ValueAtRisk.Value, part.Standalone.Value,
                1e-9 * figure.ValueAtRisk.Value);
        }
        var one = figure.Marginals[2];
        var added = At(book.Add(new("T0", nowhere, one.Factor, "", "USD/MWh", 1e-3, 0))).ValueAtRisk.Value;
        Assert.Equal((added - figure.ValueAtRisk.Value) / 1e-3, one.UsdPerDelta, 1e-4 * Math.Abs(one.UsdPerDelta) + 1e-4);
    }

    [Fact]
    public void Moments_and_quantiles_of_a_curved_book_are_those_of_a_simulation()
    {
        var (book, covariance) = Drawn(trades: 3, factors: 3);
        var sample = Simulated(book, covariance, 400_000);
        foreach (var level in new[] { 0.95, 0.99 })
        {
            var figure = Measure(new ValueAtRiskMethod.DeltaGamma(book, covariance, IsCornishFisher: true), level).Figures[0];
            var quantile = HistoricalQuantile.Of(sample, 1 - level, QuantileConvention.OrderStatistic);
            Assert.Equal(-quantile, figure.ValueAtRisk.Value, 0.03 * figure.ValueAtRisk.Value);
            Assert.Equal(-HistoricalQuantile.MeanAtOrBelow(sample, quantile), figure.ExpectedShortfall.Value,
                0.05 * figure.ValueAtRisk.Value);
        }
    }

    [Fact]
    public void Ten_days_for_everything_is_the_root_of_ten_and_a_tenor_may_have_its_own()
    {
        var covariance = new FactorCovariance(["a", "b"], ["near", "far"], "USD/MWh", [4, 0, 0, 9]);
        ImmutableArray<Sensitivity> book = [new("T", nowhere, "a", "", "USD/MWh", 100, 0), new("T", nowhere, "b", "", "USD/MWh", 200, 0)];
        double At(HoldingPeriod holding) => MeasureValueAtRisk.Run(
            Inputs(new ValueAtRiskMethod.DeltaNormal(book, covariance),
                0.95) with { Holding = holding }).OrThrow().Figures[0].ValueAtRisk.Value;
        const double z = 1.6448536269514722;
        Assert.Equal(z * Math.Sqrt(200 * 200 + 600 * 600), At(HoldingPeriod.OneDay), 1e-6);
        Assert.Equal(z * Math.Sqrt(10) * Math.Sqrt(200 * 200 + 600 * 600), At(HoldingPeriod.OneDay with { Days = 10 }), 1e-6);
        Assert.Equal(z * Math.Sqrt(200 * 200 + 5 * 600 * 600),
            At(HoldingPeriod.OneDay with { ByTenor = ImmutableDictionary<string, double>.Empty.Add("far", 5) }), 1e-6);
    }

    [Fact]
    public void Two_factors_that_move_as_one_are_fine_and_an_indefinite_covariance_is_refused_or_repaired()
    {
        ImmutableArray<Sensitivity> book = [new("T", nowhere, "a", "", "USD/MWh", 1, 0), new("T", nowhere, "b", "", "USD/MWh", 1, 0)];
        var singular = new FactorCovariance(["a", "b"], ["", ""], "USD/MWh", [1, 1, 1, 1]);
        Assert.Equal(2 * 2.3263478740408408, Measure(new ValueAtRiskMethod.DeltaNormal(book, singular),
            0.99).Figures[0].ValueAtRisk.Value, 1e-12);
        var indefinite = singular with { Matrix = [1, 2, 2, 1] };
        Refused("indefinite-covariance", new ValueAtRiskMethod.DeltaNormal(book, indefinite));
        var repaired = (Outcome<ValueAtRiskReport>.Done)MeasureValueAtRisk.Run(
            Inputs(new ValueAtRiskMethod.DeltaNormal(book, indefinite, IsRepaired: true), 0.99));
        Assert.Equal("covariance-repaired", Assert.Single(repaired.Findings).Code);
        // Eigenvalues 3 and -1: what stays is 3·vv' with v = (1, 1)/√2, all entries 1.5.
        Assert.Equal(2.3263478740408408 * Math.Sqrt(6), repaired.Value.Figures[0].ValueAtRisk.Value, 1e-9);
    }

    [Fact]
    public void What_cannot_be_measured_is_refused()
    {
        var one = new FactorCovariance(["a"], [""], "USD/MWh", [1]);
        Sensitivity own = new("T", nowhere, "a", "", "USD/MWh", 1, 0);
        Refused("no-sensitivities", new ValueAtRiskMethod.DeltaNormal([], one));
        Refused("wrong-units", new ValueAtRiskMethod.DeltaNormal([own with { Step = "USD/MMBtu" }], one));
        Refused("wrong-covariance", new ValueAtRiskMethod.DeltaNormal([own], one with { Matrix = [double.NaN] }));
        Refused("zero-variance", new ValueAtRiskMethod.DeltaNormal([own], one with { Matrix = [0] }));
        Refused("zero-variance", new ValueAtRiskMethod.DeltaNormal([own with { Factor = "b" }], one));
        Refused("no-such-level", new ValueAtRiskMethod.DeltaNormal([own], one), 1);
        Assert.Equal("wrong-holding-days", ((Outcome<ValueAtRiskReport>.Refused)MeasureValueAtRisk.Run(
            Inputs(new ValueAtRiskMethod.DeltaNormal([own], one), 0.99) with { Holding = HoldingPeriod.OneDay with { Days =
                0 } })).Refusal.Code);
    }

    [Fact]
    public void A_book_too_skewed_for_the_corrected_quantile_is_said()
    {
        var one = new FactorCovariance(["a"], [""], "USD/MWh", [1]);
        var done = (Outcome<ValueAtRiskReport>.Done)MeasureValueAtRisk.Run(Inputs(
            new ValueAtRiskMethod.DeltaGamma([new("T", nowhere, "a", "", "USD/MWh", 0.1, 5)], one, IsCornishFisher: true), 0.99));
        Assert.Contains(done.Findings, finding => finding.Code == "quantile-not-monotone");
    }

    // The publisher's normal quantile is Acklam's approximation (2003), off by up to 1.15e-9 of itself; ours is exact. Where mean and
    // quantile nearly cancel (one value of the 112) that alone is 5e-8 of the result, so the rows are also compared with theirs.
    private static double PublishersNormal(double p)
    {
        if (p > 0.5) return -PublishersNormal(1 - p);
        static double Sum(double x, params double[] coefficients) => coefficients.Aggregate(0.0, (sum, c) => sum * x + c);
        if (p >= 0.02425)
        {
            var (q, r) = (p - 0.5, (p - 0.5) * (p - 0.5));
            return q * Sum(r, -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716,
                2.506628277459239)
                / Sum(r, -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1);
        }
        var depth = Math.Sqrt(-2 * Math.Log(p));
        return Sum(depth, -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
            2.938163982698783)
            / Sum(depth, 0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1);
    }

    private static bool IsOfType(string factor, string type) => type == "Vega" == factor.Split('/')[0].EndsWith("Volatility");

    private static MeasureValueAtRiskInputs Inputs(ValueAtRiskMethod method, params double[] levels) =>
        new(method, [.. levels], RiskGrouping.Trade, HoldingPeriod.OneDay);

    private static ValueAtRiskReport Measure(ValueAtRiskMethod method, params double[] levels) =>
        MeasureValueAtRisk.Run(Inputs(method, levels)).OrThrow();

    private static void Refused(string code, ValueAtRiskMethod method, double level = 0.99) =>
        Assert.Equal(code, ((Outcome<ValueAtRiskReport>.Refused)MeasureValueAtRisk.Run(Inputs(method, level))).Refusal.Code);

    private static (ImmutableArray<Sensitivity>, FactorCovariance) Drawn(int trades, int factors)
    {
        var chance = new SeededRandom(5);
        double[] roots = [.. Enumerable.Range(0, factors * factors).Select(_ => chance.NextNormal())];
        var covariance = new FactorCovariance([.. Enumerable.Range(0, factors).Select(i => $"f{i}")], [.. Enumerable.Repeat("", factors)],
            "USD/MWh", [.. from i in Enumerable.Range(0, factors)
                           from j in Enumerable.Range(0, factors)
                           select Enumerable.Range(0, factors).Sum(k => roots[i * factors + k] * roots[j * factors + k])]);
        var book = ImmutableArray.CreateBuilder<Sensitivity>();
        for (var t = 0; t < trades; t++)
            for (var f = 0; f < factors; f++)
            {
                book.Add(new($"T{t}", nowhere, $"f{f}", "", "USD/MWh", 100 * chance.NextNormal(), 5 * chance.NextNormal()));
                book.Add(new($"T{t}", nowhere, $"f{f}", $"f{(f + 1) % factors}", "USD/MWh", 0, 2 * chance.NextNormal()));
            }
        return (book.ToImmutable(), covariance);
    }

    private static double[] Simulated(ImmutableArray<Sensitivity> book, FactorCovariance covariance, int paths)
    {
        var n = covariance.Factors.Length;
        double[] root = [.. covariance.Matrix];
        Cholesky.Factor(root, n);
        var chance = new SeededRandom(6);
        var profits = new double[paths];
        for (var path = 0; path < paths; path++)
        {
            double[] normals = [.. Enumerable.Range(0, n).Select(_ => chance.NextNormal())];
            double Move(string factor) => Enumerable.Range(0, Number(factor) + 1).Sum(k => root[Number(factor) * n + k] * normals[k]);
            int Number(string factor) => factor[1] - '0';
            profits[path] = book.Sum(each => each.Delta * Move(each.Factor)
                + (each.CrossFactor == "" ? each.Gamma / 2 * Move(each.Factor) * Move(each.Factor)
                    : each.Gamma * Move(each.Factor) * Move(each.CrossFactor)));
        }
        return profits;
    }
}
