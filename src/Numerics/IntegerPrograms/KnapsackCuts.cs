using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>The deepest cut of a knapsack row's own whole points, exact: a vertex is written as a mixture of fillings of the row with as
/// little weight as possible, fillings being found by dynamic programming; when more than the whole weight of one is needed, the dual
/// prices are a cut, which is then lifted to the choices that the vertex does not take. Source: Boyd, Operations Research 42(1), 1994
/// (Fenchel cuts); Kaparis and Letchford, Mathematical Programming 124, 2010; groups as Wolsey, Discrete Applied Mathematics 29,
/// 1990.</summary>
internal sealed class KnapsackCuts
{
    private const double Tiny = 1e-9;
    private const double LeastDepth = 1e-3;
    private const int MostSteps = 400;

    private readonly KnapsackRow row;
    private readonly KnapsackFill fill;
    private readonly bool[] isTaken;

    public KnapsackCuts(KnapsackRow row) => (this.row, fill, isTaken) = (row, new(row), new bool[row.Weights.Length]);

    /// <summary>The cut of a vertex, or null where its row is no nearer than its whole points are.</summary>
    public Cut? Of(ReadOnlySpan<double> vertex)
    {
        var point = new double[row.Variables.Length];
        for (var item = 0; item < point.Length; item++) point[item] = vertex[row.Variables[item]];
        int[] support = [.. Enumerable.Range(0, point.Length).Where(item => point[item] > 1e-7)];
        if (support.Length < 2 || Prices(point, support) is not { } prices) return null;
        Lift(prices, point);
        fill.Run(prices);
        var largest = fill.Beside(0);
        var (depth, length) = (-largest, 0.0);
        for (var item = 0; item < point.Length; item++)
            (depth, length) = (depth + prices[item] * point[item], length + prices[item] * prices[item]);
        if (depth / Math.Sqrt(length) < LeastDepth) return null;
        var terms = Enumerable.Range(0, point.Length).Where(item => prices[item] > 0)
            .Select(item => new LinearTerm(row.Variables[item], -prices[item] / largest));
        return new([.. terms], -1 - Tiny);
    }

    // Least Σ λ over fillings with Σ λ·filling ≥ the point, by the revised simplex method from the fillings of one choice each; the duals,
    // or null when no more than one is needed.
    private double[]? Prices(double[] point, int[] support)
    {
        var most = support.Length;
        var inverse = new double[most][];
        var (share, cost) = (new double[most], new double[most]);
        for (var i = 0; i < most; i++) (inverse[i], share[i], cost[i]) = (new double[most], point[support[i]], 1);
        for (var i = 0; i < most; i++) inverse[i][i] = 1;
        var (column, entering) = (new double[most], new double[most]);
        var prices = new double[point.Length];
        for (var step = 0; step < MostSteps; step++)
        {
            var total = 0.0;
            for (var i = 0; i < most; i++)
            {
                prices[support[i]] = 0;
                for (var k = 0; k < most; k++) prices[support[i]] += cost[k] * inverse[k][i];
                total += cost[i] * share[i];
            }
            var surplus = Array.FindIndex(support, item => prices[item] < -Tiny);
            entering.AsSpan().Clear();
            if (surplus >= 0) entering[surplus] = -1;
            else
            {
                fill.Run(prices);
                var largest = fill.Beside(0);
                if (total <= 1 + 1e-6) return null;
                if (largest <= 1 + 1e-7) break;
                fill.Taken(prices, isTaken);
                for (var i = 0; i < most; i++) entering[i] = isTaken[support[i]] ? 1 : 0;
            }
            if (!Exchange(inverse, share, cost, column, entering, surplus >= 0 ? 0 : 1)) break;
        }
        for (var item = 0; item < prices.Length; item++) prices[item] = Math.Max(0, prices[item]);
        return prices;
    }

    private static bool Exchange(
        double[][] inverse, double[] share, double[] cost, double[] column, double[] entering, double enteringCost)
    {
        var (leaving, step) = (-1, double.PositiveInfinity);
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = 0;
            for (var k = 0; k < column.Length; k++) column[i] += inverse[i][k] * entering[k];
            if (column[i] <= Tiny) continue;
            var ratio = share[i] / column[i];
            if (ratio < step - 1e-12 || (leaving >= 0 && ratio <= step + 1e-12 && column[i] > column[leaving]))
                (leaving, step) = (i, ratio);
        }
        if (leaving < 0) return false;
        for (var k = 0; k < column.Length; k++) inverse[leaving][k] /= column[leaving];
        for (var i = 0; i < column.Length; i++)
        {
            if (i == leaving || column[i] == 0) continue;
            for (var k = 0; k < column.Length; k++) inverse[i][k] -= column[i] * inverse[leaving][k];
            share[i] = Math.Max(0, share[i] - step * column[i]);
        }
        (share[leaving], cost[leaving]) = (step, enteringCost);
        return true;
    }

    // A choice not taken may cost what the others leave when it is taken.
    private void Lift(double[] prices, double[] point)
    {
        for (var group = 0; group < row.Groups; group++)
        {
            var (from, to) = (row.GroupStarts[group], row.GroupStarts[group + 1]);
            if (!Enumerable.Range(from, to - from).Any(item => point[item] <= 1e-7)) continue;
            fill.Run(prices, without: group);
            for (var item = from; item < to; item++)
                if (point[item] <= 1e-7) prices[item] = Math.Max(0, 1 - fill.Beside(row.Weights[item]));
        }
    }
}
