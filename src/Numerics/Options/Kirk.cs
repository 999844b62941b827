using Busbar.Numerics.Distributions;

namespace Busbar.Numerics.Options;

/// <summary>A call on the spread of two forwards over a strike, by Kirk's approximation: the second forward and the strike are taken
/// together as one lognormal. Source: Kirk, Correlation in the energy markets, in Managing Energy Price Risk (Risk Publications, 1995); the
/// exchange option when the strike is 0.</summary>
/// <param name="Forward1">Price received, above 0.</param>
/// <param name="Forward2">Price paid, not below 0.</param>
/// <param name="Strike">Paid besides; with the second forward above 0.</param>
/// <param name="Years">Time to expiry, above 0.</param>
/// <param name="Volatility1">Of the first forward, a year, not below 0.</param>
/// <param name="Volatility2">Of the second forward.</param>
/// <param name="Correlation">Of the two logarithms, −1 to 1.</param>
/// <param name="Rate">Continuous rate of interest, a year.</param>
public sealed record Kirk(
    double Forward1, double Forward2, double Strike, double Years, double Volatility1, double Volatility2, double Correlation, double Rate)
{
    /// <summary>Value and sensitivities: the slopes of the formula, with its volatility's own dependence on the second forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The strike with the second forward is not above 0, or the two move as one.</exception>
    public SpreadOptionValue Price()
    {
        var paid = Forward2 + Strike;
        if (!(paid > 0)) throw new ArgumentOutOfRangeException(nameof(Strike), Strike, "What is paid is above 0.");
        var weight = Forward2 / paid;
        var variance = Volatility1 * Volatility1 - 2 * Correlation * Volatility1 * Volatility2 * weight
            + Volatility2 * Volatility2 * weight * weight;
        if (!(variance > 0)) throw new ArgumentOutOfRangeException(nameof(Correlation), Correlation, "The ratio of the two does not move.");
        var (s, discount) = (Math.Sqrt(variance * Years), Math.Exp(-Rate * Years));
        var call = Black76.Price(true, Forward1, paid, s, discount);
        var d1 = Math.Log(Forward1 / paid) / s + s / 2;
        var (slope, bend) = DeviationAlongSecond(paid, weight, s);
        // Slopes of Black's formula in strike and deviation.
        var byStrike = -discount * NormalDistribution.Cumulative(d1 - s);
        var byStrikeTwice = discount * NormalDistribution.Density(d1 - s) / (paid * s);
        var byBoth = call.Vega * d1 / (paid * s);
        var byDeviationTwice = call.Vega * d1 * (d1 - s) / s;
        return new(call.Value, call.Delta, byStrike + call.Vega * slope, call.Gamma,
            byStrikeTwice + 2 * byBoth * slope + byDeviationTwice * slope * slope + call.Vega * bend,
            Rate * call.Value - call.Vega * s / (2 * Years));
    }

    // First and second derivative of σ√T with respect to the second forward.
    private (double Slope, double Bend) DeviationAlongSecond(double paid, double weight, double deviation)
    {
        var varianceSlope = 2 * Volatility2 * (Volatility2 * weight - Correlation * Volatility1);
        var (weightSlope, weightBend) = (Strike / (paid * paid), -2 * Strike / (paid * paid * paid));
        var slope = Years * varianceSlope * weightSlope / (2 * deviation);
        var bend = Years * (2 * Volatility2 * Volatility2 * weightSlope * weightSlope + varianceSlope * weightBend) / (2 * deviation);
        return (slope, bend - slope * slope / deviation);
    }
}
