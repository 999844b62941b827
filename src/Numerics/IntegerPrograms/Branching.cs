using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>What is to be done with a node whose program is solved.</summary>
internal enum BranchKind
{
    None,
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

/// <summary>Chooses the variable to split a node at: the largest product of what both sides must cost, told by what splits on the variable
/// have cost before, and tried out by some dual steps while little is known. A side that costs too much draws in the bound at once. Source:
/// Achterberg, Koch and Martin, Operations Research Letters 33(1), 2005 (reliability branching).</summary>
internal sealed class Branching(ScaledProgram program, bool[] isWhole, PseudoCosts? before)
{
    private const double Wholeness = 1e-6;
    private const double LeastGain = 1e-6;
    private const int Reliable = 4;
    private const int MostTrials = 8;
    private const int TrialSteps = 30;

    private readonly Penalties penalties = new(isWhole);
    private readonly Tableau trial = new(program);
    private readonly List<(Branch Branch, double Down, double Up, double Score)> candidates = [];

    /// <summary>What splits have cost.</summary>
    public PseudoCosts Known { get; } = new(program.Count, before);

    /// <summary>The split; or that a bound was drawn in, that no side is left, or that all is whole.</summary>
    public Branch Choose(Tableau tableau, double cutoff, ref long pivots)
    {
        candidates.Clear();
        penalties.Read(tableau);
        var isTightened = false;
        var gap = cutoff - tableau.Objective;
        for (var row = 0; row < tableau.Rows; row++)
        {
            var variable = tableau.RowVariable[row];
            var value = tableau.Basic[row];
            if (!isWhole[variable] || Math.Abs(value - Math.Round(value)) <= Wholeness) continue;
            var (down, up) = penalties.Of(tableau, row);
            var branch = new Branch(BranchKind.Split, variable, value, up < down);
            if (down >= gap && up >= gap) return branch with { Kind = BranchKind.Closed };
            if (down >= gap || up >= gap)
            {
                branch.Apply(tableau, down >= gap);
                isTightened = true;
                continue;
            }
            (down, up) = (Math.Max(down, Known.Down(variable, value)), Math.Max(up, Known.Up(variable, value)));
            candidates.Add((branch, down, up, Score(down, up)));
        }
        if (isTightened) return new(BranchKind.Tightened, 0, 0, false);
        if (candidates.Count == 0) return new(BranchKind.Whole, 0, 0, false);
        candidates.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Branch.Variable.CompareTo(b.Branch.Variable));
        return Try(tableau, cutoff, ref pivots);
    }

    /// <summary>Remembers what a side of a split came to cost.</summary>
    public void Learn(Branch branch, bool isUp, double gain) => Known.Learn(branch.Variable, branch.Value, isUp, gain);

    private Branch Try(Tableau tableau, double cutoff, ref long pivots)
    {
        var (found, best, idle) = (candidates[0].Branch, -1.0, 0);
        foreach (var (branch, expectedDown, expectedUp, expected) in candidates)
        {
            var (score, isUpFirst) = (expected, expectedUp < expectedDown);
            if (Known.Count(branch.Variable) < Reliable)
            {
                if (idle >= MostTrials) continue;
                var down = Side(tableau, branch, isUp: false, cutoff, ref pivots);
                var up = Side(tableau, branch, isUp: true, cutoff, ref pivots);
                if (double.IsInfinity(down) && double.IsInfinity(up)) return branch with { Kind = BranchKind.Closed };
                if (double.IsInfinity(down) || double.IsInfinity(up))
                {
                    branch.Apply(tableau, double.IsInfinity(down));
                    return branch with { Kind = BranchKind.Tightened };
                }
                (score, isUpFirst) = (Score(down, up), up < down);
                idle++;
            }
            if (score <= best) continue;
            (found, best, idle) = (branch with { IsUpFirst = isUpFirst }, score, 0);
        }
        return found;
    }

    // What one side costs at least; infinite when it is closed.
    private double Side(Tableau tableau, Branch branch, bool isUp, double cutoff, ref long pivots)
    {
        trial.CopyFrom(tableau, isWhole);
        branch.Apply(trial, isUp);
        var end = DualSteps.Run(trial, cutoff, ref pivots, TrialSteps);
        if (end is NodeEnd.Cut or NodeEnd.Infeasible) return double.PositiveInfinity;
        var gain = Math.Max(0, trial.Objective - tableau.Objective);
        Known.Learn(branch.Variable, branch.Value, isUp, gain);
        return gain;
    }

    private static double Score(double down, double up) => Math.Max(down, LeastGain) * Math.Max(up, LeastGain);
}
