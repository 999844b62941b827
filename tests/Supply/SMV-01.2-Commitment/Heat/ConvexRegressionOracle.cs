namespace Busbar.Supply.Commitment.Tests.Heat;

/// <summary>Convex, never falling least squares by trying every set of bends: for each set the ordinary least squares by Gaussian
/// elimination in its own basis (heights at the bends), kept when its slopes rise and none is negative. Shares no code with the
/// stage.</summary>
internal static class ConvexRegressionOracle
{
    public static double LeastSquares(double[] x, double[] y)
    {
        var (n, best) = (x.Length, double.PositiveInfinity);
        for (var set = 0; set < 1 << Math.Max(0, n - 2); set++)
        {
            int[] knots = [0, .. Enumerable.Range(1, n - 2).Where(i => (set >> (i - 1) & 1) == 1), n - 1];
            // Free, and with the first piece flat.
            foreach (var isFlat in (bool[])[false, true])
                if (Solve(x, y, knots, isFlat) is { } heights && IsFeasible(x, knots, heights))
                    best = Math.Min(best, Error(x, y, knots, heights));
        }
        return best;
    }

    private static double[]? Solve(double[] x, double[] y, int[] knots, bool isFlat)
    {
        var (n, m) = (x.Length, isFlat ? knots.Length - 1 : knots.Length);
        var basis = new double[n, m];
        for (var i = 0; i < n; i++)
            for (var k = 0; k < knots.Length; k++)
                basis[i, isFlat ? Math.Max(0, k - 1) : k] += Hat(x, knots, k, x[i]);
        var matrix = new double[m, m + 1];
        for (var a = 0; a < m; a++)
        {
            for (var b = 0; b < m; b++)
                for (var i = 0; i < n; i++) matrix[a, b] += basis[i, a] * basis[i, b];
            for (var i = 0; i < n; i++) matrix[a, m] += basis[i, a] * y[i];
        }
        for (var p = 0; p < m; p++)
        {
            var pivot = Enumerable.Range(p, m - p).MaxBy(row => Math.Abs(matrix[row, p]));
            if (Math.Abs(matrix[pivot, p]) < 1e-12) return null;
            for (var c = 0; c <= m; c++) (matrix[p, c], matrix[pivot, c]) = (matrix[pivot, c], matrix[p, c]);
            for (var row = 0; row < m; row++)
            {
                if (row == p) continue;
                var factor = matrix[row, p] / matrix[p, p];
                for (var c = p; c <= m; c++) matrix[row, c] -= factor * matrix[p, c];
            }
        }
        double[] solved = [.. Enumerable.Range(0, m).Select(row => matrix[row, m] / matrix[row, row])];
        return isFlat ? [solved[0], .. solved] : solved;
    }

    private static double Hat(double[] x, int[] knots, int k, double at)
    {
        if (k > 0 && at < x[knots[k]] && at > x[knots[k - 1]]) return (at - x[knots[k - 1]]) / (x[knots[k]] - x[knots[k - 1]]);
        if (k < knots.Length - 1 && at > x[knots[k]] && at < x[knots[k + 1]])
            return (x[knots[k + 1]] - at) / (x[knots[k + 1]] - x[knots[k]]);
        return at == x[knots[k]] ? 1 : 0;
    }

    private static bool IsFeasible(double[] x, int[] knots, double[] heights)
    {
        var last = -1e-9;
        for (var k = 1; k < knots.Length; k++)
        {
            var slope = (heights[k] - heights[k - 1]) / (x[knots[k]] - x[knots[k - 1]]);
            if (slope < last - 1e-9) return false;
            last = slope;
        }
        return true;
    }

    private static double Error(double[] x, double[] y, int[] knots, double[] heights)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var value = knots.Select((_, k) => heights[k] * Hat(x, knots, k, x[i])).Sum();
            sum += (value - y[i]) * (value - y[i]);
        }
        return sum;
    }
}
