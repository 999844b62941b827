namespace Busbar.Numerics.IntegerPrograms;

/// <summary>How a node's program ended.</summary>
internal enum NodeEnd
{
    Optimal,
    Infeasible,
    Cut,
    Stalled,
}

/// <summary>The dual simplex method on a tableau whose reduced costs have their signs: the largest violation
/// for its weight leaves; boxed variables on the
/// way are flipped to their other bound while the violation lasts. Source: Lemke 1954; Fourer 1994, Notes on the dual simplex method (the
/// long step).</summary>
internal static class DualSteps
{
    public const double Feasibility = 1e-9;
    private const double SmallestPivot = 1e-8;
    private const int MostAge = 500;

    /// <summary>Pivots until nothing is violated, nothing can be, the objective reaches the cutoff, or the steps are used up.</summary>
    public static NodeEnd Run(Tableau tableau, double cutoff, ref long pivots, int? mostSteps = null)
    {
        var most = mostSteps ?? 200 + 20 * tableau.Rows;
        for (var step = 0; step < most; step++)
        {
            if (tableau.Objective >= cutoff) return NodeEnd.Cut;
            if (tableau.Age >= MostAge) tableau.Renew();
            var (row, toUpper) = Leaving(tableau, mostSteps is null && step > most / 2);
            if (row < 0 && tableau.Wake()) continue;
            if (row < 0) return NodeEnd.Optimal;
            pivots++;
            if (!Enter(tableau, row, toUpper)) return NodeEnd.Infeasible;
        }
        return NodeEnd.Stalled;
    }

    // Halfway to the limit the first violation leaves, not the largest, to get out of a circle.
    private static (int Row, bool ToUpper) Leaving(Tableau tableau, bool takesFirst)
    {
        var (best, worst, toUpper) = (-1, 0.0, false);
        var weights = tableau.Weight;
        for (var row = 0; row < tableau.Rows; row++)
        {
            var variable = tableau.RowVariable[row];
            var (below, above) = (tableau.Lower[variable] - tableau.Basic[row], tableau.Basic[row] - tableau.Upper[variable]);
            var violation = Math.Max(below, above);
            if (violation <= Feasibility || violation <= Feasibility * Math.Abs(tableau.Basic[row])) continue;
            var size = violation * violation / weights[row];
            if (size <= worst) continue;
            (best, worst, toUpper) = (row, size, above > below);
            if (takesFirst) break;
        }
        return (best, toUpper);
    }

    private static bool Enter(Tableau tableau, int row, bool toUpper)
    {
        var body = tableau.Row(row);
        var variable = tableau.RowVariable[row];
        var left = toUpper ? tableau.Basic[row] - tableau.Upper[variable] : tableau.Lower[variable] - tableau.Basic[row];
        Span<int> columns = stackalloc int[body.Length];
        Span<double> ratios = stackalloc double[body.Length];
        var count = Candidates(tableau, body, toUpper, columns, ratios);
        while (count > 0)
        {
            var best = Least(body, columns[..count], ratios);
            var column = columns[best];
            var entering = tableau.ColumnVariable[column];
            var range = tableau.Upper[entering] - tableau.Lower[entering];
            var after = left - Math.Abs(body[column]) * range;
            if (after <= Feasibility)
            {
                tableau.Pivot(row, column, toUpper);
                return true;
            }
            tableau.Shift(column, tableau.IsAtUpper[column] ? -range : range);
            tableau.IsAtUpper[column] = !tableau.IsAtUpper[column];
            (left, count) = (after, count - 1);
            (columns[best], ratios[best]) = (columns[count], ratios[count]);
        }
        return false;
    }

    // The columns that can move the row's variable to its bound, and how far the objective's slope lets each.
    private static int Candidates(Tableau tableau, ReadOnlySpan<double> body, bool toUpper, Span<int> columns, Span<double> ratios)
    {
        var count = 0;
        var reduced = tableau.Reduced;
        for (var column = 0; column < body.Length; column++)
        {
            var size = Math.Abs(body[column]);
            if (size <= SmallestPivot) continue;
            var variable = tableau.ColumnVariable[column];
            var (lower, upper) = (tableau.Lower[variable], tableau.Upper[variable]);
            if (lower >= upper) continue;
            var isFree = double.IsInfinity(lower) && double.IsInfinity(upper);
            if (!isFree && (body[column] > 0) != (toUpper ^ tableau.IsAtUpper[column])) continue;
            (columns[count], ratios[count++]) = (column, Math.Abs(reduced[column]) / size);
        }
        return count;
    }

    // The column whose reduced cost reaches zero first; of equals the largest pivot.
    private static int Least(ReadOnlySpan<double> body, ReadOnlySpan<int> columns, ReadOnlySpan<double> ratios)
    {
        var best = 0;
        for (var k = 1; k < columns.Length; k++)
            if (ratios[k] < ratios[best] - 1e-12
                || (ratios[k] <= ratios[best] + 1e-12 && Math.Abs(body[columns[k]]) > Math.Abs(body[columns[best]]))) best = k;
        return best;
    }
}
