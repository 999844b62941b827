namespace Busbar.Numerics.LinearPrograms;

/// <summary>One term of a row: a coefficient on a variable, by the number that <see cref="LinearProgram.AddVariable"/> gave it.</summary>
public readonly record struct LinearTerm(int Variable, double Coefficient);

/// <summary>A linear program: minimise Σ cost·x, with lower ≤ x ≤ upper on every variable and lower ≤ Σ coefficient·x ≤ upper on every row.
/// An infinite bound is none; equal bounds fix. Rows may be added after a solution and the program solved again. For some hundreds of rows:
/// the basis inverse is dense.</summary>
public sealed class LinearProgram
{
    private readonly List<Bounded> variables = [];
    private readonly List<Bounded> rows = [];
    private readonly List<double> costs = [];
    private readonly List<List<LinearTerm>> columns = [];

    /// <summary>How many variables.</summary>
    public int Variables => variables.Count;

    /// <summary>How many rows.</summary>
    public int Rows => rows.Count;

    internal IReadOnlyList<Bounded> VariableBounds => variables;

    internal IReadOnlyList<Bounded> RowBounds => rows;

    internal IReadOnlyList<double> Costs => costs;

    /// <summary>The entries of a variable's column, as (row, coefficient), by row.</summary>
    internal IReadOnlyList<LinearTerm> Column(int variable) => columns[variable];

    /// <summary>Every row's entries, as (variable, coefficient), by variable.</summary>
    internal LinearTerm[][] TermsByRow()
    {
        var terms = new List<LinearTerm>[Rows];
        for (var row = 0; row < Rows; row++) terms[row] = [];
        for (var variable = 0; variable < Variables; variable++)
            foreach (var term in columns[variable]) terms[term.Variable].Add(new(variable, term.Coefficient));
        return [.. terms.Select(each => each.ToArray())];
    }

    /// <summary>Adds a variable; its number is the answer.</summary>
    /// <exception cref="ArgumentException">The cost is not finite, or the bounds are turned round or not numbers.</exception>
    public int AddVariable(string name, double lower, double upper, double cost)
    {
        if (!double.IsFinite(cost)) throw new ArgumentException($"The cost {cost} of {name} is not finite.", nameof(cost));
        variables.Add(Bounded.Of(name, lower, upper));
        costs.Add(cost);
        columns.Add([]);
        return variables.Count - 1;
    }

    /// <summary>Adds a row; its number is the answer. A variable named twice counts with the sum of its coefficients.</summary>
    /// <exception cref="ArgumentException">A coefficient is not finite, a variable is unknown, or the bounds are turned round.</exception>
    public int AddRow(string name, ReadOnlySpan<LinearTerm> terms, double lower, double upper)
    {
        foreach (var term in terms)
            if (!double.IsFinite(term.Coefficient) || term.Variable < 0 || term.Variable >= variables.Count)
                throw new ArgumentException($"Row {name} has {term}, of {variables.Count} variables.", nameof(terms));
        var bounds = Bounded.Of(name, lower, upper);
        foreach (var term in terms)
        {
            var column = columns[term.Variable];
            if (column.Count > 0 && column[^1].Variable == rows.Count)
                column[^1] = new(rows.Count, column[^1].Coefficient + term.Coefficient);
            else if (term.Coefficient != 0)
                column.Add(new(rows.Count, term.Coefficient));
        }
        rows.Add(bounds);
        return rows.Count - 1;
    }

    /// <summary>Solves by the bounded-variable simplex method.</summary>
    /// <exception cref="ArithmeticException">The iterations ran out: the program is far too ill-conditioned.</exception>
    public LinearSolution Solve() => new BoundedSimplex(this).Solve();

    internal sealed record Bounded(string Name, double Lower, double Upper)
    {
        public static Bounded Of(string name, double lower, double upper) =>
            lower <= upper && lower < double.PositiveInfinity && upper > double.NegativeInfinity
                ? new(name, lower, upper)
                : throw new ArgumentException($"{name} cannot lie between {lower} and {upper}.", nameof(lower));
    }
}
