using Busbar.Numerics;
using Busbar.Numerics.Distributions;
using Busbar.Supply.Risk.Simulation;

namespace Busbar.Supply.Risk.Tests.Simulation;

public sealed class SpotModelTests
{
    private static readonly MeanRevertingJumps Jumps = new(0.8, 0.9, 2.5, 0.02, 15, 10);

    [Fact]
    public void Mean_reverting_jumps_have_their_long_run_mean_and_variance()
    {
        var path = Path(Jumps, 2_000_000);
        Assert.Equal(Jumps.Mean, Statistics.Mean(path), 0.1);
        Assert.Equal(Math.Sqrt(Jumps.Variance), Statistics.StandardDeviation(path), 0.02 * Math.Sqrt(Jumps.Variance));
    }

    [Fact]
    public void The_fit_recovers_mean_reverting_jumps_from_their_own_path()
    {
        var fit = MeanRevertingJumps.Fit(Path(Jumps, 60_000));
        Assert.Equal(Jumps.Intercept, fit.Intercept, 0.05);
        Assert.Equal(Jumps.Persistence, fit.Persistence, 0.003);
        Assert.Equal(Jumps.Volatility, fit.Volatility, 0.03);
        Assert.Equal(Jumps.JumpChance, fit.JumpChance, 0.003);
        Assert.Equal(Jumps.JumpMean, fit.JumpMean, 1.5);
        Assert.Equal(Jumps.JumpDeviation, fit.JumpDeviation, 1.0);
    }

    [Fact]
    public void The_fit_recovers_three_regimes_from_their_own_path()
    {
        var truth = new RegimeSwitching(3, 0.85, 2, new(22, 3, 0.5), new(18, 2.7, 0.4), [0.97, 0.02, 0.01, 0.15, 0.85, 0, 0.2, 0, 0.8]);
        var path = Path(truth, 60_000);
        var fit = RegimeFit.Of(path);
        Assert.Equal(truth.Intercept / (1 - truth.Persistence), fit.Intercept / (1 - fit.Persistence), 0.3);
        Assert.Equal(truth.Persistence, fit.Persistence, 0.02);
        Assert.Equal(truth.Volatility, fit.Volatility, 0.1);
        foreach (var (expected, actual) in truth.Transitions.Zip(fit.Transitions)) Assert.Equal(expected, actual, 0.02);
        foreach (var (expected, actual) in truth.Shares().Zip(fit.Shares())) Assert.Equal(expected, actual, 0.02);
        // The edges differ from the truth's, so the regimes are compared by what they mean in USD/MWh.
        Assert.Equal(22 + Math.Exp(3 + 0.125), fit.Spike.Edge + MeanOf(fit.Spike), 1.5);
        Assert.Equal(18 - Math.Exp(2.7 + 0.08), fit.Drop.Edge - MeanOf(fit.Drop), 1.5);
    }

    [Fact]
    public void A_plant_under_Geman_and_Roncoroni_is_worth_what_QuantLib_publishes()
    {
        // QuantLib test-suite/vpp.cpp, testGemanRoncoroniProcess: 12,500 within three standard errors of 250 paths, 43 % of hours on.
        var power = new GemanRoncoroni(3.3, 3.1, 0.05, -0.09, 0.07, -0.40, -0.40, 1.6, 1.0, 0.5, 10, -7, -0.3, 35, 9, 0.10, 1.9, 250);
        const int steps = 2_500, paths = 1_000;
        var (values, on) = (new double[paths], 0);
        var (normals, other, logPower) = (new double[steps], new double[steps], new double[steps]);
        var reversion = Math.Exp(-5.0 / 250);
        var deviation = Math.Sqrt(1.4 / 10 * (1 - reversion * reversion));
        for (var path = 0; path < paths; path++)
        {
            var random = new SeededRandom(421).Split((ulong)path);
            Ziggurat.Fill(random, normals);
            Ziggurat.Fill(random, other);
            power.Fill(random, normals, logPower);
            var gas = 1.1;
            for (var i = 0; i < steps; i++)
            {
                // The mean of the fuel is 1 + 0.08 t; over a step its middle stands for it.
                var mean = 1 + 0.08 * (i + 0.5) / 250;
                gas = mean + (gas - mean) * reversion + deviation * (0.25 * normals[i] + Math.Sqrt(1 - 0.0625) * other[i]);
                var spread = Math.Exp(logPower[i]) - 8 * Math.Exp(gas);
                if (spread <= 0) continue;
                on++;
                values[path] += spread * Math.Exp(-0.03 * (i + 1) / 250);
            }
        }
        var publishedError = Statistics.StandardDeviation(values) / Math.Sqrt(250);
        Assert.InRange(Statistics.Mean(values), 12_500 - 3 * publishedError, 12_500 + 3 * publishedError);
        Assert.Equal(0.43, on / (double)(steps * paths), 0.01);
    }

    private static double MeanOf(ShiftedLogNormal distance) =>
        Math.Exp(distance.LogMean + distance.LogDeviation * distance.LogDeviation / 2);

    private static double[] Path(SpotModel model, int hours)
    {
        var random = new SeededRandom(77);
        var (normals, path) = (new double[hours], new double[hours]);
        Ziggurat.Fill(random, normals);
        model.Fill(random, normals, path);
        return path;
    }
}
