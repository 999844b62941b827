using Busbar.Numerics.Distributions;

namespace Busbar.Numerics.Options;

/// <summary>The right to give some of one asset for some of another. The rate of interest does not enter. Source: Margrabe, The value of an
/// option to exchange one asset for another, Journal of Finance 33(1), 1978, equation 7, with yields on both.</summary>
/// <param name="Spot1">Price of the asset received, above 0.</param>
/// <param name="Spot2">Price of the asset given, above 0.</param>
/// <param name="Quantity1">How much is received, above 0.</param>
/// <param name="Quantity2">How much is given, above 0.</param>
/// <param name="Yield1">What the first pays its holder, a year. For two forwards both yields are the rate of interest.</param>
/// <param name="Yield2">What the second pays.</param>
/// <param name="Years">Time to expiry, above 0.</param>
/// <param name="Volatility1">Of the first, a year, not below 0.</param>
/// <param name="Volatility2">Of the second.</param>
/// <param name="Correlation">Of the two logarithms, −1 to 1.</param>
public sealed record Margrabe(
    double Spot1, double Spot2, double Quantity1, double Quantity2, double Yield1, double Yield2, double Years, double Volatility1,
    double Volatility2, double Correlation)
{
    /// <summary>Value and sensitivities.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prices are not above 0, or move as one, so that the ratio has no
    /// volatility.</exception>
    public SpreadOptionValue Price()
    {
        var variance = Volatility1 * Volatility1 + Volatility2 * Volatility2 - 2 * Correlation * Volatility1 * Volatility2;
        if (!(variance > 0)) throw new ArgumentOutOfRangeException(nameof(Correlation), Correlation, "The ratio of the two does not move.");
        var (kept1, kept2) = (Quantity1 * Math.Exp(-Yield1 * Years), Quantity2 * Math.Exp(-Yield2 * Years));
        var deviation = Math.Sqrt(variance * Years);
        // Black 1976 with the ratio as forward and the second asset as money.
        var ratio = Black76.Price(true, kept1 * Spot1 / (kept2 * Spot2), 1, deviation, 1);
        var inner = ratio.Delta;
        var d1 = Math.Log(kept1 * Spot1 / (kept2 * Spot2)) / deviation + deviation / 2;
        var outer = NormalDistribution.Cumulative(d1 - deviation);
        var (density1, density2) = (NormalDistribution.Density(d1), NormalDistribution.Density(d1 - deviation));
        return new(kept2 * Spot2 * ratio.Value, kept1 * inner, -kept2 * outer, kept1 * density1 / (Spot1 * deviation),
            kept2 * density2 / (Spot2 * deviation),
            Yield1 * kept1 * Spot1 * inner - Yield2 * kept2 * Spot2 * outer - kept1 * Spot1 * density1 * deviation / (2 * Years));
    }
}
