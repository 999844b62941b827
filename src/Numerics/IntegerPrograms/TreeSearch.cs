using System.Collections.Immutable;
using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>Branch and bound, depth first, in passes: each pass supposes an optimum no worse than a guess a little above what is proven, so
/// that no node is opened that a search by best bound would leave closed; a pass without a point raises the proven bound to its guess, one
/// with a point ends the search. Source: Land and Doig 1960; Korf, Artificial Intelligence 27, 1985 (iterative deepening, here of the
/// bound).</summary>
internal sealed class TreeSearch
{
    private const double Wholeness = 1e-6;
    private const double FirstStep = 1.0 / 16;
    private const double Growth = 1.5;
    private const int NodesOfRounding = 200;
    private const int RoundingEvery = 50;

    private readonly LinearProgram source;
    private readonly ScaledProgram program;
    private readonly bool[] isWhole;
    private readonly double grain;
    private readonly SearchLimits limits;
    private readonly List<Tableau> levels = [];
    private readonly Branching branching;
    private readonly Rounding rounding;
    private double[]? best;
    private double bestCost = double.PositiveInfinity;
    private double cutoff;
    private double open;
    private long nodes;
    private long pivots;
    private long mostNodes;
    private bool isStopped;

    private TreeSearch(LinearProgram source, bool[] isWhole, SearchLimits limits)
    {
        (this.source, this.isWhole, this.limits) = (source, isWhole, limits);
        program = new(source, keepsColumns: true);
        grain = Grain.Of(source, isWhole) / program.CostScale;
        branching = new(isWhole);
        rounding = new(program, isWhole);
    }

    /// <summary>Solves a program whose first variables are whole where said.</summary>
    public static IntegerSolution Run(LinearProgram source, bool[] isWhole, SearchLimits limits)
    {
        var counted = CountRow.AddTo(source, isWhole);
        var search = new TreeSearch(source, [.. isWhole, .. Enumerable.Range(0, source.Rows).Select(row => row == counted)], limits);
        var simplex = new BoundedSimplex(source, search.program);
        return simplex.Solve() switch
        {
            LinearSolution.Infeasible infeasible => new IntegerSolution.Infeasible(infeasible.Reason, 1),
            LinearSolution.Unbounded unbounded => new IntegerSolution.Unbounded(unbounded.Reason),
            _ => search.From(simplex),
        };
    }

    private IntegerSolution From(BoundedSimplex simplex)
    {
        var root = LevelAt(0);
        program.Lower.CopyTo(root.Lower, 0);
        program.Upper.CopyTo(root.Upper, 0);
        var isBasic = new bool[program.Count];
        foreach (var variable in simplex.Basis) isBasic[variable] = true;
        root.Make(isBasic, simplex.IsAtUpper);
        var rootBound = root.Objective;
        var proven = rootBound;
        Keep(rounding.Of(root.Values()));
        Pass(double.PositiveInfinity, Math.Min(limits.Nodes, 100 + 2L * program.Structurals));
        if (!isStopped) return Answer(Closed, rootBound);
        for (var step = FirstStep; ; step *= Growth)
        {
            var scale = best is null ? Math.Max(Math.Abs(rootBound), 1) * 0.02 : bestCost - rootBound;
            var isLast = best is null ? step > 1000 : step * Growth >= 1;
            var guess = isLast ? double.PositiveInfinity : rootBound + scale * step;
            if (best is not null && guess >= bestCost - Step) guess = double.PositiveInfinity;
            Pass(guess, limits.Nodes);
            if (isStopped) return Answer(Math.Max(proven, Math.Min(open, cutoff)), rootBound);
            proven = Math.Max(proven, Math.Min(guess, Closed));
            if (double.IsPositiveInfinity(guess) || (best is not null && bestCost - proven <= Allowed)) return Answer(proven, rootBound);
        }
    }

    private double Step => Math.Max(grain * (1 - 1e-4), 1e-9 * Math.Max(1, Math.Abs(bestCost)));

    // What a better point must save to be looked for.
    private double Saving => Math.Max(Step, limits.Gap * Math.Abs(bestCost) / 2);

    // What a whole tree proves: nothing better than the best point, or nothing better by what had to be saved.
    private double Closed => best is null || Saving <= Step ? bestCost : bestCost - Saving;

    private double Allowed => Math.Max(limits.Gap, 1e-9) * Math.Max(1, Math.Abs(bestCost));

