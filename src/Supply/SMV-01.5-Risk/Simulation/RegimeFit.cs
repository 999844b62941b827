using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>Finds the likeliest <see cref="RegimeSwitching"/> of an hourly history: the filter of Hamilton, the smoother of Kim, and an
/// ordinary
/// regime whose unseen values are replaced by their expectation. Source: Janczura and Weron 2012, section 3. The floor of spikes is the
/// upper, the ceiling of drops the lower quartile of the history.</summary>
internal sealed class RegimeFit
{
    private const int MostRounds = 100;
    private readonly double[] history;
    private readonly double[] filtered;
    private readonly double[] predicted;
    private readonly double[] smoothed;
    private readonly double[] ordinary;
    private readonly double[] flows = new double[9];

    private RegimeFit(double[] history)
    {
        this.history = history;
        (filtered, predicted, smoothed) = (new double[3 * history.Length], new double[3 * history.Length], new double[3 * history.Length]);
        ordinary = new double[history.Length];
    }

    /// <summary>The fitted model.</summary>
    internal static RegimeSwitching Of(double[] history)
    {
        var fit = new RegimeFit(history);
        var model = fit.Start();
        var likelihood = double.NegativeInfinity;
        for (var round = 0; round < MostRounds; round++)
        {
            var next = fit.Filter(model);
            if (Math.Abs(next - likelihood) < 1e-8 * Math.Abs(next)) break;
            likelihood = next;
            fit.Smooth(model);
            model = fit.Improve(model);
        }
        return model;
    }

    private RegimeSwitching Start()
    {
        var line = MeanRevertingJumps.Fit(history);
        var (low, high) = (Quantile.Of(history, 0.25), Quantile.Of(history, 0.75));
        var size = Math.Log(3 * Math.Sqrt(line.Variance));
        return new(line.Intercept, line.Persistence, line.Volatility, new(high, size, 1), new(low, size, 1),
            [0.98, 0.01, 0.01, 0.2, 0.79, 0.01, 0.2, 0.01, 0.79]);
    }

    // Forward: the chance of each regime given the history so far; answers the log likelihood.
    private double Filter(RegimeSwitching model)
    {
        var unseen = model.Intercept / (1 - model.Persistence);
        double[] before = [.. model.Shares()];
        var sum = 0.0;
        for (var t = 0; t < history.Length; t++)
        {
            var expected = model.Intercept + model.Persistence * unseen;
            ordinary[t] = unseen;
            var z = (history[t] - expected) / model.Volatility;
            var densities = (Math.Exp(-0.5 * z * z) / (model.Volatility * Math.Sqrt(2 * Math.PI)),
                model.Spike.DensityAt(history[t] - model.Spike.Edge), model.Drop.DensityAt(model.Drop.Edge - history[t]));
            var now = filtered.AsSpan(3 * t, 3);
            for (var to = 0; to < 3; to++)
                predicted[3 * t + to] = before[0] * model.Transitions[to] + before[1] * model.Transitions[3 + to]
                    + before[2] * model.Transitions[6 + to];
            now[0] = predicted[3 * t] * Math.Max(densities.Item1, 1e-300);
            now[1] = predicted[3 * t + 1] * densities.Item2;
            now[2] = predicted[3 * t + 2] * densities.Item3;
            var all = now[0] + now[1] + now[2];
            for (var to = 0; to < 3; to++) before[to] = now[to] /= all;
            unseen = now[0] * history[t] + (1 - now[0]) * expected;
            sum += Math.Log(all);
        }
        return sum;
    }

    // Backward: the chance of each regime given the whole history, and how often each regime follows each.
    private void Smooth(RegimeSwitching model)
    {
        Array.Clear(flows);
        var last = history.Length - 1;
        for (var to = 0; to < 3; to++) smoothed[3 * last + to] = filtered[3 * last + to];
        for (var t = last - 1; t >= 0; t--)
            for (var from = 0; from < 3; from++)
            {
                var stays = 0.0;
                for (var to = 0; to < 3; to++)
                {
                    var expected = predicted[3 * (t + 1) + to];
                    if (expected <= 0) continue;
                    var flow = filtered[3 * t + from] * model.Transitions[3 * from + to] * smoothed[3 * (t + 1) + to] / expected;
                    flows[3 * from + to] += flow;
                    stays += flow;
                }
                smoothed[3 * t + from] = stays;
            }
    }

    private RegimeSwitching Improve(RegimeSwitching model)
    {
        double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0, squares = 0;
        for (var t = 1; t < history.Length; t++)
        {
            var (weight, x) = (smoothed[3 * t], ordinary[t]);
            w += weight;
            wx += weight * x;
            wxx += weight * x * x;
            wy += weight * history[t];
            wxy += weight * x * history[t];
        }
        var slope = Math.Clamp((w * wxy - wx * wy) / (w * wxx - wx * wx), 0, 0.9999);
        var intercept = (wy - slope * wx) / w;
        for (var t = 1; t < history.Length; t++)
        {
            var left = history[t] - intercept - slope * ordinary[t];
            squares += smoothed[3 * t] * left * left;
        }
        double[] transitions = [.. Enumerable.Range(0, 9).Select(cell =>
            flows[cell] / Math.Max(flows[cell / 3 * 3] + flows[cell / 3 * 3 + 1] + flows[cell / 3 * 3 + 2], 1e-12))];
        for (var row = 0; row < 3; row++)
            if (transitions[3 * row] + transitions[3 * row + 1] + transitions[3 * row + 2] < 0.5)
                (transitions[3 * row], transitions[3 * row + 1], transitions[3 * row + 2]) = (1, 0, 0);
        return new(intercept, slope, Math.Sqrt(squares / w), Distances(model.Spike, 1, 1), Distances(model.Drop, -1, 2), [.. transitions]);
    }

    private ShiftedLogNormal Distances(ShiftedLogNormal old, int sign, int regime)
    {
        double w = 0, sum = 0, squares = 0;
        for (var t = 0; t < history.Length; t++)
        {
            var distance = sign * (history[t] - old.Edge);
            if (distance <= 0) continue;
            var (weight, log) = (smoothed[3 * t + regime], Math.Log(distance));
            w += weight;
            sum += weight * log;
            squares += weight * log * log;
        }
        if (w < 3) return old;
        var mean = sum / w;
        return old with { LogMean = mean, LogDeviation = Math.Max(Math.Sqrt(Math.Max(squares / w - mean * mean, 0)), 0.05) };
    }
}
