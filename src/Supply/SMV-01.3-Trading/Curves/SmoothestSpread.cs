using Busbar.Numerics;

namespace Busbar.Supply.Trading.Curves;

/// <summary>The smoothest spread over the cells of a curve that keeps a set of independent equations: least
/// Σ (s of a month − s of the next, same block)² + Σ (s of a block − s of another, same month)² with A·s = b. The second sum splits a quote
/// between blocks that nothing else tells apart; it weighs as much as the first because a lighter one sets the blocks against each other to
/// smooth the months, and a heavier one the months to hold the blocks together. Only a constant spread costs nothing and every quote fixes
/// that, so the answer is unique. Solved through the multipliers: with P = L + AᵀA, s = P⁻¹Aᵀ·(A·P⁻¹·Aᵀ)⁻¹·b, refined twice. Source:
/// Nocedal and Wright, Numerical Optimization, 2nd ed., section 16.2 (Schur complement of an equality-constrained quadratic
/// programme).</summary>
internal static class SmoothestSpread
{
    private const int Refinements = 2;

    public static double[] Solve(int months, int blocks, IReadOnlyList<double[]> rows, IReadOnlyList<double> values)
    {
        var (cells, count) = (months * blocks, rows.Count);
        var penalty = Penalty(months, blocks);
        foreach (var row in rows)
            for (var i = 0; i < cells; i++)
                if (row[i] != 0) Spans.AddScaled(penalty.AsSpan(i * cells, cells), row[i], row);
        Cholesky.Factor(penalty, cells);
        var columns = rows.Select(row => (double[])row.Clone()).ToArray();
        foreach (var column in columns) Cholesky.Solve(penalty, cells, column);
        var schur = new double[count * count];
        for (var i = 0; i < count; i++)
            for (var j = 0; j <= i; j++) schur[i * count + j] = Spans.Dot(rows[i], columns[j]);
        Cholesky.Factor(schur, count);

        var spread = new double[cells];
        for (var pass = 0; pass <= Refinements; pass++)
        {
            var missing = new double[count];
            for (var i = 0; i < count; i++) missing[i] = values[i] - Spans.Dot(rows[i], spread);
            Cholesky.Solve(schur, count, missing);
            for (var i = 0; i < count; i++) Spans.AddScaled(spread, missing[i], columns[i]);
        }
        return spread;
    }

    private static double[] Penalty(int months, int blocks)
    {
        var cells = months * blocks;
        var penalty = new double[cells * cells];
        void Join(int a, int b)
        {
            penalty[a * cells + a]++;
            penalty[b * cells + b]++;
            penalty[a * cells + b]--;
            penalty[b * cells + a]--;
        }
        for (var cell = 0; cell < cells; cell++)
        {
            if (cell + blocks < cells) Join(cell, cell + blocks);
            for (var other = cell + 1; other % blocks != 0; other++) Join(cell, other);
        }
        return penalty;
    }
}
