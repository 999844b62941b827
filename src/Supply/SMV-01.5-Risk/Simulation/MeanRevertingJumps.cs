using Busbar.Numerics;
using Busbar.Numerics.Distributions;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>Mean-reverting jump diffusion by the hour, of the price level and not its logarithm, so that prices may be negative:
/// x' = Intercept + Persistence·x + Volatility·ε + (with JumpChance) a normal jump.
/// Source: Ball and Torous, A Simplified Jump Process for Common Stock Returns, JFQA 18(1), 1983 (at most one jump a step); Weron,
/// Modeling and
/// Forecasting Electricity Loads and Prices, Wiley 2006, 4.5.1. Deviation: no logarithm.</summary>
/// <param name="Intercept">USD/MWh an hour.</param>
/// <param name="Persistence">Share of a deviation that is left an hour later, in [0, 1).</param>
/// <param name="Volatility">Standard deviation of an hour's ordinary move, USD/MWh.</param>
/// <param name="JumpChance">Chance of a jump in an hour, [0, 1].</param>
/// <param name="JumpMean">Mean jump, USD/MWh.</param>
/// <param name="JumpDeviation">Standard deviation of a jump, USD/MWh.</param>
public sealed record MeanRevertingJumps(
    double Intercept, double Persistence, double Volatility, double JumpChance, double JumpMean, double JumpDeviation) : SpotModel
{
    private const int MostRounds = 500;

    /// <summary>The mean in the long run, USD/MWh.</summary>
    public double Mean => (Intercept + JumpChance * JumpMean) / (1 - Persistence);

    /// <summary>The variance in the long run.</summary>
    public double Variance =>
        (Volatility * Volatility + JumpChance * (JumpDeviation * JumpDeviation + (1 - JumpChance) * JumpMean * JumpMean))
        / (1 - Persistence * Persistence);

    /// <summary>The likeliest parameters of an hourly history (conditional on its first hour), by expectation and conditional
    /// maximisation: each move is an ordinary one or one with a jump.</summary>
    internal static MeanRevertingJumps Fit(ReadOnlySpan<double> history)
    {
        var moves = history.Length - 1;
        var jumped = new double[moves];
        var fit = Start(history);
        var likelihood = double.NegativeInfinity;
        for (var round = 0; round < MostRounds; round++)
        {
            var next = fit.Weigh(history, jumped);
            if (next - likelihood < 1e-10 * Math.Abs(next)) break;
            likelihood = next;
            fit = fit.Improve(history, jumped);
        }
        return fit;
    }

    /// <inheritdoc/>
    internal override void Fill(SeededRandom random, ReadOnlySpan<double> normals, Span<double> path)
    {
        var x = Mean;
        for (var hour = 0; hour < path.Length; hour++)
        {
            x = Intercept + Persistence * x + Volatility * normals[hour];
            if (random.NextUniform() < JumpChance) x += JumpMean + JumpDeviation * Ziggurat.Next(random);
            path[hour] = x;
        }
    }

    private static MeanRevertingJumps Start(ReadOnlySpan<double> history)
    {
        var flat = new double[history.Length - 1];
        var line = new MeanRevertingJumps(0, 0, 1, 0, 0, 1).Improve(history, flat);
        var limit = 3 * line.Volatility;
        for (var i = 0; i < flat.Length; i++)
            flat[i] = Math.Abs(history[i + 1] - line.Intercept - line.Persistence * history[i]) > limit ? 1 : 0;
        return line.Improve(history, flat);
    }

    // The chance that each move was a jump; answers the log likelihood.
    private double Weigh(ReadOnlySpan<double> history, Span<double> jumped)
    {
        var (ordinary, wide) = (Volatility * Volatility, Volatility * Volatility + JumpDeviation * JumpDeviation);
        var sum = 0.0;
        for (var i = 0; i < jumped.Length; i++)
        {
            var left = history[i + 1] - Intercept - Persistence * history[i];
            var calm = (1 - JumpChance) / Math.Sqrt(ordinary) * Math.Exp(-0.5 * left * left / ordinary);
            var jump = JumpChance / Math.Sqrt(wide) * Math.Exp(-0.5 * (left - JumpMean) * (left - JumpMean) / wide);
            var both = Math.Max(calm + jump, double.Epsilon);
            jumped[i] = jump / both;
            sum += Math.Log(both);
        }
        return sum;
    }

    private MeanRevertingJumps Improve(ReadOnlySpan<double> history, ReadOnlySpan<double> jumped)
    {
        var (ordinary, wide) = (Volatility * Volatility, Volatility * Volatility + JumpDeviation * JumpDeviation);
        double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
        for (var i = 0; i < jumped.Length; i++)
        {
            var (calm, jump) = ((1 - jumped[i]) / ordinary, jumped[i] / wide);
            var (x, weight, target) = (history[i], calm + jump, calm * history[i + 1] + jump * (history[i + 1] - JumpMean));
            w += weight;
            wx += weight * x;
            wxx += weight * x * x;
            wy += target;
            wxy += target * x;
        }
        var slope = Math.Clamp((w * wxy - wx * wy) / (w * wxx - wx * wx), 0, 0.9999);
        var intercept = (wy - slope * wx) / w;

        double jumps = 0, size = 0, calmSquares = 0, jumpSquares = 0;
        for (var i = 0; i < jumped.Length; i++)
        {
            var left = history[i + 1] - intercept - slope * history[i];
            jumps += jumped[i];
            size += jumped[i] * left;
            calmSquares += (1 - jumped[i]) * left * left;
            jumpSquares += jumped[i] * left * left;
        }
        var calmVariance = calmSquares / Math.Max(jumped.Length - jumps, 1e-9);
        if (jumps < 1e-9) return new(intercept, slope, Math.Sqrt(calmVariance), 0, 0, 0);
        var mean = size / jumps;
        var extra = Math.Max(jumpSquares / jumps - mean * mean - calmVariance, 1e-6 * calmVariance);
        return new(intercept, slope, Math.Sqrt(calmVariance), jumps / jumped.Length, mean, Math.Sqrt(extra));
    }
}
