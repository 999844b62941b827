using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Portfolio;

namespace Busbar.Supply.Risk.Measures;

/// <summary>What to measure.</summary>
/// <param name="Method">How, and from what.</param>
/// <param name="Levels">Confidence levels, each inside (0, 1).</param>
/// <param name="By">By what the parts are told apart.</param>
/// <param name="Holding">How long the position is held.</param>
public sealed record MeasureValueAtRiskInputs(
    ValueAtRiskMethod Method, ImmutableArray<double> Levels, RiskGrouping By, HoldingPeriod Holding);

/// <summary>Value at risk and expected shortfall of a book by any of the methods, with the parts that add up to it.</summary>
public static class MeasureValueAtRisk
{
    /// <summary>Measures. Refuses levels or holding days out of range, sensitivities in another step than the covariance, an indefinite
    /// covariance, a book that does not move, profits that are missing or not over the same days, and a sample in which no profit lies
    /// below
    /// the level. Says which factors the covariance lacks.</summary>
    public static Outcome<ValueAtRiskReport> Run(MeasureValueAtRiskInputs inputs)
    {
        if (Refuse(inputs) is { } refusal) return refusal;
        return inputs.Method switch
        {
            ValueAtRiskMethod.DeltaNormal m =>
                new ParametricRisk(m.Sensitivities, m.Covariance, false, false, m.IsRepaired).Measure(inputs),
            ValueAtRiskMethod.DeltaGamma m =>
                new ParametricRisk(m.Sensitivities, m.Covariance, true, m.IsCornishFisher, m.IsRepaired).Measure(inputs),
            ValueAtRiskMethod.Historical m => HistoricalRisk.Plain(m, inputs),
            ValueAtRiskMethod.Filtered m => HistoricalRisk.Filtered(m, inputs),
            ValueAtRiskMethod.MonteCarlo m => SimulateBook.Measure(m.Book, inputs),
            _ => throw new InvalidOperationException("A method is one of five."),
        };
    }

    /// <summary>The name of the part that a piece belongs to.</summary>
    internal static string NameOf(RiskGrouping by, string trade, RiskCut cut) => by switch
    {
        RiskGrouping.Trade => trade,
        RiskGrouping.Book => cut.Book,
        RiskGrouping.Commodity => cut.Commodity,
        RiskGrouping.Location => cut.Location,
        RiskGrouping.Tenor => cut.Tenor,
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "Parts are told apart in one of five ways."),
    };

    private static Refusal? Refuse(MeasureValueAtRiskInputs inputs)
    {
        if (inputs.Levels.IsDefaultOrEmpty || inputs.Levels.Any(level => level is not (> 0 and < 1)))
            return new("no-such-level", $"levels {string.Join(", ", inputs.Levels)}", "value at risk",
                "Give levels inside (0, 1): 0.95, 0.99.");
        var days = inputs.Holding.ByTenor.Values.Append(inputs.Holding.Days);
        return days.All(day => day is > 0 and <= 366)
            ? null
            : new("wrong-holding-days", "a holding period is above 0 and at most 366 days", "value at risk", "Give trading days: 1, 10.");
    }
}
