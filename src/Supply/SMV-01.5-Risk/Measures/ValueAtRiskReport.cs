using System.Collections.Immutable;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Risk.Measures;

/// <summary>Value at risk by one method, with the parts that make it up.</summary>
/// <param name="Method">Method and its settings, for a reader.</param>
/// <param name="Figures">One a level.</param>
public sealed record ValueAtRiskReport(string Method, ImmutableArray<ValueAtRiskFigure> Figures);

/// <summary>What is lost at one level. Losses are positive.</summary>
/// <param name="Level">Confidence, inside (0, 1): 0.95, 0.99.</param>
/// <param name="ValueAtRisk">Loss that is exceeded with probability 1 − level.</param>
/// <param name="ExpectedShortfall">Mean of the losses at or beyond it.</param>
/// <param name="StandardError">Of the value at risk, where it is simulated or read off a sample; null for a closed form.</param>
/// <param name="Diversification">Sum of the parts' own values at risk less that of the whole.</param>
/// <param name="Parts">The parts; their components add up to the whole.</param>
/// <param name="Marginals">What one more step of each factor adds; only of closed forms.</param>
public sealed record ValueAtRiskFigure(
    double Level, UsdEstimate ValueAtRisk, UsdEstimate ExpectedShortfall, UsdEstimate? StandardError, UsdEstimate Diversification,
    ImmutableArray<RiskPart> Parts, ImmutableArray<FactorMarginal> Marginals);

/// <summary>One part of the book.</summary>
/// <param name="Name">Trade, book, commodity, location or tenor.</param>
/// <param name="Component">Its share of the value at risk by Euler's rule: the rate at which the whole grows with the part. A hundredth of
/// it is what one per cent more of the part adds. Tasche, Capital allocation to business units, 1999.</param>
/// <param name="ShortfallComponent">Its share of expected shortfall.</param>
/// <param name="Standalone">Value at risk of the part alone.</param>
/// <param name="Incremental">Value at risk of the whole less that of the whole without the part.</param>
public sealed record RiskPart(
    string Name, UsdEstimate Component, UsdEstimate ShortfallComponent, UsdEstimate Standalone, UsdEstimate Incremental);

/// <summary>What holding one more step of a factor adds to value at risk.</summary>
/// <param name="Factor">Key of the factor.</param>
/// <param name="UsdPerDelta">USD of value at risk for a delta one USD a step larger.</param>
public sealed record FactorMarginal(string Factor, double UsdPerDelta);
