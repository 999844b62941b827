using System.Collections.Immutable;
using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>A continuous curve of straight pieces between knots that a history decides; beyond the outer knots it goes on as its last
/// pieces do.</summary>
internal static class HingeFit
{
    /// <summary>Inner knots at quantiles of what was met, so that every piece has its share of the history.</summary>
    internal static double[] KnotsAt(double[] met, double[] levels)
    {
        double[] known = [.. met.Where(double.IsFinite).Order()];
        return [.. levels.Select(level => Quantile.OfSorted(known, level)).Distinct()];
    }

    /// <summary>Inner knots at whole steps, between the 5th and the 95th percentile of what was met.</summary>
    internal static double[] KnotsEvery(double step, double[] met)
    {
        double[] ends = KnotsAt(met, [0.05, 0.95]);
        var first = (int)Math.Ceiling(ends[0] / step);
        return [.. Enumerable.Range(first, Math.Max(0, (int)Math.Floor(ends[^1] / step) - first + 1)).Select(i => i * step)];
    }

    /// <summary>The terms of the curve at a point but for its constant: the point, and how far it is beyond each knot.</summary>
    internal static double[] Terms(double at, double[] knots) => [at, .. knots.Select(knot => Math.Max(0, at - knot))];

    /// <summary>The curve of some coefficients, drawn out on either side by a share of the range met.</summary>
    internal static ResponseCurve Curve(ReadOnlySpan<double> coefficients, double constant, double[] knots, IEnumerable<double> met,
        double beyond)
    {
        double[] known = [.. met.Where(double.IsFinite)];
        var (low, high) = (known.Min(), known.Max());
        double[] points = [low - beyond * (high - low), .. knots.Where(knot => knot > low && knot < high), high + beyond * (high - low)];
        var own = coefficients.ToArray();
        return new([.. points.Distinct().Order().Select(at => new CurvePoint(at, constant + Spans.Dot(Terms(at, knots), own)))]);
    }
}
