namespace Busbar.Numerics.IntegerPrograms;

/// <summary>How a node's program ended.</summary>
internal enum NodeEnd
{
    Optimal,
    Infeasible,
    Cut,
    Stalled,
}

/// <summary>The dual simplex method on a tableau whose reduced costs have their signs: the largest violation leaves; boxed variables on the
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
        for (var row = 0; row < tableau.Rows; row++)
        {
            var variable = tableau.RowVariable[row];
            var (below, above) = (tableau.Lower[variable] - tableau.Basic[row], tableau.Basic[row] - tableau.Upper[variable]);
            var violation = Math.Max(below, above);
            if (violation <= worst || violation <= Feasibility * Math.Max(1, Math.Abs(tableau.Basic[row]))) continue;
            (best, worst, toUpper) = (row, violation, above > below);
            if (takesFirst) break;
        }
        return (best, toUpper);
    }

    private static bool Enter(Tableau tableau, int row, bool toUpper)
    {
        var body = tableau.Row(row);
        var variable = tableau.RowVariable[row];
        var left = toUpper ? tableau.Basic[row] - tableau.Upper[variable] : tableau.Lower[variable] - tableau.Basic[row];
        while (true)
        {
            var column = Entering(tableau, body, toUpper);
            if (column < 0) return false;
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
            left = after;
        }
    }

    // The column whose reduced cost reaches zero first; of equals the largest pivot.
    private static int Entering(Tableau tableau, ReadOnlySpan<double> body, bool toUpper)
    {
        var (best, least, pivot) = (-1, double.PositiveInfinity, 0.0);
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
            var ratio = Math.Abs(reduced[column]) / size;
            if (ratio > least + 1e-12 || (ratio > least - 1e-12 && size <= pivot)) continue;
            (best, least, pivot) = (column, ratio, size);
        }
        return best;
    }
}
