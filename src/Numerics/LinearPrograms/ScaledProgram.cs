namespace Busbar.Numerics.LinearPrograms;

/// <summary>A program as the simplex method works on it: A·x − r = 0, every row's activity r a bounded variable of its own, after the
/// structural ones. Rows, then columns, are divided by powers of two, so that the largest entry of each is near 1 and nothing is
/// rounded.</summary>
internal sealed class ScaledProgram
{
    private readonly double[] rowScale;
    private readonly double[] columnScale;
    private readonly bool keepsColumns;
    private LinearTerm[][]? byRow;

    /// <summary>Scales a program.</summary>
    /// <param name="program">Copied.</param>
    /// <param name="keepsColumns">True leaves the columns as they are, so that whole numbers stay whole.</param>
    public ScaledProgram(LinearProgram program, bool keepsColumns = false)
    {
        this.keepsColumns = keepsColumns;
        (Structurals, Rows) = (program.Variables, program.Rows);
        (rowScale, columnScale) = (new double[Rows], new double[Structurals]);
        for (var variable = 0; variable < Structurals; variable++)
            foreach (var term in program.Column(variable))
                rowScale[term.Variable] = Math.Max(rowScale[term.Variable], Math.Abs(term.Coefficient));
        for (var row = 0; row < Rows; row++) rowScale[row] = PowerOfTwo(rowScale[row]);
        (Columns, Cost) = (new LinearTerm[Structurals][], new double[Structurals + Rows]);
        (Lower, Upper) = (new double[Structurals + Rows], new double[Structurals + Rows]);
        for (var variable = 0; variable < Structurals; variable++) AddColumn(program, variable);
        CostScale = PowerOfTwo(Cost.Length == 0 ? 0 : Cost.Max(Math.Abs));
        for (var variable = 0; variable < Structurals; variable++) Cost[variable] /= CostScale;
        for (var row = 0; row < Rows; row++)
            (Lower[Structurals + row], Upper[Structurals + row]) =
                (program.RowBounds[row].Lower / rowScale[row], program.RowBounds[row].Upper / rowScale[row]);
    }

    public int Structurals { get; }
    public int Rows { get; }
    public int Count => Structurals + Rows;
    public LinearTerm[][] Columns { get; }
    public double[] Cost { get; }
    public double[] Lower { get; }
    public double[] Upper { get; }
    public double CostScale { get; }

    /// <summary>Every row's entries, as (structural variable, coefficient).</summary>
    public LinearTerm[][] ByRow => byRow ??= [.. Columns.SelectMany((column, variable) =>
        column.Select(term => (Row: term.Variable, Term: new LinearTerm(variable, term.Coefficient))))
        .ToLookup(each => each.Row, each => each.Term) is var terms ? Enumerable.Range(0, Rows).Select(row => terms[row].ToArray()) : []];

    /// <summary>A structural variable's value in the program's own units.</summary>
    public double Value(int variable, double scaled) => scaled / columnScale[variable];

    /// <summary>A row's multiplier in the program's own units, for costs that were scaled.</summary>
    public double Dual(int row, double scaled) => scaled * CostScale / rowScale[row];

    /// <summary>y·a of a column; a logical's column is −e.</summary>
    public double Price(ReadOnlySpan<double> duals, int variable)
    {
        if (variable >= Structurals) return -duals[variable - Structurals];
        var sum = 0.0;
        foreach (var term in Columns[variable]) sum += duals[term.Variable] * term.Coefficient;
        return sum;
    }

    private void AddColumn(LinearProgram program, int variable)
    {
        var column = program.Column(variable);
        var largest = column.Count == 0 ? 0 : column.Max(term => Math.Abs(term.Coefficient / rowScale[term.Variable]));
        var scale = columnScale[variable] = keepsColumns ? 1 : PowerOfTwo(largest);
        Columns[variable] = [.. column.Select(term => new LinearTerm(term.Variable, term.Coefficient / rowScale[term.Variable] / scale))];
        Cost[variable] = program.Costs[variable] / scale;
        var bounds = program.VariableBounds[variable];
        (Lower[variable], Upper[variable]) = (bounds.Lower * scale, bounds.Upper * scale);
    }

    private static double PowerOfTwo(double size) => size > 0 ? Math.ScaleB(1, Math.ILogB(size)) : 1;
}
