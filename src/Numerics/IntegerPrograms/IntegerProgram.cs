using System.Collections.Immutable;
using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>A linear program some of whose variables must be whole: minimise Σ cost·x under ranged rows. Solved exactly by branch and
/// bound; rows may be added after a solution and the program solved again. For some hundreds of rows and variables: the tableau is
/// dense.</summary>
public sealed class IntegerProgram
{
    private readonly List<(string Name, LinearTerm[] Terms, double Lower, double Upper)> rows = [];
    private readonly List<(string Name, double Lower, double Upper, double Cost, bool IsWhole)> variables = [];

    /// <summary>How many variables.</summary>
    public int Variables => variables.Count;

    /// <summary>How many rows.</summary>
    public int Rows => rows.Count;

    /// <summary>Adds a variable of whole numbers; its number is the answer. Bounds that are no whole numbers are drawn in.</summary>
    /// <exception cref="ArgumentException">The cost or a bound is not finite, or no whole number lies between the bounds.</exception>
    public int AddWhole(string name, double lower, double upper, double cost)
    {
        if (!double.IsFinite(lower) || !double.IsFinite(upper) || !double.IsFinite(cost))
            throw new ArgumentException($"{name} needs finite bounds and a finite cost.", nameof(upper));
        var (least, most) = (Math.Ceiling(lower - 1e-9), Math.Floor(upper + 1e-9));
        if (least > most) throw new ArgumentException($"No whole number lies between {lower} and {upper} for {name}.", nameof(lower));
        variables.Add((name, least, most, cost, true));
        return variables.Count - 1;
    }

    /// <summary>Adds a variable of any value; its number is the answer.</summary>
    public int AddVariable(string name, double lower, double upper, double cost)
    {
        variables.Add((name, lower, upper, cost, false));
        return variables.Count - 1;
    }

    /// <summary>Adds a row; its number is the answer. A variable named twice counts with the sum of its coefficients.</summary>
    public int AddRow(string name, ReadOnlySpan<LinearTerm> terms, double lower, double upper)
    {
        rows.Add((name, terms.ToArray(), lower, upper));
        return rows.Count - 1;
    }

    /// <summary>The same program without the demand for whole numbers.</summary>
    /// <exception cref="ArgumentException">A bound or a coefficient is not a number, bounds are turned round, or a variable is
    /// unknown.</exception>
    public LinearProgram Relaxed() => Relaxed(null);

    /// <summary>Solves by branch and bound.</summary>
    /// <exception cref="ArgumentException">As <see cref="Relaxed"/>.</exception>
    /// <exception cref="ArithmeticException">The program is far too ill-conditioned.</exception>
    public IntegerSolution Solve(SearchLimits limits)
    {
        var solution = TreeSearch.Run(Relaxed, [.. variables.Select(each => each.IsWhole)], limits);
        return solution is IntegerSolution.Found found && variables.Exists(each => !each.IsWhole) ? Polished(found) : solution;
    }

    // A tree's point is whole to within a tolerance only; with the whole numbers fixed the rest is solved to the last digit.
    private IntegerSolution.Found Polished(IntegerSolution.Found found)
    {
        if (Relaxed(found.Values).Solve() is not LinearSolution.Optimal exact) return found;
        var isBound = found.Bound == found.Objective;
        return found with
        {
            Objective = exact.Objective, Values = exact.Values,
            Bound = isBound ? exact.Objective : Math.Min(found.Bound, exact.Objective),
        };
    }

    private LinearProgram Relaxed(ImmutableArray<double>? at)
    {
        var program = new LinearProgram();
        for (var i = 0; i < variables.Count; i++)
        {
            var (name, lower, upper, cost, isWhole) = variables[i];
            if (isWhole && at is { } point) lower = upper = point[i];
            program.AddVariable(name, lower, upper, cost);
        }
        foreach (var (name, terms, lower, upper) in rows) program.AddRow(name, terms, lower, upper);
        return program;
    }
}
