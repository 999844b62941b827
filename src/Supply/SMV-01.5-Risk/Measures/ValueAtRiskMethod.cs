using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Portfolio;

namespace Busbar.Supply.Risk.Measures;

/// <summary>How value at risk is found, with what the method needs.</summary>
public abstract record ValueAtRiskMethod
{
    private ValueAtRiskMethod() { }

    /// <summary>Factors move by a normal law and the book with them in a straight line: gammas are left out. RiskMetrics Technical
    /// Document,
    /// 4th ed., 1996, section 6.2.</summary>
    /// <param name="Sensitivities">Of the trades.</param>
    /// <param name="Covariance">Of the factors, for a day.</param>
    /// <param name="IsRepaired">True to use the nearest semidefinite matrix for one that is indefinite; otherwise it is refused.</param>
    public sealed record DeltaNormal(
        ImmutableArray<Sensitivity> Sensitivities, FactorCovariance Covariance, bool IsRepaired = false) : ValueAtRiskMethod;

    /// <summary>The same with gammas: mean ½·tr(ΓΣ), variance δ'Σδ + ½·tr((ΓΣ)²), and a normal quantile, or one corrected for skewness and
    /// kurtosis. Open Source Risk Engine's delta-gamma-normal; Cornish and Fisher 1938 as in RiskMetrics 1996, section 6.3.</summary>
    /// <param name="Sensitivities">Of the trades.</param>
    /// <param name="Covariance">Of the factors, for a day.</param>
    /// <param name="IsCornishFisher">True for the corrected quantile.</param>
    /// <param name="IsRepaired">True to use the nearest semidefinite matrix for one that is indefinite; otherwise it is refused.</param>
    public sealed record DeltaGamma(
        ImmutableArray<Sensitivity> Sensitivities, FactorCovariance Covariance, bool IsCornishFisher = false, bool IsRepaired = false)
        : ValueAtRiskMethod;

    /// <summary>The book is held through the moves that history holds.</summary>
    /// <param name="Parts">The pieces, over the same days; the book is their sum.</param>
    /// <param name="Convention">Which value of the sample is its quantile.</param>
    /// <param name="AgeDecay">Weight of a move against that of the day after it, in (0, 1]; with it the quantile is the first profit at
    /// which
    /// the weights reach the level. Boudoukh, Richardson and Whitelaw, The best of both worlds, Risk 11(5), 1998. Null for equal
    /// weights.</param>
    public sealed record Historical(
        ImmutableArray<ScenarioProfits> Parts, QuantileConvention Convention = QuantileConvention.OrderStatistic, double? AgeDecay = null)
        : ValueAtRiskMethod;

    /// <summary>Historical, each move scaled by today's volatility of the book over that of its own day. Hull and White, Incorporating
    /// volatility updating into the historical simulation method, Journal of Risk 1(1), 1998; volatility as in RiskMetrics 1996.</summary>
    /// <param name="Parts">The pieces, over the same days.</param>
    /// <param name="Convention">Which value of the sample is its quantile.</param>
    /// <param name="Decay">Weight that yesterday's variance keeps, inside (0, 1).</param>
    public sealed record Filtered(
        ImmutableArray<ScenarioProfits> Parts, QuantileConvention Convention = QuantileConvention.OrderStatistic, double Decay = 0.94)
        : ValueAtRiskMethod;

    /// <summary>The book is revalued along simulated moves of its forward curves.</summary>
    /// <param name="Book">Trades, curves, model, paths and seed.</param>
    public sealed record MonteCarlo(SimulateBookInputs Book) : ValueAtRiskMethod;
}

/// <summary>By what the parts of a book are told apart.</summary>
public enum RiskGrouping
{
    /// <summary>By trade, or by named piece.</summary>
    Trade,
    /// <summary>By book.</summary>
    Book,
    /// <summary>By commodity or risk class.</summary>
    Commodity,
    /// <summary>By location or curve.</summary>
    Location,
    /// <summary>By delivery month or tenor.</summary>
    Tenor,
}

/// <summary>How long a position is held before it is closed. Variances grow in proportion, profits with the square root.</summary>
/// <param name="Days">Trading days, above 0.</param>
/// <param name="ByTenor">Other days for some tenors: far months take longer to close.</param>
public sealed record HoldingPeriod(double Days, ImmutableDictionary<string, double> ByTenor)
{
    /// <summary>One day for everything.</summary>
    public static HoldingPeriod OneDay { get; } = new(1, ImmutableDictionary<string, double>.Empty);

    /// <summary>Days for a tenor.</summary>
    public double DaysOf(string tenor) => ByTenor.TryGetValue(tenor, out var days) ? days : Days;
}
