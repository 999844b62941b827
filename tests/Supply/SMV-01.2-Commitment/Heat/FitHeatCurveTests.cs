using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Heat;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Tests.Heat;

public sealed class FitHeatCurveTests
{
    private static Outcome<HeatFit> Fit(HeatMeasure measure, decimal min, decimal max, int most = 10) =>
        FitHeatCurve.Run(new("u", measure, new(min), new(max), most));

    private static HeatTest Test(params (double Mw, double Heat)[] points) =>
        new([.. points.Select(point => new HeatInputPoint(new((decimal)point.Mw), new((decimal)point.Heat)))]);

    private static double[] Slopes(HeatFit fit) => [.. fit.Curve.Zip(fit.Curve.Skip(1))
        .Select(pair => (double)((pair.Second.HeatPerHour - pair.First.HeatPerHour).Value
            / (pair.Second.Output - pair.First.Output).Value))];

    [Fact]
    public void Convex_regression_of_noisy_points_is_the_best_of_every_set_of_bends()
    {
        var chance = new Random(11);
        for (var round = 0; round < 400; round++)
        {
            var n = chance.Next(2, 9);
            double[] x = [.. Enumerable.Range(0, n).Select(i => 50.0 + 20 * i + chance.Next(0, 15)).Order()];
            double[] y = [.. x.Select(at => 200 + 7 * at + 0.01 * at * at + chance.Next(-150, 151))];
            if (round % 5 == 0) y = [.. y.Select((_, i) => 900.0 - 40 * i)];
            var fitted = ConvexRegression.Fit(x, y, x[1..^1], x);
            var error = fitted.Zip(y).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second));
            Assert.Equal(ConvexRegressionOracle.LeastSquares(x, y), error, 1e-6 * Math.Max(1, error));
        }
    }

    [Fact]
    public void Convex_regression_of_many_points_meets_the_optimality_conditions()
    {
        var chance = new Random(5);
        for (var round = 0; round < 20; round++)
        {
            double[] x = [.. Enumerable.Range(0, 200).Select(i => 100 + 1.0 * i)];
            double[] y = [.. x.Select(at => 300 + 6 * at + 0.006 * at * at + 40 * (chance.NextDouble() - 0.5))];
            double[] f = [.. ConvexRegression.Fit(x, y, x[1..^1], x)];
            double[] rest = [.. y.Zip(f).Select(pair => pair.First - pair.Second)];
            // Stationarity in the constant; no hinge would help; a hinge that is used has nothing left to gain.
            Assert.Equal(0, rest.Sum(), 1e-6);
            for (var k = 0; k < x.Length - 1; k++)
            {
                var gain = Enumerable.Range(0, x.Length).Sum(i => rest[i] * Math.Max(0, x[i] - x[k]));
                var bend = k == 0 ? f[1] - f[0] : f[k + 1] - 2 * f[k] + f[k - 1];
                Assert.True(gain <= 1e-3, $"knot {k} gains {gain}");
                if (bend > 1e-7) Assert.Equal(0, gain, 1e-3);
                Assert.True(bend >= -1e-9);
            }
        }
    }

    [Fact]
    public void An_exact_convex_measure_stays_as_it_is()
    {
        var average = new AverageHeatRates([new(new(100), new(10)), new(new(200), new(9)), new(new(300), new(9.4m))]);
        var fit = Fit(average, 100, 300).OrThrow();
        Assert.Equal([new(new(100), new(1000)), new(new(200), new(1800)), new HeatInputPoint(new(300), new(2820))], fit.Curve);
        Assert.Equal((0m, 0m, 1.0), (fit.MeanError.Value, fit.MaxError.Value, fit.RSquared));
        var incremental = new IncrementalHeatRates(new(100), new(1000), [new(new(200), new(8)), new(new(300), new(10.2m))]);
        Assert.Equal(fit.Curve, Fit(incremental, 100, 300).OrThrow().Curve);
        var curve = new HeatInputCurve([new(new(300), new(2820)), new(new(100), new(1000)), new(new(200), new(1800))]);
        Assert.Equal(fit.Curve, Fit(curve, 100, 300).OrThrow().Curve);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5)]
    [InlineData(1)]
    public void A_quadratic_in_even_pieces_misses_between_the_best_possible_and_the_chord(int pieces)
    {
        var quadratic = new HeatPolynomial([500, 7, 0.004], new(100), new(300));
        var fit = Fit(quadratic, 100, 300, pieces).OrThrow();
        Assert.Equal(pieces + 1, fit.Curve.Length);
        // A chord over a width w misses c·w²/4; no straight piece misses less than c·w²/8 at its worst.
        var chord = 0.004 * Math.Pow(200.0 / pieces, 2) / 4;
        Assert.InRange((double)fit.MaxError.Value, chord / 2 * 0.98, chord);
        Assert.All(Slopes(fit).Zip(Slopes(fit).Skip(1)), pair => Assert.True(pair.First < pair.Second));
        Assert.Empty(fit.Straightened);
    }

    [Fact]
    public void A_cubic_that_bends_down_first_is_made_convex_and_says_where()
    {
        var cubic = new HeatPolynomial([200, 12, -0.03, 0.00005], new(100), new(400));
        var outcome = Fit(cubic, 100, 400);
        var fit = outcome.OrThrow();
        Assert.Contains(Fixtures.FindingsOf(outcome), finding => finding.Code == "heat-made-convex");
        // The second derivative changes sign at c₂ ÷ (3 c₃) = 200 MW.
        Assert.Equal(100, (double)fit.Straightened.Single().From.Value, 0.001);
        Assert.InRange((double)fit.Straightened.Single().To.Value, 197, 203);
        Assert.All(Slopes(fit).Zip(Slopes(fit).Skip(1)), pair => Assert.True(pair.First <= pair.Second));
    }

    [Fact]
    public void A_noisy_test_of_a_known_curve_is_found_again_within_its_noise()
    {
        var chance = new Random(3);
        double True(double mw) => 400 + 6.5 * mw + 0.005 * mw * mw;
        var points = Enumerable.Range(0, 120).Select(i => 120 + 1.5 * i).Select(mw => (mw, True(mw) + 12 * (chance.NextDouble() - 0.5)));
        var fit = Fit(Test([.. points]), 120, 298).OrThrow();
        Assert.InRange(fit.Curve.Length, 3, 11);
        Assert.InRange((double)fit.MaxError.Value, 3, 9);
        Assert.True(fit.RSquared > 0.999);
        foreach (var point in fit.Curve.Skip(1).SkipLast(1))
            Assert.Equal(True((double)point.Output.Value), (double)point.HeatPerHour.Value, 6.0);
    }

    [Fact]
    public void What_a_curve_stands_on_shows_in_its_findings()
    {
        var brief = Fit(Test((100, 1000), (200, 1800), (300, 2800)), 80, 320);
        Assert.Equal(["heat-extended"], Fixtures.FindingsOf(brief).Select(finding => finding.Code));
        // 8 then 10 MMBtu/MWh go on beyond the points.
        Assert.Equal((840, 3000), ((double)brief.OrThrow().Curve[0].HeatPerHour.Value,
            (double)brief.OrThrow().Curve[^1].HeatPerHour.Value));
        var wild = Fit(Test((100, 1000), (150, 2400), (200, 900), (250, 2600), (300, 1500)), 100, 300);
        Assert.Contains("heat-fit-poor", Fixtures.FindingsOf(wild).Select(finding => finding.Code));
        var single = Fit(Test((100, 1000), (200, 1800)), 150, 150).OrThrow();
        Assert.Equal([new HeatInputPoint(new(150), new(1400))], single.Curve);
    }

    public static TheoryData<string, HeatMeasure, int, int> Hopeless => new()
    {
        { "heat-few-points", Test((100, 1000)), 100, 200 },
        { "heat-few-points", Test((100, 1000), (100, 1010)), 100, 200 },
        { "heat-range", Test((100, 1000), (200, 1800)), 0, 200 },
        { "heat-range", Test((100, 1000), (200, 1800)), 200, 100 },
        { "heat-range", Test((100, 1000), (200, 1800)), 500, 600 },
        { "heat-negative", Test((100, -1), (200, 1800)), 100, 200 },
        { "heat-negative", Test((-100, 1), (200, 1800)), 100, 200 },
        { "heat-outputs", new IncrementalHeatRates(new(100), new(900), [new(new(90), new(9))]), 100, 200 },
        { "heat-outputs", new HeatInputCurve([new(new(100), new(900)), new(new(100), new(901)), new(new(200), new(1800))]), 100, 200 },
        { "heat-polynomial", new HeatPolynomial([], new(100), new(200)), 100, 200 },
        { "heat-polynomial", new HeatPolynomial([1, double.NaN], new(100), new(200)), 100, 200 },
        { "heat-polynomial", new HeatPolynomial([1, 1], new(200), new(200)), 100, 200 },
    };

    [Theory]
    [MemberData(nameof(Hopeless), DisableDiscoveryEnumeration = true)]
    public void What_no_curve_can_be_made_of_is_refused(string code, HeatMeasure measure, int min, int max) =>
        Assert.Equal(code, Fixtures.RefusalOf(Fit(measure, min, max)).Code);

    [Fact]
    public void Every_thermal_unit_of_the_public_test_system_gets_a_curve_that_never_bends_down()
    {
        var rows = SharedFiles.Lines("dispatch/rts-gmlc/gen.csv.gz").Select(line => line.Split(',')).ToList();
        int Place(string name) => Array.FindIndex(rows[0], column => column.Trim() == name);
        var (fitted, straightened) = (0, 0);
        foreach (var row in rows.Skip(1))
        {
            var (max, average) = (Number(row[Place("PMax MW")]), Number(row[Place("HR_avg_0")]));
            if (average is null or 0 || Number(row[Place("Output_pct_1")]) is null or 0) continue;
            ImmutableArray<decimal> outputs = [.. Enumerable.Range(0, 5).Select(i => Number(row[Place($"Output_pct_{i}")]))
                .TakeWhile(part => part is not null).Select(part => decimal.Round(part!.Value * max!.Value, 3))];
            ImmutableArray<decimal> rates = [.. Enumerable.Range(1, outputs.Length - 1)
                .Select(i => Number(row[Place($"HR_incr_{i}")])!.Value / 1000)];
            var heat = outputs[0] * average.Value / 1000;
            var measure = new IncrementalHeatRates(new(outputs[0]), new(heat),
                [.. outputs.Skip(1).Zip(rates).Select(pair => new HeatRatePoint(new(pair.First), new(pair.Second)))]);
            var fit = FitHeatCurve.Run(new(row[0], measure, new(outputs[0]), new(outputs[^1]), 10)).OrThrow();
            Assert.All(Slopes(fit).Zip(Slopes(fit).Skip(1)), pair => Assert.True(pair.First <= pair.Second));
            fitted++;
            var isConvex = rates.Zip(rates.Skip(1)).All(pair => pair.First <= pair.Second);
            Assert.Equal(isConvex, fit.Straightened.IsEmpty);
            if (isConvex)
            {
                Assert.Equal(0, fit.MaxError.Value);
                continue;
            }
            straightened++;
            double[] x = [.. outputs.Select(mw => (double)mw)];
            double[] y = [(double)heat, .. rates.Select((_, i) =>
                (double)(heat + Enumerable.Range(0, i + 1).Sum(k => rates[k] * (outputs[k + 1] - outputs[k]))))];
            var error = y.Select((value, i) => Math.Pow(value - At(fit, x[i]), 2)).Sum();
            Assert.Equal(ConvexRegressionOracle.LeastSquares(x, y), error, 1e-4);
        }
        Assert.True(fitted >= 70 && straightened > 0, $"{fitted} fitted, {straightened} straightened");
    }

    private static double At(HeatFit fit, double mw)
    {
        var to = Enumerable.Range(1, fit.Curve.Length - 1).First(i => (double)fit.Curve[i].Output.Value >= mw - 1e-9);
        var (a, b) = (fit.Curve[to - 1], fit.Curve[to]);
        return (double)a.HeatPerHour.Value + (double)(b.HeatPerHour - a.HeatPerHour).Value / (double)(b.Output - a.Output).Value
            * (mw - (double)a.Output.Value);
    }

    private static decimal? Number(string text) => text.Trim() is "" or "NA" ? null : SharedFiles.Number(text);
}
