namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>A symmetric positive definite matrix in which only the three places below the diagonal are filled, with its Cholesky factor.
/// Source: Golub and Van Loan, Matrix Computations, 4th ed., section 4.3.5.</summary>
internal sealed class Band(int order)
{
    private const int Width = 4;
    private const double Lost = 1e-14;
    private const double Held = 1e-30;
    // Row k holds L[k, k] inverted, then L[k, k − 1] to L[k, k − 3].
    private readonly double[] entries = new double[order * Width];

    public void Clear() => Array.Clear(entries);

    /// <summary>Adds to the entry in a row and a column not right of the diagonal.</summary>
    public void Add(int row, int column, double value) => entries[row * Width + row - column] += value;

    public void Factor()
    {
        for (var row = 0; row < order; row++)
        {
            var own = entries.AsSpan(row * Width, Width);
            var reach = Math.Min(Width - 1, row);
            for (var d = reach; d >= 1; d--)
            {
                var other = entries.AsSpan((row - d) * Width, Width);
                var sum = own[d];
                for (var k = 1; k + d <= reach; k++) sum -= own[d + k] * other[k];
                own[d] = sum * other[0];
            }
            var pivot = own[0];
            for (var d = 1; d <= reach; d++) pivot -= own[d] * own[d];
            // A pivot lost to rounding: the place stays where it is for this step (Wright, SIAM J. Optimization 9(4), 1999).
            own[0] = pivot > Lost * own[0] ? 1 / Math.Sqrt(pivot) : Held;
        }
    }

    public void Solve(double[] right, double[] solution)
    {
        for (var row = 0; row < order; row++)
        {
            var sum = right[row];
            for (var d = 1; d <= Math.Min(Width - 1, row); d++) sum -= entries[row * Width + d] * solution[row - d];
            solution[row] = sum * entries[row * Width];
        }
        Back(0, order, solution);
    }

    /// <summary>Column k of the inverse from row k down to (not including) an end after which nothing is tied to it.</summary>
    public void InverseColumn(int k, int end, double[] column)
    {
        column[k] = entries[k * Width];
        for (var row = k + 1; row < end; row++)
        {
            var sum = 0d;
            for (var d = 1; d < Width && row - d >= k; d++) sum -= entries[row * Width + d] * column[row - d];
            column[row] = sum * entries[row * Width];
        }
        Back(k, end, column);
    }

    private void Back(int from, int end, double[] solution)
    {
        for (var row = end - 1; row >= from; row--)
        {
            var sum = solution[row];
            for (var d = 1; d < Width && row + d < end; d++) sum -= entries[(row + d) * Width + d] * solution[row + d];
            solution[row] = sum * entries[row * Width];
        }
    }
}
