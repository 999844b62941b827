using Busbar.Numerics.IntegerPrograms;
using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.Tests.IntegerPrograms;

/// <summary>A drawn program of some whole variables, one free one at times, and a few rows of every kind, solved by trying every whole
/// point.</summary>
internal sealed record SmallIntegerProgram(
    double[] Costs, int[] Lower, int[] Upper, double[][] Rows, double[] RowLower, double[] RowUpper, double? FreeCost, double[] FreeColumn)
{
    public static SmallIntegerProgram Draw(SeededRandom chance, int variables, bool isMixed)
    {
        int Whole(int from, int to) => from + (int)((to - from + 1) * chance.NextUniform());
        var rows = Whole(1, 4);
        var lower = Enumerable.Range(0, variables).Select(_ => Whole(-1, 0)).ToArray();
        var planes = Enumerable.Range(0, rows)
            .Select(_ => Enumerable.Range(0, variables).Select(_ => (double)Whole(-3, 9)).ToArray()).ToArray();
        var (below, above) = (new double[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            var limit = Whole(-2, 3 * variables);
            (below[row], above[row]) = Whole(0, 3) switch
            {
                0 => ((double)limit, (double)limit),
                1 => (limit - 4, double.PositiveInfinity),
                2 => (limit - 5, limit),
                _ => (double.NegativeInfinity, limit),
            };
        }
        return new([.. Enumerable.Range(0, variables).Select(_ => (double)Whole(-9, 5))], lower,
            [.. lower.Select(least => least + Whole(1, 3))], planes, below, above, isMixed ? Whole(1, 5) / 2.0 : null,
            [.. Enumerable.Range(0, rows).Select(_ => Whole(-2, 2) / 2.0)]);
    }

    public IntegerProgram ToProgram()
    {
        var program = new IntegerProgram();
        for (var i = 0; i < Costs.Length; i++) program.AddWhole($"x{i}", Lower[i], Upper[i], Costs[i]);
        if (FreeCost is { } cost) program.AddVariable("free", 0, double.PositiveInfinity, cost);
        for (var row = 0; row < Rows.Length; row++)
        {
            var terms = Rows[row].Select((a, i) => new LinearTerm(i, a)).ToList();
            if (FreeCost is not null) terms.Add(new(Costs.Length, FreeColumn[row]));
            program.AddRow($"r{row}", [.. terms], RowLower[row], RowUpper[row]);
        }
        return program;
    }

    /// <summary>The lowest cost, or null when no point keeps the rows.</summary>
    public double? Best() => Best(0, new int[Costs.Length]);

    /// <summary>The objective of a point, or null when it breaks a row.</summary>
    public double? CostOf(IReadOnlyList<double> point)
    {
        var free = FreeCost is null ? 0 : point[Costs.Length];
        for (var row = 0; row < Rows.Length; row++)
        {
            var sum = Rows[row].Select((a, i) => a * point[i]).Sum() + FreeColumn[row] * free;
            if (sum < RowLower[row] - 1e-6 || sum > RowUpper[row] + 1e-6) return null;
        }
        return Costs.Select((cost, i) => cost * point[i]).Sum() + (FreeCost ?? 0) * free;
    }

    private double? Best(int at, int[] point)
    {
        if (at == Costs.Length) return CostAt(point);
        double? best = null;
        for (point[at] = Lower[at]; point[at] <= Upper[at]; point[at]++)
            if (Best(at + 1, point) is { } cost && (best is null || cost < best)) best = cost;
        return best;
    }

    // The free variable costs more the larger it is: the least value that keeps every row is the best.
    private double? CostAt(int[] point)
    {
        var (least, most) = (0.0, double.PositiveInfinity);
        for (var row = 0; row < Rows.Length; row++)
        {
            var sum = Rows[row].Select((a, i) => a * point[i]).Sum();
            var rate = FreeCost is null ? 0 : FreeColumn[row];
            if (rate == 0)
            {
                if (sum < RowLower[row] || sum > RowUpper[row]) return null;
                continue;
            }
            var (a, b) = ((RowLower[row] - sum) / rate, (RowUpper[row] - sum) / rate);
            (least, most) = (Math.Max(least, Math.Min(a, b)), Math.Min(most, Math.Max(a, b)));
        }
        return least > most + 1e-9 ? null : Costs.Select((cost, i) => cost * point[i]).Sum() + (FreeCost ?? 0) * least;
    }
}
