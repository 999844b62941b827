using System.Collections.Immutable;

namespace Busbar.Supply.Commitment.Heat;

/// <summary>Which points of a convex polyline to keep so that the straight pieces between them lie nearest to it: the least sum of
/// squares over the points, by dynamic programming over the last point kept. What is kept of a convex polyline is convex.</summary>
internal static class ChooseKnots
{
    /// <summary>Indices of the points kept, the first and the last among them.</summary>
    public static ImmutableArray<int> Run(double[] x, double[] y, int mostSegments)
    {
        var n = x.Length;
        if (n <= mostSegments + 1) return [.. Enumerable.Range(0, n)];
        var cost = new double[mostSegments + 1, n];
        var from = new int[mostSegments + 1, n];
        for (var to = 1; to < n; to++) cost[1, to] = Miss(x, y, 0, to);
        for (var pieces = 2; pieces <= mostSegments; pieces++)
            for (var to = pieces; to < n; to++)
            {
                cost[pieces, to] = double.PositiveInfinity;
                for (var via = pieces - 1; via < to; via++)
                {
                    var total = cost[pieces - 1, via] + Miss(x, y, via, to);
                    if (total < cost[pieces, to]) (cost[pieces, to], from[pieces, to]) = (total, via);
                }
            }
        var kept = new Stack<int>([n - 1]);
        for (var pieces = mostSegments; pieces > 1; pieces--) kept.Push(from[pieces, kept.Peek()]);
        kept.Push(0);
        return [.. kept];
    }

    private static double Miss(double[] x, double[] y, int from, int to)
    {
        var (slope, sum) = ((y[to] - y[from]) / (x[to] - x[from]), 0.0);
        for (var i = from + 1; i < to; i++)
        {
            var miss = y[from] + slope * (x[i] - x[from]) - y[i];
            sum += miss * miss;
        }
        return sum;
    }
}
