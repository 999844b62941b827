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
    private const double Growth = 1.3;
    private const double Hopeless = 4;
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

    private TreeSearch(LinearProgram source, ScaledProgram program, bool[] isWhole, SearchLimits limits)
    {
        (this.source, this.program, this.isWhole, this.limits) = (source, program, isWhole, limits);
        grain = Grain.Of(source, isWhole) / program.CostScale;
        branching = new(program, isWhole);
        rounding = new(program, isWhole);
    }

    /// <summary>Solves a program whose first variables are whole where said.</summary>
    /// <param name="relaxed">Makes the program without the demand for whole numbers, anew each time.</param>
    /// <param name="isWhole">One a variable.</param>
    /// <param name="limits">When to give up.</param>
    public static IntegerSolution Run(Func<LinearProgram> relaxed, bool[] isWhole, SearchLimits limits)
    {
        var root = new CutRounds(relaxed, isWhole).Run();
        return root.Solution switch
        {
            LinearSolution.Infeasible infeasible => new IntegerSolution.Infeasible(infeasible.Reason, 1),
            LinearSolution.Unbounded unbounded => new IntegerSolution.Unbounded(unbounded.Reason),
            _ => new TreeSearch(root.Source, root.Program, root.IsWhole, limits).From(root.Vertex, root.RootBound),
        };
    }

    private IntegerSolution From(Tableau vertex, double rootBound)
    {
        levels.Add(vertex);
        var proven = vertex.Objective;
        var start = proven;
        Keep(rounding.Of(vertex.Values()));
        Pass(double.PositiveInfinity, Math.Min(limits.Nodes, 100 + 2L * program.Structurals));
        if (!isStopped) return Answer(Closed, rootBound);
        var step = FirstStep * (best is null ? 0.1 * Math.Max(Math.Abs(start), 1) : bestCost - start);
        for (; ; step *= Growth)
        {
            var guess = start + step;
            if (best is null ? step > Hopeless * Math.Max(Math.Abs(start), 1) : guess >= bestCost - Step) guess = double.PositiveInfinity;
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
        LevelAt(1).CopyFrom(levels[0], isWhole);
        Explore(1, default, false);
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
            [.. best.Take(source.Variables)], isProven, rootBound, nodes, pivots);
    }

    private Tableau LevelAt(int depth)
    {
        while (levels.Count <= depth) levels.Add(new(program));
        return levels[depth];
    }

    private void Explore(int depth, Branch made, bool isUp)
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
            if (!Bound(tableau, made, isUp)) return;
            if (nodes < NodesOfRounding || nodes % RoundingEvery == 0) Keep(rounding.Of(tableau.Values()));
            var branch = branching.Choose(tableau, cutoff, ref pivots);
            if (branch.Kind == BranchKind.Closed) return;
            if (branch.Kind == BranchKind.Whole)
            {
                Keep(tableau.Values());
                return;
            }
            (made, isUp) = (default, false);
            if (branch.Kind == BranchKind.Tightened) continue;
            var bound = tableau.Objective;
            var child = LevelAt(depth + 1);
            child.CopyFrom(tableau, isWhole);
            branch.Apply(child, branch.IsUpFirst);
            Explore(depth + 1, branch, branch.IsUpFirst);
            if (isStopped)
            {
                open = Math.Min(open, bound);
                return;
            }
            (made, isUp) = (branch, !branch.IsUpFirst);
            branch.Apply(tableau, isUp);
        }
    }

    // Solves the node's program and fixes what may no longer move; false when it is closed.
    private bool Bound(Tableau tableau, Branch made, bool isUp)
    {
        var before = tableau.Objective;
        var end = DualSteps.Run(tableau, cutoff, ref pivots);
        if (made.Kind == BranchKind.Split && end == NodeEnd.Optimal) branching.Learn(made, isUp, tableau.Objective - before);
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
