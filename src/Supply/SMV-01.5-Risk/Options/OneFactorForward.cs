using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Risk.Options;

/// <summary>A price at evenly spaced decision times: the forward times the exponential of a mean-reverting walk, mean one. Source:
/// Schwartz,
/// The Stochastic Behavior of Commodity Prices, J. Finance 52(3), 1997; Clewlow and Strickland, Energy Derivatives, Lacima 2000, ch. 8
/// (fitted to the forward curve).</summary>
/// <param name="Forward">Forward price at each decision, USD per unit of energy, above 0.</param>
/// <param name="StepYears">Years between decisions, and from today to the first; above 0.</param>
/// <param name="Volatility">Of the logarithm, a year; 0 or more.</param>
/// <param name="Reversion">Speed a year, above 0.</param>
/// <param name="DiscountRate">Continuously compounded, a year.</param>
public sealed record OneFactorForward(
    ImmutableArray<double> Forward, double StepYears, double Volatility, double Reversion, double DiscountRate)
{
    internal int Steps => Forward.Length;

    /// <summary>Share of a deviation that is left a step later.</summary>
    internal double Persistence => Math.Exp(-Reversion * StepYears);

    /// <summary>Variance of the logarithm after so many steps.</summary>
    internal double VarianceAfter(int steps) =>
        Volatility * Volatility * (1 - Math.Exp(-2 * Reversion * StepYears * steps)) / (2 * Reversion);

    internal double Discount(int step) => Math.Exp(-DiscountRate * StepYears * (step + 1));

    internal Refusal? Refuse()
    {
        const string where = "price model";
        if (Forward.IsDefaultOrEmpty) return new("no-forward", "no decision has a forward price", where, "Give one a decision.");
        if (Forward.Any(price => !(price > 0) || !double.IsFinite(price)))
            return new("forward-not-positive", "a forward price is not above 0", where,
                "A log-normal price stays above 0: shift it, or value another way.");
        return StepYears > 0 && Volatility >= 0 && Reversion > 0 && double.IsFinite(DiscountRate)
            ? null
            : new("wrong-model", $"step {StepYears}, volatility {Volatility}, reversion {Reversion}, rate {DiscountRate}", where,
                "Give a step and a reversion above 0, a volatility of 0 or more, and a rate.");
    }
}
