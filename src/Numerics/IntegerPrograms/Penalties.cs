using System.Runtime.Intrinsics;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>What the objective must rise by at least when a fractional basic variable is rounded down or up: the first dual step, and for a
/// whole nonbasic variable at least its reduced cost. Source: Driebeek, Management Science 12(7), 1966; Tomlin, Operations Research 19(4),
/// 1971.</summary>
internal sealed class Penalties(bool[] isWhole)
{
    private const double Smallest = 1e-9;

    // By column: what a unit costs, the side it moves to, and what any move costs; a fixed column costs without end.
    private double[] cost = [];
    private double[] side = [];
    private double[] least = [];
    private bool hasFree;

    /// <summary>Looks at a tableau's columns.</summary>
    public void Read(Tableau tableau)
    {
        var length = (tableau.Columns + 3) / 4 * 4;
        if (cost.Length < length) (cost, side, least) = (new double[length], new double[length], new double[length]);
        hasFree = false;
        for (var column = 0; column < tableau.Columns; column++)
        {
            var variable = tableau.ColumnVariable[column];
            cost[column] = tableau.IsFixed(column) ? double.PositiveInfinity : Math.Abs(tableau.Reduced[column]);
            side[column] = tableau.IsAtUpper[column] ? -1 : 1;
            least[column] = isWhole[variable] ? cost[column] : 0;
            hasFree |= double.IsInfinity(tableau.Lower[variable]) && double.IsInfinity(tableau.Upper[variable]);
        }
    }

    /// <summary>Penalties of rounding a row's variable down and up; infinite where it cannot be.</summary>
    public (double Down, double Up) Of(Tableau tableau, int row)
    {
        if (hasFree) return (0, 0);
        var fraction = tableau.Basic[row] - Math.Floor(tableau.Basic[row]);
        ReadOnlySpan<double> body = tableau.Row(row);
        var none = Vector256.Create(double.PositiveInfinity);
        var (down, up, k) = (none, none, 0);
        for (; k + 4 <= body.Length; k += 4)
        {
            var signed = Vector256.Create(body.Slice(k, 4)) * Vector256.Create(side.AsSpan(k, 4));
            var (each, any) = (Vector256.Create(cost.AsSpan(k, 4)), Vector256.Create(least.AsSpan(k, 4)));
            var ratio = each / Vector256.Abs(signed);
            var (lower, raise) = (Vector256.Max(fraction * ratio, any), Vector256.Max((1 - fraction) * ratio, any));
            down = Vector256.Min(down, Vector256.ConditionalSelect(Vector256.GreaterThan(signed, Vector256.Create(Smallest)), lower, none));
            up = Vector256.Min(up, Vector256.ConditionalSelect(Vector256.LessThan(signed, Vector256.Create(-Smallest)), raise, none));
        }
        var (leastDown, leastUp) = (Least(down), Least(up));
        for (; k < body.Length; k++)
        {
            var signed = body[k] * side[k];
            if (signed > Smallest) leastDown = Math.Min(leastDown, Math.Max(fraction * cost[k] / signed, least[k]));
            if (signed < -Smallest) leastUp = Math.Min(leastUp, Math.Max((1 - fraction) * cost[k] / -signed, least[k]));
        }
        return (leastDown, leastUp);
    }

    private static double Least(Vector256<double> lanes) => Math.Min(Math.Min(lanes[0], lanes[1]), Math.Min(lanes[2], lanes[3]));
}
