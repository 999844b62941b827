using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Busbar.Numerics.Distributions;

namespace Busbar.Numerics.Options;

/// <summary>European options on a forward that is lognormal at expiry. Source: Black, The pricing of commodity contracts, Journal of
/// Financial Economics 3(1–2), 1976, equation 16.</summary>
public static class Black76
{
    /// <summary>Value and sensitivities. Without deviation the value is the discounted intrinsic one; a strike at or below 0 is exercised
    /// surely by a call and never by a put.</summary>
    /// <param name="isCall">True for a call.</param>
    /// <param name="forward">Forward price, above 0.</param>
    /// <param name="strike">Strike in the same unit.</param>
    /// <param name="stdDev">Standard deviation of the logarithm at expiry, σ√T, not below 0.</param>
    /// <param name="discount">What a unit at expiry is worth today.</param>
    /// <exception cref="ArgumentOutOfRangeException">The forward is not above 0, or the deviation below 0.</exception>
    public static OptionValue Price(bool isCall, double forward, double strike, double stdDev, double discount)
    {
        if (forward is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(forward), forward, "A lognormal forward is above 0.");
        if (stdDev is not (>= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(stdDev), stdDev, "A deviation is not below 0.");
        var sign = isCall ? 1 : -1;
        if (stdDev == 0 || strike <= 0)
        {
            var isExercised = sign * (forward - strike) > 0;
            return isExercised ? new(discount * sign * (forward - strike), discount * sign, 0, 0) : default;
        }
        var d1 = Math.Log(forward / strike) / stdDev + stdDev / 2;
        var (inner, outer) = (NormalDistribution.Cumulative(sign * d1), NormalDistribution.Cumulative(sign * (d1 - stdDev)));
        var density = NormalDistribution.Density(d1);
        return new(discount * sign * (forward * inner - strike * outer), discount * sign * inner, discount * density / (forward * stdDev),
            discount * forward * density);
    }

    /// <summary>Adds scale times the undiscounted value of a call to each of many forwards, four at a time. Whatever does not fill four is
    /// computed alike, so the bits do not depend on where a block begins.</summary>
    /// <param name="forwards">Forward prices, above 0.</param>
    /// <param name="logForwards">Their logarithms.</param>
    /// <param name="strike">Above 0.</param>
    /// <param name="stdDev">Above 0.</param>
    /// <param name="scale">What one call counts for.</param>
    /// <param name="into">Of the same length.</param>
    public static void AddCalls(
        ReadOnlySpan<double> forwards, ReadOnlySpan<double> logForwards, double strike, double stdDev, double scale, Span<double> into)
    {
        var terms = new CallTerms(Math.Log(strike) - stdDev * stdDev / 2, 1 / stdDev, stdDev, strike, 1 / strike, scale);
        ref var from = ref MemoryMarshal.GetReference(forwards);
        ref var logs = ref MemoryMarshal.GetReference(logForwards[..forwards.Length]);
        ref var sums = ref MemoryMarshal.GetReference(into[..forwards.Length]);
        nuint i = 0;
        for (; i + 4 <= (nuint)forwards.Length; i += 4)
            (Vector256.LoadUnsafe(ref sums, i) + Calls(Vector256.LoadUnsafe(ref from, i), Vector256.LoadUnsafe(ref logs, i), terms))
                .StoreUnsafe(ref sums, i);
        for (var k = (int)i; k < forwards.Length; k++)
            into[k] += Calls(Vector256.Create(forwards[k]), Vector256.Create(logForwards[k]), terms)[0];
    }

    private static Vector256<double> Calls(Vector256<double> forward, Vector256<double> log, in CallTerms terms)
    {
        var d1 = (log - Vector256.Create(terms.Centre)) * Vector256.Create(terms.PerDeviation);
        // Held above where the platform's exponential treats all four lanes by another rule: the bits must not depend on the neighbours.
        var bell = Vector256.Exp(Vector256.Max(d1 * d1 * Vector256.Create(-0.5), Vector256.Create(-700.0)));
        var inner = NormalDistribution.Cumulative(d1, bell);
        // exp(−d₂²/2) = exp(−d₁²/2)·F/K: one exponential serves both.
        var outer = NormalDistribution.Cumulative(d1 - Vector256.Create(terms.Deviation), bell * forward * Vector256.Create(terms.PerStrike));
        return (forward * inner - Vector256.Create(terms.Strike) * outer) * Vector256.Create(terms.Scale);
    }

    // Centre is ln K − σ²T/2, so that d₁ = (ln F − centre)/σ√T.
    private readonly record struct CallTerms(
        double Centre, double PerDeviation, double Deviation, double Strike, double PerStrike, double Scale);
}
