namespace Busbar.Numerics.Distributions;

/// <summary>The standard normal distribution: its density, its distribution function and the inverse of it.</summary>
public static class NormalDistribution
{
    private const double RootTwoPi = 2.5066282746310005;
    private const double Centre = 5;
    private const double Slope = 2;

    // (1 + 2y)·exp(y²/2)·Φ(−y) as a polynomial of t = (y − 5)/(y + 5), y in [0, ∞): the form of Shepherd and Laframboise, Chebyshev
    // Approximation of (1 + 2x)exp(x²)erfc x, Mathematics of Computation 36(153), 1981, expanded anew with 60 digits; the first term left
    // out is below 2e-17.
    private static ReadOnlySpan<double> Tail =>
    [
        0.84611235472506925314, -0.039647008404006098694, -0.054008075034076840572, 0.10088858203458602089,
        -0.10065743821673980184, 0.072487826975057405976, -0.03933220135651253863, 0.015422845692094039533,
        -0.0035716954179165289665, -0.00011869364673245273889, 0.00042509572161957424659, -0.0001081764807608021378,
        -0.000026436426998078471247, 0.000019389779858277235202, 5.3392799964484203335e-7, -2.8584006219618986294e-6,
        1.7937231131337335826e-7, 4.3201490819433782311e-7, -4.2301878016962753579e-8, -6.7930655447970956671e-8,
        5.848178223119677754e-9, 9.594822406585828864e-9, -4.3962352897441944847e-10, -8.2711691213426340401e-10,
    ];

    /// <summary>exp(−x²/2)/√(2π).</summary>
    public static double Density(double x) => Math.Exp(-0.5 * x * x) / RootTwoPi;

    /// <summary>P(X ≤ x), to 1e-15; below 0 to a relative 1e-14 down to the smallest numbers.</summary>
    public static double Cumulative(double x)
    {
        var y = Math.Abs(x);
        var square = y * y;
        // What rounding took from y² is given back: without it the exponential loses two digits far out.
        var tail = Math.Exp(-0.5 * square) * (1 - 0.5 * Math.FusedMultiplyAdd(y, y, -square)) * ScaledTail(y);
        if (y > 38.6) tail = 0;
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>The x with P(X ≤ x) = p, to a relative 1e-15. Source: Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37(3),
    /// 1988.</summary>
    /// <param name="probability">Inside (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not inside (0, 1).</exception>
    public static double Inverse(double probability)
    {
        if (probability is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is inside (0, 1).");
        var fromMedian = probability - 0.5;
        if (Math.Abs(fromMedian) <= 0.425) return fromMedian * Ratio(0.180625 - fromMedian * fromMedian, CentreTop, CentreBottom);
        var depth = Math.Sqrt(-Math.Log(fromMedian < 0 ? probability : 1 - probability));
        var magnitude = depth <= 5 ? Ratio(depth - 1.6, MiddleTop, MiddleBottom) : Ratio(depth - 5, FarTop, FarBottom);
        return fromMedian < 0 ? -magnitude : magnitude;
    }

    // exp(y²/2)·Φ(−y).
    private static double ScaledTail(double y)
    {
        var t = (y - Centre) / (y + Centre);
        var sum = Tail[^1];
        for (var i = Tail.Length - 2; i >= 0; i--) sum = Math.FusedMultiplyAdd(sum, t, Tail[i]);
        return sum / (1 + Slope * y);
    }

    private static double Ratio(double x, ReadOnlySpan<double> top, ReadOnlySpan<double> bottom) => Polynomial(x, top) / Polynomial(x,
        bottom);

    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--) sum = sum * x + coefficients[i];
        return sum;
    }

    private static ReadOnlySpan<double> CentreTop =>
    [
        3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4,
        6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
    ];

    private static ReadOnlySpan<double> CentreBottom =>
    [
        1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4,
        2.8729085735721942674e4, 5.2264952788528545610e3,
    ];

    private static ReadOnlySpan<double> MiddleTop =>
    [
        1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258,
        2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ];

    private static ReadOnlySpan<double> MiddleBottom =>
    [
        1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
        5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    private static ReadOnlySpan<double> FarTop =>
    [
        6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1, 2.65321895265761230930e-2,
        1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    private static ReadOnlySpan<double> FarBottom =>
    [
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
        1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];
}
