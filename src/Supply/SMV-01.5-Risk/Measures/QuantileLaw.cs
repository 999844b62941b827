using Busbar.Numerics.Distributions;

namespace Busbar.Supply.Risk.Measures;

/// <summary>A loss read off cumulants: −(mean + deviation · factor), where the factor depends on skewness s and excess kurtosis k only. For
/// a quantile the factor is that of Cornish and Fisher (1938), z + (z² − 1)s/6 + (z³ − 3z)k/24 − (2z³ − 5z)s²/36; for a shortfall it is the
/// mean of the same over the tail. Without s and k both are normal.</summary>
/// <param name="Base">The normal factor.</param>
/// <param name="BySkew">Coefficient of s.</param>
/// <param name="ByKurtosis">Coefficient of k.</param>
/// <param name="BySkewSquared">Coefficient of s².</param>
internal sealed record QuantileLaw(double Base, double BySkew, double ByKurtosis, double BySkewSquared)
{
    internal static QuantileLaw Quantile(double level, bool isCornishFisher)
    {
        var z = NormalDistribution.Inverse(1 - level);
        return isCornishFisher
            ? new(z, (z * z - 1) / 6, z * (z * z - 3) / 24, -z * (2 * z * z - 5) / 36)
            : new(z, 0, 0, 0);
    }

    internal static QuantileLaw Shortfall(double level, bool isCornishFisher)
    {
        var z = NormalDistribution.Inverse(1 - level);
        var tail = -NormalDistribution.Density(z) / (1 - level);
        return isCornishFisher
            ? new(tail, tail * z / 6, tail * (z * z - 1) / 24, -tail * (2 * z * z - 1) / 36)
            : new(tail, 0, 0, 0);
    }

    /// <summary>True where a lower probability gives a lower value, as a quantile must.</summary>
    internal static bool IsMonotone(double level, Cumulants of)
    {
        var z = NormalDistribution.Inverse(1 - level);
        var (s, k) = Shape(of);
        return 1 + z * s / 3 + (z * z - 1) * k / 8 - (6 * z * z - 5) * s * s / 36 > 0;
    }

    internal double Loss(Cumulants of)
    {
        var (s, k) = Shape(of);
        return -(of.Mean + Math.Sqrt(Math.Max(0, of.Variance)) * Factor(s, k));
    }

    /// <summary>The rate at which the loss grows along a part, from the slopes of the cumulants.</summary>
    internal double LossAlong(Cumulants of, Cumulants slope)
    {
        var deviation = Math.Sqrt(of.Variance);
        var (s, k) = Shape(of);
        var bySkew = slope.Third / (deviation * of.Variance) - 1.5 * s * slope.Variance / of.Variance;
        var byKurtosis = slope.Fourth / (of.Variance * of.Variance) - 2 * k * slope.Variance / of.Variance;
        return -(slope.Mean + slope.Variance / (2 * deviation) * Factor(s, k)
            + deviation * ((BySkew + 2 * BySkewSquared * s) * bySkew + ByKurtosis * byKurtosis));
    }

    private double Factor(double s, double k) => Base + BySkew * s + ByKurtosis * k + BySkewSquared * s * s;

    private static (double Skew, double Kurtosis) Shape(Cumulants of) => of.Variance > 0
        ? (of.Third / Math.Pow(of.Variance, 1.5), of.Fourth / (of.Variance * of.Variance))
        : (0, 0);
}
