using System.Collections.Immutable;
using Busbar.Numerics;
using Busbar.Numerics.Distributions;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>Three independent Markov regimes by the hour: an ordinary one that reverts to its mean, spikes above a floor, drops below a
/// ceiling,
/// both log-normal away from it. The ordinary price goes on unseen during a spike. Levels, so prices may be negative.
/// Source: Janczura and Weron, An Empirical Comparison of Alternate Regime-Switching Models for Electricity Spot Prices, Energy
/// Economics 32(5), 2010, and Efficient Estimation of Markov Regime-Switching Models, AStA 96(3), 2012.</summary>
/// <param name="Intercept">Of the ordinary regime, USD/MWh an hour.</param>
/// <param name="Persistence">Of the ordinary regime, [0, 1).</param>
/// <param name="Volatility">Of the ordinary regime, USD/MWh.</param>
/// <param name="Spike">Height above its floor.</param>
/// <param name="Drop">Depth below its ceiling.</param>
/// <param name="Transitions">Chance of going from regime (row) to regime (column) in an hour: ordinary, spike, drop; row-major, 9 of
/// them.</param>
public sealed record RegimeSwitching(
    double Intercept, double Persistence, double Volatility, ShiftedLogNormal Spike, ShiftedLogNormal Drop,
    ImmutableArray<double> Transitions) : SpotModel
{
    /// <summary>The long-run share of hours in each regime.</summary>
    public ImmutableArray<double> Shares()
    {
        double[] share = [1, 0, 0];
        for (var round = 0; round < 100_000; round++)
        {
            double[] next = [.. Enumerable.Range(0, 3).Select(to => share[0] * Transitions[to] + share[1] * Transitions[3 + to]
                + share[2] * Transitions[6 + to])];
            if (Math.Abs(next[0] - share[0]) + Math.Abs(next[1] - share[1]) < 1e-14) break;
            share = next;
        }
        return [.. share];
    }

    /// <inheritdoc/>
    internal override void Fill(SeededRandom random, ReadOnlySpan<double> normals, Span<double> path)
    {
        var (x, regime) = (Intercept / (1 - Persistence), 0);
        for (var hour = 0; hour < path.Length; hour++)
        {
            x = Intercept + Persistence * x + Volatility * normals[hour];
            var draw = random.NextUniform();
            var row = 3 * regime;
            regime = draw < Transitions[row] ? 0 : draw < Transitions[row] + Transitions[row + 1] ? 1 : 2;
            path[hour] = regime switch
            {
                0 => x,
                1 => Spike.Edge + Math.Exp(Spike.LogMean + Spike.LogDeviation * Ziggurat.Next(random)),
                _ => Drop.Edge - Math.Exp(Drop.LogMean + Drop.LogDeviation * Ziggurat.Next(random)),
            };
        }
    }
}

/// <summary>A distance from an edge whose logarithm is normal.</summary>
/// <param name="Edge">Where it starts, USD/MWh.</param>
/// <param name="LogMean">Mean of the logarithm of the distance.</param>
/// <param name="LogDeviation">Its standard deviation.</param>
public readonly record struct ShiftedLogNormal(double Edge, double LogMean, double LogDeviation)
{
    /// <summary>The density at a distance; 0 at or before the edge.</summary>
    internal double DensityAt(double distance)
    {
        if (distance <= 0) return 0;
        var z = (Math.Log(distance) - LogMean) / LogDeviation;
        return Math.Exp(-0.5 * z * z) / (distance * LogDeviation * Math.Sqrt(2 * Math.PI));
    }
}
