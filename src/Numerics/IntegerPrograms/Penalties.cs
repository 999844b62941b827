namespace Busbar.Numerics.IntegerPrograms;

/// <summary>What the objective must rise by at least when a fractional basic variable is rounded down or up: the first dual step, and for a
/// whole nonbasic variable at least its reduced cost. Source: Driebeek, Management Science 12(7), 1966; Tomlin, Operations Research 19(4),
/// 1971.</summary>
internal static class Penalties
{
    private const double Smallest = 1e-9;

    /// <summary>Penalties of rounding a row's variable down and up; infinite where it cannot be.</summary>
    public static (double Down, double Up) Of(Tableau tableau, int row, bool[] isWhole)
    {
        var value = tableau.Basic[row];
        var fraction = value - Math.Floor(value);
        var (down, up) = (double.PositiveInfinity, double.PositiveInfinity);
        var body = tableau.Row(row);
        var reduced = tableau.Reduced;
        for (var column = 0; column < body.Length; column++)
        {
            var signed = tableau.IsAtUpper[column] ? -body[column] : body[column];
            var size = Math.Abs(signed);
            if (size <= Smallest || tableau.IsFixed(column)) continue;
            var cost = Math.Abs(reduced[column]);
            var variable = tableau.ColumnVariable[column];
            var isFree = double.IsInfinity(tableau.Lower[variable]) && double.IsInfinity(tableau.Upper[variable]);
            var least = isWhole[variable] ? cost : 0;
            if (signed > 0 || isFree) down = Math.Min(down, Math.Max(fraction * cost / size, least));
            if (signed < 0 || isFree) up = Math.Min(up, Math.Max((1 - fraction) * cost / size, least));
        }
        return (down, up);
    }
}
