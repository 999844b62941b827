using System.Collections.Immutable;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>What a program in whole numbers came to: a point with a bound that proves it, or why there is none.</summary>
public abstract record IntegerSolution
{
    private IntegerSolution() { }

    /// <summary>The best point found and how much better any other may be.</summary>
    /// <param name="Objective">Σ cost·x of the point.</param>
    /// <param name="Bound">No point costs less; equal to the objective when it is proven.</param>
    /// <param name="Values">One a variable; whole where the program asks for it.</param>
    /// <param name="IsProven">True when no point is better by more than the gap allowed.</param>
    /// <param name="RootBound">The optimum without the demand for whole numbers.</param>
    /// <param name="Nodes">Programs solved.</param>
    /// <param name="Pivots">Steps of the dual simplex method.</param>
    public sealed record Found(
        double Objective, double Bound, ImmutableArray<double> Values, bool IsProven, double RootBound, long Nodes,
        long Pivots) : IntegerSolution;

    /// <summary>No whole point keeps all bounds.</summary>
    public sealed record Infeasible(string Reason, long Nodes) : IntegerSolution;

    /// <summary>The objective falls without end.</summary>
    public sealed record Unbounded(string Reason) : IntegerSolution;

    /// <summary>The limit was reached before any point was found.</summary>
    /// <param name="Bound">No point costs less.</param>
    /// <param name="Nodes">Programs solved.</param>
    public sealed record Undecided(double Bound, long Nodes) : IntegerSolution;
}
