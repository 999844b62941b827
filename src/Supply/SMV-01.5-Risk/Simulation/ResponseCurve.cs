using System.Collections.Immutable;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>A piecewise linear curve: load against temperature, wind power against wind speed, market heat rate against net load. Flat
/// beyond its
/// ends.</summary>
public sealed record ResponseCurve
{
    private readonly double[] from;
    private readonly double[] value;
    private readonly double[] slope;

    /// <summary>A curve through its points.</summary>
    /// <exception cref="ArgumentException">No points, points that do not rise in their first number, or numbers that are not
    /// finite.</exception>
    public ResponseCurve(ImmutableArray<CurvePoint> points)
    {
        if (points.IsDefaultOrEmpty) throw new ArgumentException("A curve has at least one point.", nameof(points));
        for (var i = 0; i < points.Length; i++)
            if (!double.IsFinite(points[i].At) || !double.IsFinite(points[i].Value) || i > 0 && points[i].At <= points[i - 1].At)
                throw new ArgumentException($"Point {i + 1} of a curve, {points[i]}, does not follow the one before.", nameof(points));
        Points = points;
        from = [.. points.Select(point => point.At)];
        value = [.. points.Select(point => point.Value)];
        slope = [.. points.Zip(points.Skip(1), (a, b) => (b.Value - a.Value) / (b.At - a.At)), 0];
    }

    /// <summary>The points, rising.</summary>
    public ImmutableArray<CurvePoint> Points { get; }

    /// <summary>The curve's value.</summary>
    public double Of(double at)
    {
        if (!(at > from[0])) return value[0];
        var piece = from.Length - 1;
        while (at < from[piece]) piece--;
        return value[piece] + slope[piece] * (at - from[piece]);
    }
}

/// <summary>A point of a <see cref="ResponseCurve"/>.</summary>
public readonly record struct CurvePoint(double At, double Value);
