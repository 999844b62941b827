using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Curves;

namespace Busbar.Supply.Risk.Portfolio;

/// <summary>How restless one commodity's forwards are: season · (long + (short − long)·exp(−decay · time to delivery)), which rises as
/// delivery comes near. Source: Samuelson 1965; in this form Clewlow and Strickland, Energy Derivatives (2000), section 8.4.</summary>
/// <param name="Commodity">What moves.</param>
/// <param name="Short">Volatility at delivery, a year, not below 0.</param>
/// <param name="Long">Volatility far out, a year, not below 0.</param>
/// <param name="DecayPerYear">How fast one becomes the other, above 0.</param>
/// <param name="Seasonal">Factor of each calendar month, January first; all 1 for none.</param>
public sealed record ForwardVolatility(Commodity Commodity, double Short, double Long, double DecayPerYear, ImmutableArray<double> Seasonal)
{
    /// <summary>Volatility a year of a month that is so many years ahead.</summary>
    internal double At(int calendarMonth, double yearsAhead) =>
        Seasonal[calendarMonth - 1] * (Long + (Short - Long) * Math.Exp(-DecayPerYear * Math.Max(0, yearsAhead)));

    /// <summary>Variance that a month so many years ahead gathers until an option on it expires.</summary>
    internal double VarianceUntil(int calendarMonth, double yearsAhead, double expiryYears)
    {
        var (ahead, until) = (Math.Max(0, yearsAhead), Math.Max(0, expiryYears));
        var free = Math.Min(ahead, until);
        var (rise, k) = (Short - Long, DecayPerYear);
        // ∫₀ᵗ (L + (S − L)e^{−k(a − u)})² du, and at delivery S² from then on.
        double Wave(double times) => (Math.Exp(-times * k * (ahead - free)) - Math.Exp(-times * k * ahead)) / (times * k);
        var before = Long * Long * free + 2 * Long * rise * Wave(1) + rise * rise * Wave(2);
        return Seasonal[calendarMonth - 1] * Seasonal[calendarMonth - 1] * (before + Short * Short * (until - free));
    }
}

/// <summary>How the factors of a book move together: lognormal forwards whose correlation is the product of one over months and one over
/// series (commodity, location and block).</summary>
/// <param name="Volatilities">One a commodity.</param>
/// <param name="MonthDecay">Correlation of two months falls with exp(−decay · years between), towards <paramref name="MonthFloor"/>; not
/// below
/// 0.</param>
/// <param name="MonthFloor">Correlation of months far apart, in [0, 1].</param>
/// <param name="MonthFactors">Principal components of the months that are kept, scaled so that every volatility stays; 0 for all.</param>
/// <param name="BlockCorrelation">Of two blocks, in [0, 1].</param>
/// <param name="LocationCorrelation">Of two locations, in [0, 1]: what is left is basis.</param>
/// <param name="MarketCorrelation">Of day-ahead and real-time power, in [−1, 1].</param>
/// <param name="FuelCorrelation">Of power and fuel, in [−1, 1].</param>
public sealed record ForwardModel(
    ImmutableArray<ForwardVolatility> Volatilities, double MonthDecay, double MonthFloor, int MonthFactors, double BlockCorrelation,
    double LocationCorrelation, double MarketCorrelation, double FuelCorrelation)
{
    internal ForwardVolatility? Of(Commodity commodity) => Volatilities.FirstOrDefault(each => each.Commodity == commodity);

    /// <summary>What is wrong with it, or null.</summary>
    internal Refusal? Refuse(IEnumerable<Commodity> needed)
    {
        Refusal Wrong(string what) => new("wrong-model", what, "forward model", "Correct the model's numbers.");
        foreach (var each in Volatilities)
            if (each.Short is not (>= 0 and <= 20) || each.Long is not (>= 0 and <= 20) || each.DecayPerYear is not (> 0 and <= 1000)
                || each.Seasonal.Length != 12 || each.Seasonal.Any(factor => factor is not (>= 0 and <= 10)))
                return Wrong($"{each.Commodity}: volatilities are 0 to 20 a year, decay above 0, and twelve seasonal factors 0 to 10");
        if (needed.FirstOrDefault(commodity => Of(commodity) is null, (Commodity)(-1)) is var missing and >= 0)
            return Wrong($"there is no volatility of {missing}");
        if (MonthDecay is not (>= 0 and <= 1000) || new[] { MonthFloor, BlockCorrelation,
            LocationCorrelation }.Any(r => r is not (>= 0 and <= 1))
            || new[] { MarketCorrelation, FuelCorrelation }.Any(r => r is not (>= -1 and <= 1)) || MonthFactors < 0)
            return Wrong("correlations of months, blocks and locations are 0 to 1, of markets and fuel −1 to 1, the rest not below 0");
        return 2 * FuelCorrelation * FuelCorrelation <= 1 + MarketCorrelation + 1e-12 ? null
            : new("indefinite-covariance", "fuel cannot be so close to two markets that are that far apart", "forward model",
                "Keep 2·fuel² ≤ 1 + market correlation.");
    }

    internal double Between(RiskFactor a, RiskFactor b) =>
        (a.Commodity == b.Commodity ? 1 : a.Commodity == Commodity.Fuel || b.Commodity == Commodity.Fuel ? FuelCorrelation
            : MarketCorrelation)
        * (a.Location == b.Location ? 1 : LocationCorrelation) * (a.Block == b.Block ? 1 : BlockCorrelation);

    internal double BetweenMonths(double yearsApart) => MonthFloor + (1 - MonthFloor) * Math.Exp(-MonthDecay * Math.Abs(yearsApart));

    /// <summary>Loadings of a correlation on its principal components, largest first: row i times their product gives it back.</summary>
    internal static double[][] Loadings(double[] correlation, int n, int kept)
    {
        var eigen = SymmetricEigen.Of(correlation, n);
        var order = Enumerable.Range(0, n).OrderByDescending(k => eigen.Values[k]).ThenBy(k => k).Take(kept == 0 ? n : kept).ToArray();
        return [.. Enumerable.Range(0, n).Select(row =>
        {
            double[] loading = [.. order.Select(k => eigen.Vectors[row * n + k] * Math.Sqrt(Math.Max(0, eigen.Values[k])))];
            var length = Math.Sqrt(loading.Sum(each => each * each));
            return length > 0 ? [.. loading.Select(each => each / length)] : loading;
        })];
    }
}
