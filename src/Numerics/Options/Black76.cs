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

    /// <summary>Adds scale times the undiscounted value of a call to each of many forwards, eight at a time, to 1e-15 of the forward.
    /// Whatever does not fill eight is computed alike, so the bits do not depend on where a block begins.</summary>
    /// <param name="forwards">Forward prices, above 0.</param>
    /// <param name="logForwards">Their logarithms.</param>
    /// <param name="strike">Above 0.</param>
    /// <param name="stdDev">Above 0.</param>
    /// <param name="scale">What one call counts for.</param>
    /// <param name="into">Of the same length.</param>
    public static void AddCalls(
        ReadOnlySpan<double> forwards, ReadOnlySpan<double> logForwards, double strike, double stdDev, double scale, Span<double> into)
    {
        // ln K − σ²T/2, so that d₁ = (ln F − centre)/σ√T.
        var (centre, inverse) = (Math.Log(strike) - stdDev * stdDev / 2, 1 / stdDev);
        ref var from = ref MemoryMarshal.GetReference(forwards);
        ref var logs = ref MemoryMarshal.GetReference(logForwards[..forwards.Length]);
        ref var sums = ref MemoryMarshal.GetReference(into[..forwards.Length]);
        nuint i = 0;
        for (; i + 8 <= (nuint)forwards.Length; i += 8)
        {
            var d1 = (Vector512.LoadUnsafe(ref logs, i) - Vector512.Create(centre)) * Vector512.Create(inverse);
            var calls = Calls(Vector512.LoadUnsafe(ref from, i), d1, d1 - Vector512.Create(stdDev), Vector512.Create(strike));
            Vector512.FusedMultiplyAdd(calls, Vector512.Create(scale), Vector512.LoadUnsafe(ref sums, i)).StoreUnsafe(ref sums, i);
        }
        for (var k = (int)i; k < forwards.Length; k++)
        {
            var d1 = Vector512.Create((logForwards[k] - centre) * inverse);
            var call = Calls(Vector512.Create(forwards[k]), d1, d1 - Vector512.Create(stdDev), Vector512.Create(strike))[0];
            into[k] = Math.FusedMultiplyAdd(call, scale, into[k]);
        }
    }

    // Φ(−y) = exp(−y²/2)·N(y)/D(y) by Hart (Computer Approximations, 1968, algorithm 5666) as given by West, Better approximations to
    // cumulative
    // normal functions, Wilmott, May 2005. As exp(−d₂²/2)·K = exp(−d₁²/2)·F, one exponential and one division serve both terms of the
    // price:
    // F·[d₁ > 0] − K·[d₂ > 0] + F·exp(−d₁²/2)·(± N₁/D₁ ∓ N₂/D₂).
    private static Vector512<double> Calls(Vector512<double> forward, Vector512<double> d1, Vector512<double> d2, Vector512<double> strike)
    {
        // Held above where the platform's exponential treats all lanes by another rule: the bits must not depend on the neighbours.
        var bell = Vector512.Exp(Vector512.Max(d1 * d1 * Vector512.Create(-0.5), Vector512.Create(-700.0)));
        var (y1, y2) = (Vector512.Min(Vector512.Abs(d1), Farthest), Vector512.Min(Vector512.Abs(d2), Farthest));
        var (in1, in2) = (Vector512.GreaterThan(d1, Vector512<double>.Zero), Vector512.GreaterThan(d2, Vector512<double>.Zero));
        var (top1, bottom1, top2, bottom2) = (Top(y1), Bottom(y1), Top(y2), Bottom(y2));
        var sure = (forward & in1) - (strike & in2);
        var first = Vector512.ConditionalSelect(in1, -top1, top1) * bottom2;
        var second = Vector512.ConditionalSelect(in2, -top2, top2) * bottom1;
        return Vector512.FusedMultiplyAdd(forward * bell, (first - second) / (bottom1 * bottom2), sure);
    }

    private static Vector512<double> Farthest => Vector512.Create(38.0);

    private static Vector512<double> Top(Vector512<double> y)
    {
        var sum = Vector512.FusedMultiplyAdd(Vector512.Create(3.52624965998911e-02), y, Vector512.Create(0.700383064443688));
        sum = Vector512.FusedMultiplyAdd(sum, y, Vector512.Create(6.37396220353165));
        sum = Vector512.FusedMultiplyAdd(sum, y, Vector512.Create(33.912866078383));
        sum = Vector512.FusedMultiplyAdd(sum, y, Vector512.Create(112.079291497871));
        sum = Vector512.FusedMultiplyAdd(sum, y, Vector512.Create(221.213596169931));
        return Vector512.FusedMultiplyAdd(sum, y, Vector512.Create(220.206867912376));
    }

    private static Vector512<double> Bottom(Vector512<double> y)
    {
        var sum = Vector512.FusedMultiplyAdd(Vector512.Create(8.83883476483184e-02), y, Vector512.Create(1.75566716318264));
        sum = Vector512.FusedMultiplyAdd(sum, y, Vector512.Create(16.064177579207));
        sum = Vector512.FusedMultiplyAdd(sum, y, Vector512.Create(86.7807322029461));
        sum = Vector512.FusedMultiplyAdd(sum, y, Vector512.Create(296.564248779674));
        sum = Vector512.FusedMultiplyAdd(sum, y, Vector512.Create(637.333633378831));
        sum = Vector512.FusedMultiplyAdd(sum, y, Vector512.Create(793.826512519948));
        return Vector512.FusedMultiplyAdd(sum, y, Vector512.Create(440.413735824752));
    }
}
