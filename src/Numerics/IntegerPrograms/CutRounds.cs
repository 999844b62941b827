using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>The root of a tree: the program is solved, cut, and solved again while cuts raise its bound; cuts that no longer bind are
/// dropped on the way.</summary>
internal sealed class CutRounds(Func<LinearProgram> relaxed, bool[] isWhole)
{
    private const int MostRounds = 12;
    private const int MostCuts = 20;
    private const double LeastGain = 2e-4;

    private readonly List<Cut> cuts = [];

    public LinearSolution Solution { get; private set; } = new LinearSolution.Infeasible([], 0, "");
    public LinearProgram Source { get; private set; } = new();
    public ScaledProgram Program { get; private set; } = new(new());
    public bool[] IsWhole { get; private set; } = [];
    public Tableau Vertex { get; private set; } = new(new(new()));

    /// <summary>The optimum of the relaxed program, without cuts.</summary>
    public double RootBound { get; private set; }

    public CutRounds Run()
    {
        if (!Solve()) return this;
        RootBound = ((LinearSolution.Optimal)Solution).Objective;
        for (var (round, before) = (0, Vertex.Objective); round < MostRounds; round++)
        {
            var kept = cuts.Count;
            cuts.AddRange(new GomoryCuts(Program, IsWhole).Of(Vertex, MostCuts));
            if (cuts.Count == kept) break;
            if (!Solve()) return this;
            var gain = Vertex.Objective - before;
            DropIdle();
            if (gain < LeastGain * Math.Max(1, Math.Abs(before))) break;
            before = Vertex.Objective;
        }
        Solve();
        return this;
    }

    private bool Solve()
    {
        Source = relaxed();
        var counted = CountRow.AddTo(Source, isWhole);
        foreach (var cut in cuts) Source.AddRow("cut", cut.Terms, cut.Least, double.PositiveInfinity);
        IsWhole = [.. isWhole, .. Enumerable.Range(0, Source.Rows).Select(row => row == counted)];
        Program = new(Source, keepsColumns: true);
        var simplex = new BoundedSimplex(Source, Program);
        Solution = simplex.Solve();
        if (Solution is not LinearSolution.Optimal) return false;
        Vertex = new(Program);
        Program.Lower.CopyTo(Vertex.Lower, 0);
        Program.Upper.CopyTo(Vertex.Upper, 0);
        var isBasic = new bool[Program.Count];
        foreach (var variable in simplex.Basis) isBasic[variable] = true;
        Vertex.Make(isBasic, simplex.IsAtUpper);
        return true;
    }

    // A cut whose row is basic does not bind at the vertex.
    private void DropIdle()
    {
        var first = Program.Count - cuts.Count;
        foreach (var row in Vertex.RowVariable.Where(variable => variable >= first).OrderDescending()) cuts.RemoveAt(row - first);
    }
}
