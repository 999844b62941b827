namespace Busbar.Numerics.IntegerPrograms;

/// <summary>What is to be done with a node whose program is solved.</summary>
internal enum BranchKind
{
    Split,
    Tightened,
    Closed,
    Whole,
}

/// <summary>A split of a node at a variable's value.</summary>
internal readonly record struct Branch(BranchKind Kind, int Variable, double Value, bool IsUpFirst)
{
    /// <summary>Draws in the variable's bound.</summary>
    public void Apply(Tableau tableau, bool isUp)
    {
        if (isUp) tableau.Lower[Variable] = Math.Floor(Value) + 1;
        else tableau.Upper[Variable] = Math.Floor(Value);
    }
}

/// <summary>Chooses the variable to split a node at: the largest product of what both sides must cost; a side that costs too much draws in
/// the bound at once. Source: Achterberg, Koch and Martin, Operations Research Letters 33(1), 2005 (the product of both sides).</summary>
internal sealed class Branching(bool[] isWhole)
{
    private const double Wholeness = 1e-6;

    /// <summary>The split; or that a bound was drawn in, that no side is left, or that all is whole.</summary>
    public Branch Choose(Tableau tableau, double cutoff)
    {
        var (found, best) = (default(Branch), -1.0);
        var isTightened = false;
        var gap = cutoff - tableau.Objective;
        for (var row = 0; row < tableau.Rows; row++)
        {
            var variable = tableau.RowVariable[row];
            var value = tableau.Basic[row];
            if (!isWhole[variable] || Math.Abs(value - Math.Round(value)) <= Wholeness) continue;
            var (down, up) = Penalties.Of(tableau, row, isWhole);
            if (down >= gap && up >= gap) return new(BranchKind.Closed, variable, value, false);
            var branch = new Branch(BranchKind.Split, variable, value, up < down);
            if (down >= gap || up >= gap)
            {
                branch.Apply(tableau, down >= gap);
                isTightened = true;
                continue;
            }
            const double least = 1e-6;
            var score = Math.Max(down, least) * Math.Max(up, least);
            if (score > best) (found, best) = (branch, score);
        }
        return isTightened ? new(BranchKind.Tightened, 0, 0, false) : best < 0 ? new(BranchKind.Whole, 0, 0, false) : found;
    }
}
