using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>The root of a tree: the program is solved, cut, and solved again while cuts raise its bound, first by its knapsack rows alone
/// and then by Gomory's cuts too; cuts that no longer bind are dropped on the way.</summary>
internal sealed class CutRounds(Func<LinearProgram> relaxed, bool[] isWhole)
{
    private const int MostRounds = 40;
    private const int MostCuts = 20;
    private const int LargestChoice = 12;
    private const double LeastGain = 2e-4;

    private readonly List<Cut> cuts = [];
    private readonly List<bool> isBasic = [];
    private readonly List<bool> isAtUpper = [];
    private long pivots;

    public LinearSolution Solution { get; private set; } = new LinearSolution.Infeasible([], 0, "");
    public LinearProgram Source { get; private set; } = new();
    public ScaledProgram Program { get; private set; } = new(new());
    public bool[] IsWhole { get; private set; } = [];
    public Tableau Vertex { get; private set; } = new(new(new()));

    /// <summary>What cuts the program's own rows.</summary>
    public KnapsackCuts[] Rows { get; private set; } = [];

    /// <summary>The optimum of the relaxed program, without cuts.</summary>
    public double RootBound { get; private set; }

    public CutRounds Run()
    {
        if (!SolveAnew()) return this;
        RootBound = ((LinearSolution.Optimal)Solution).Objective;
        Rows = [.. KnapsackRow.Of(Source, isWhole).Select(row => new KnapsackCuts(row))];
        var isGomory = Rows.Length == 0;
        var before = Vertex.Objective;
        for (var round = 0; round < MostRounds; round++)
        {
            var vertex = Vertex.Values();
            var found = Rows.Select(row => row.Of(vertex)).OfType<Cut>().ToList();
            if (isGomory || found.Count == 0) found.AddRange(new GomoryCuts(Program, IsWhole).Of(Vertex, MostCuts));
            if (found.Count == 0) break;
            DropIdle();
            if (!Add(found)) return this;
            var gain = (Vertex.Objective - before) / Math.Max(1, Math.Abs(before));
            before = Vertex.Objective;
            if (gain >= LeastGain) continue;
            if (isGomory) break;
            isGomory = true;
        }
        DropIdle();
        SolveOn();
        return this;
    }

    /// <summary>Adds cuts and solves again; false when no whole point is left.</summary>
    public bool Add(List<Cut> found)
    {
        cuts.AddRange(found);
        isBasic.AddRange(found.Select(_ => true));
        isAtUpper.AddRange(found.Select(_ => false));
        return SolveOn();
    }

    private void Prepare()
    {
        Source = relaxed();
        var counted = CountRow.AddTo(Source, isWhole);
        foreach (var cut in cuts) Source.AddRow("cut", cut.Terms, cut.Least, double.PositiveInfinity);
        IsWhole = [.. isWhole, .. Source.TermsByRow().Select((terms, row) =>
            row == counted || (IsChoiceOfOne(terms) && Source.RowBounds[row].Upper == 1))];
        Program = new(Source, keepsColumns: true);
        Vertex = new(Program);
        Program.Lower.CopyTo(Vertex.Lower, 0);
        Program.Upper.CopyTo(Vertex.Upper, 0);
    }

    // Whether one of some is chosen at all can be split at, before which of them.
    private bool IsChoiceOfOne(LinearTerm[] terms) => terms.Length is > 1 and <= LargestChoice
        && terms.All(term => term.Coefficient == 1 && isWhole[term.Variable]);

    private bool SolveAnew()
    {
        Prepare();
        var simplex = new BoundedSimplex(Source, Program);
        Solution = simplex.Solve();
        if (Solution is not LinearSolution.Optimal) return false;
        var basis = new bool[Program.Count];
        foreach (var variable in simplex.Basis) basis[variable] = true;
        Vertex.Make(basis, simplex.IsAtUpper);
        Remember();
        return true;
    }

    // From the last basis, with the rows of new cuts in it.
    private bool SolveOn()
    {
        Prepare();
        Vertex.Make([.. isBasic], variable => isAtUpper[variable]);
        switch (DualSteps.Run(Vertex, double.PositiveInfinity, ref pivots))
        {
            case NodeEnd.Infeasible:
                Solution = new LinearSolution.Infeasible([], 0, "No whole numbers keep every row.");
                return false;
            case NodeEnd.Stalled:
                return SolveAnew();
            default:
                Remember();
                return true;
        }
    }

    private void Remember()
    {
        isBasic.Clear();
        isAtUpper.Clear();
        isBasic.AddRange(new bool[Program.Count]);
        isAtUpper.AddRange(new bool[Program.Count]);
        foreach (var variable in Vertex.RowVariable) isBasic[variable] = true;
        for (var column = 0; column < Vertex.Columns; column++) isAtUpper[Vertex.ColumnVariable[column]] = Vertex.IsAtUpper[column];
    }

    // A cut whose row is basic does not bind at the vertex.
    private void DropIdle()
    {
        var first = Program.Count - cuts.Count;
        for (var row = Program.Count - 1; row >= first; row--)
        {
            if (!isBasic[row]) continue;
            cuts.RemoveAt(row - first);
            isBasic.RemoveAt(row);
            isAtUpper.RemoveAt(row);
        }
    }
}
