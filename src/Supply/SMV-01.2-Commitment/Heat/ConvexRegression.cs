using System.Collections.Immutable;
using Busbar.Numerics;

namespace Busbar.Supply.Commitment.Heat;

/// <summary>Least squares by a convex, never falling, piecewise-linear function: f(x) = a + b·x + Σ cⱼ·(x − kⱼ)₊ with b ≥ 0 and every
/// cⱼ ≥ 0, knots from a given list. With every inner point as a knot it is the exact convex regression. An active set that takes in the
/// knot that helps most and drops those that turn negative ends at the optimum. Source: Lawson and Hanson, Solving Least Squares Problems
/// (1974), ch. 23; the same step for convex functions: Groeneboom, Jongbloed and Wellner, Scandinavian J. Statistics 35(3), 2008
/// (support reduction).</summary>
internal sealed class ConvexRegression
{
    private const double Tolerance = 1e-10;

    private readonly double[] x;
    private readonly double[][] columns;
    private readonly double[] norms;
    private readonly double[] target;
    private readonly double origin;
    private readonly double width;
    private readonly double[] knots;
    private readonly double mean;
    private readonly double[] columnMeans;

    private ConvexRegression(double[] x, double[] y, IReadOnlyList<double> inner)
    {
        (origin, width) = (x[0], x[^1] - x[0]);
        this.x = [.. x.Select(each => (each - origin) / width)];
        knots = [0, .. inner.Select(knot => (knot - origin) / width)];
        mean = y.Average();
        target = [.. y.Select(each => each - mean)];
        columns = [.. knots.Select(knot => this.x.Select(each => Math.Max(0, each - knot)).ToArray())];
        columnMeans = [.. columns.Select(column => column.Average())];
        for (var j = 0; j < columns.Length; j++)
            for (var i = 0; i < x.Length; i++) columns[j][i] -= columnMeans[j];
        norms = [.. columns.Select(column => Math.Sqrt(Spans.Dot(column, column)))];
    }

    /// <summary>Values of the best function at the abscissae asked for.</summary>
    /// <param name="x">Ascending abscissae, equal ones allowed, at least two different.</param>
    /// <param name="y">What is fitted.</param>
    /// <param name="inner">Ascending knots strictly between the first and the last abscissa.</param>
    /// <param name="at">Where the function is wanted; outside the data its end pieces go on.</param>
    public static ImmutableArray<double> Fit(double[] x, double[] y, IReadOnlyList<double> inner, IReadOnlyList<double> at)
    {
        var regression = new ConvexRegression(x, y, inner);
        var weights = regression.Solve();
        return [.. at.Select(each => regression.ValueAt(weights, (each - regression.origin) / regression.width))];
    }

    private double ValueAt(double[] weights, double place)
    {
        var value = mean;
        for (var j = 0; j < knots.Length; j++)
            // The first piece is a line and goes on to the left; a hinge is zero there.
            value += weights[j] * ((j == 0 ? place : Math.Max(0, place - knots[j])) - columnMeans[j]);
        return value;
    }

    private double[] Solve()
    {
        var (weights, active) = (new double[knots.Length], new SortedSet<int>());
        var scale = Math.Max(Math.Sqrt(Spans.Dot(target, target)), double.Epsilon);
        for (var round = 0; round <= 20 * knots.Length + 20; round++)
        {
            var best = MostHelpful(weights, active, scale);
            if (best < 0) return weights;
            active.Add(best);
            Settle(weights, active);
        }
        throw new ArithmeticException($"The convex regression of {x.Length} points did not come to rest.");
    }

    private int MostHelpful(double[] weights, SortedSet<int> active, double scale)
    {
        var rest = Residual(weights);
        var (best, most) = (-1, Tolerance * scale);
        for (var j = 0; j < knots.Length; j++)
            if (norms[j] > 0 && !active.Contains(j) && Spans.Dot(columns[j], rest) / norms[j] is var gain && gain > most)
                (best, most) = (j, gain);
        return best;
    }

    private double[] Residual(double[] weights)
    {
        var rest = (double[])target.Clone();
        for (var j = 0; j < knots.Length; j++)
            if (weights[j] != 0)
                for (var i = 0; i < rest.Length; i++) rest[i] -= weights[j] * columns[j][i];
        return rest;
    }

    /// <summary>Moves to the least squares of the active knots, as far as no weight turns negative; those that reach zero leave.</summary>
    private void Settle(double[] weights, SortedSet<int> active)
    {
        while (active.Count > 0)
        {
            int[] free = [.. active];
            var wanted = LeastSquares(free);
            var step = 1.0;
            for (var k = 0; k < free.Length; k++)
                if (wanted[k] <= 0) step = Math.Min(step, weights[free[k]] / (weights[free[k]] - wanted[k]));
            var isDone = Enumerable.Range(0, free.Length).All(k => wanted[k] > 0);
            for (var k = 0; k < free.Length; k++)
                weights[free[k]] = isDone ? wanted[k] : weights[free[k]] + step * (wanted[k] - weights[free[k]]);
            if (isDone) return;
            for (var k = 0; k < free.Length; k++)
            {
                if (wanted[k] > 0 || weights[free[k]] > Tolerance * Math.Abs(wanted[k])) continue;
                weights[free[k]] = 0;
                active.Remove(free[k]);
            }
        }
    }

    private double[] LeastSquares(int[] free)
    {
        var n = free.Length;
        var (gram, right) = (new double[n * n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            right[i] = Spans.Dot(columns[free[i]], target) / norms[free[i]];
            for (var j = 0; j <= i; j++)
                gram[i * n + j] = Spans.Dot(columns[free[i]], columns[free[j]]) / norms[free[i]] / norms[free[j]];
        }
        Cholesky.Factor(gram, n);
        Cholesky.Solve(gram, n, right);
        for (var i = 0; i < n; i++) right[i] /= norms[free[i]];
        return right;
    }
}