    // Searches the whole tree below the guess, or until so many nodes have been opened in all.
    private void Pass(double guess, long most)
    {
        (mostNodes, isStopped, open) = (most, false, double.PositiveInfinity);
        Tighten(guess);
        LevelAt(1).CopyFrom(levels[0]);
        Explore(1);
    }

    private void Tighten(double guess) => cutoff = best is null ? guess : Math.Min(guess, bestCost - Saving);

    private IntegerSolution Answer(double bound, double rootBound)
    {
        var scale = program.CostScale;
        if (best is null)
            return double.IsPositiveInfinity(bound) ? new IntegerSolution.Infeasible("No whole numbers keep every row.", nodes)
                : new IntegerSolution.Undecided(bound * scale, nodes);
        var objective = 0.0;
        for (var variable = 0; variable < source.Variables; variable++) objective += source.Costs[variable] * best[variable];
        var isProven = bestCost - bound <= Allowed;
        return new IntegerSolution.Found(objective, isProven && limits.Gap == 0 ? objective : Math.Min(objective, bound * scale),
            [.. best.Take(source.Variables)], isProven, rootBound * scale, nodes, pivots);
    }

    private Tableau LevelAt(int depth)
    {
        while (levels.Count <= depth) levels.Add(new(program));
        return levels[depth];
    }

    private void Explore(int depth)
    {
        var tableau = levels[depth];
        while (true)
        {
            nodes++;
            if (limits.IsReached(nodes) || nodes >= mostNodes)
            {
                (isStopped, open) = (true, Math.Min(open, tableau.Objective));
                return;
            }
            if (!Bound(tableau)) return;
            if (nodes < NodesOfRounding || nodes % RoundingEvery == 0) Keep(rounding.Of(tableau.Values()));
            var branch = branching.Choose(tableau, cutoff);
            if (branch.Kind == BranchKind.Closed) return;
            if (branch.Kind == BranchKind.Tightened) continue;
            if (branch.Kind == BranchKind.Whole)
            {
                Keep(tableau.Values());
                return;
            }
            var bound = tableau.Objective;
            var child = LevelAt(depth + 1);
            child.CopyFrom(tableau);
            branch.Apply(child, branch.IsUpFirst);
            Explore(depth + 1);
            if (isStopped)
            {
                open = Math.Min(open, bound);
                return;
            }
            branch.Apply(tableau, !branch.IsUpFirst);
        }
    }

    // Solves the node's program and fixes what may no longer move; false when it is closed.
    private bool Bound(Tableau tableau)
    {
        var end = DualSteps.Run(tableau, cutoff, ref pivots);
        if (end is NodeEnd.Infeasible or NodeEnd.Cut) return false;
        var gap = cutoff - tableau.Objective;
        if (double.IsInfinity(gap)) return true;
        for (var column = 0; column < tableau.Columns; column++)
        {
            var variable = tableau.ColumnVariable[column];
            if (!isWhole[variable] || tableau.IsFixed(column)) continue;
            var cost = Math.Abs(tableau.Reduced[column]);
            var range = tableau.Upper[variable] - tableau.Lower[variable];
            if (cost * range <= gap) continue;
            var moves = Math.Floor(gap / cost + 1e-9);
            if (tableau.IsAtUpper[column]) tableau.Lower[variable] = tableau.Upper[variable] - Math.Min(moves, range);
            else tableau.Upper[variable] = tableau.Lower[variable] + Math.Min(moves, range);
        }
        return true;
    }

    // A point whose whole variables are whole to within a tolerance: rounded, held against the program's own rows, kept when it is better.
    private void Keep(double[] values)
    {
        var cost = 0.0;
        for (var variable = 0; variable < program.Structurals; variable++)
        {
            if (isWhole[variable]) values[variable] = Math.Round(values[variable]);
            cost += program.Cost[variable] * values[variable];
        }
        if (cost >= bestCost || !KeepsRows(values)) return;
        (best, bestCost) = (values, cost);
        Tighten(cutoff);
    }

    private bool KeepsRows(double[] values)
    {
        var activity = new double[program.Rows];
        for (var variable = 0; variable < program.Structurals; variable++)
            foreach (var term in program.Columns[variable]) activity[term.Variable] += term.Coefficient * values[variable];
        for (var row = 0; row < program.Rows; row++)
        {
            var slack = Wholeness * Math.Max(1, Math.Abs(activity[row]));
            if (activity[row] < program.Lower[program.Structurals + row] - slack
                || activity[row] > program.Upper[program.Structurals + row] + slack) return false;
        }
        return true;
    }
}
