using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Heat;

/// <summary>What a curve is fitted to.</summary>
/// <param name="Unit">The unit's name, for messages.</param>
/// <param name="Measure">What is known of its heat input.</param>
/// <param name="Min">Lowest output of the curve, above 0.</param>
/// <param name="Max">Highest output, at least <paramref name="Min"/>.</param>
/// <param name="MostSegments">Most straight pieces, at least 1: what the market takes.</param>
public sealed record FitHeatCurveInputs(string Unit, HeatMeasure Measure, Mw Min, Mw Max, int MostSegments);
