using Busbar.Numerics;
using Busbar.Numerics.Options;

namespace Busbar.Supply.Risk.Portfolio;

/// <summary>A weighted mean of factors that options are written on.</summary>
internal sealed record Underlying((int Factor, double Weight)[] Factors);

/// <summary>Calls of one strike and expiry on one underlying, puts turned round by parity.</summary>
/// <param name="Part">Which part holds them.</param>
/// <param name="Underlying">Which underlying.</param>
/// <param name="Strike">USD/MWh.</param>
/// <param name="Years">To expiry; 0 when past.</param>
internal readonly record struct CallKey(int Part, int Underlying, double Strike, double Years);

/// <summary>A book bound to factors: what each part holds of each factor, and its options collapsed by underlying, strike and
/// expiry.</summary>
/// <param name="Grid">The factors.</param>
/// <param name="Parts">Names of the parts.</param>
/// <param name="Linear">MWh or MMBtu by part and factor.</param>
/// <param name="Underlyings">What options are written on.</param>
/// <param name="Calls">How many MWh of each call.</param>
internal sealed record ResolvedBook(
    FactorGrid Grid, string[] Parts, double[][] Linear, Underlying[] Underlyings, (CallKey Key, double Mwh)[] Calls)
{
    // Below this an option is its payoff; the formula then differs from it by less than 1e-9 of the price.
    private const double LeastDeviation = 1e-9;

    /// <summary>Adds to every part what it is worth at the forwards given, with the options' remaining deviations given: column by column,
    /// each factor's forwards over the columns.</summary>
    internal void Value(double[][] forwards, double[][] logForwards, double[] deviations, int columns, Span<double[]> values, int offset)
    {
        for (var part = 0; part < Parts.Length; part++)
            for (var factor = 0; factor < forwards.Length; factor++)
                if (Linear[part][factor] is var held and not 0)
                    Spans.AddScaled(values[part].AsSpan(offset, columns), held, forwards[factor].AsSpan(0, columns));
        var (mean, log) = (new double[columns], new double[columns]);
        var current = -1;
        for (var i = 0; i < Calls.Length; i++)
        {
            var (key, mwh) = Calls[i];
            if (key.Underlying != current) Blend(Underlyings[current = key.Underlying], forwards, logForwards, mean, log);
            Black76.AddCalls(mean, log, key.Strike, Math.Max(deviations[i], LeastDeviation), mwh, values[key.Part].AsSpan(offset, columns));
        }
    }

    /// <summary>What each part is worth at some forwards.</summary>
    internal double[] ValueAt(double[] forwards, double[] deviations)
    {
        double[][] values = [.. Parts.Select(_ => new double[1])];
        Value([.. forwards.Select(price => new[] { price })], [.. forwards.Select(price => new[] { Math.Log(price) })],
            [.. deviations], 1, values, 0);
        return [.. values.Select(value => value[0])];
    }

    /// <summary>Deviations of the calls to expiry, less what the held days (by factor, in years) take of them.</summary>
    internal double[] Deviations(double[] heldYears) => [.. Calls.Select(call =>
    {
        var factor = Underlyings[call.Key.Underlying].Factors[0].Factor;
        var gone = Grid.VolatilityOf(factor) * Grid.VolatilityOf(factor) * heldYears[factor];
        return Math.Sqrt(Math.Max(0, Grid.VarianceUntil(factor, call.Key.Years) - gone));
    })];

    /// <summary>What the whole book gains when each factor rises by one, at the forwards given.</summary>
    internal double[] Deltas(double[] forwards, double[] deviations)
    {
        var deltas = new double[forwards.Length];
        foreach (var held in Linear)
            for (var factor = 0; factor < held.Length; factor++) deltas[factor] += held[factor];
        for (var i = 0; i < Calls.Length; i++)
        {
            var (key, mwh) = Calls[i];
            var delta = Black76.Price(true, Mean(Underlyings[key.Underlying], forwards), key.Strike, deviations[i], 1).Delta;
            foreach (var (factor, weight) in Underlyings[key.Underlying].Factors) deltas[factor] += mwh * delta * weight;
        }
        return deltas;
    }

    /// <summary>What each part makes when forwards jump at once.</summary>
    internal double[] Jump(double[] forwards, double[] deviations) =>
        [.. ValueAt(forwards, deviations).Zip(ValueAt(Grid.Forwards, deviations), (after, before) => after - before)];

    private static double Mean(Underlying underlying, double[] forwards) =>
        underlying.Factors.Sum(part => part.Weight * forwards[part.Factor]);

    private static void Blend(Underlying underlying, double[][] forwards, double[][] logForwards, double[] mean, double[] log)
    {
        if (underlying.Factors is [(var only, _)])
        {
            forwards[only].AsSpan(0, mean.Length).CopyTo(mean);
            logForwards[only].AsSpan(0, log.Length).CopyTo(log);
            return;
        }
        for (var i = 0; i < mean.Length; i++)
        {
            var sum = 0.0;
            foreach (var (factor, weight) in underlying.Factors) sum += weight * forwards[factor][i];
            (mean[i], log[i]) = (sum, Math.Log(sum));
        }
    }
}
