using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>The condensed simplex tableau of a node: basic variables by rows, nonbasic ones that are still free by columns, x_B = −T·x_N.
/// A column whose variable is fixed is left out of copies, so that a tableau shrinks as a tree deepens; so is a row whose own variable is
/// basic and far from its bounds, until it is broken. Source: Dantzig 1963, Linear Programming and Extensions, chapter 10; Chvátal 1983,
/// chapter 10.</summary>
internal sealed class Tableau(ScaledProgram program)
{
    private const double Far = 0.1;

    private readonly List<int> idle = [];
    private readonly double[] values = new double[program.Count];
    private double[] body = [];
    private double[] reduced = [];

    public double[] Basic { get; } = new double[program.Rows];

    /// <summary>How much of a row's violation is its own size (Forrest and Goldfarb 1992, dual Devex).</summary>
    public double[] Weight { get; } = new double[program.Rows];

    public int[] RowVariable { get; } = new int[program.Rows];
    public int[] ColumnVariable { get; } = new int[program.Structurals];
    public bool[] IsAtUpper { get; } = new bool[program.Structurals];
    public double[] Lower { get; } = new double[program.Count];
    public double[] Upper { get; } = new double[program.Count];
    public int Rows { get; private set; }
    public int Columns { get; private set; }

    /// <summary>Σ cost·x at the vertex; a bound on the node while the reduced costs have their signs.</summary>
    public double Objective { get; set; }

    /// <summary>Pivots since the tableau was made from the program's own numbers.</summary>
    public int Age { get; private set; }

    public Span<double> Row(int row) => body.AsSpan(row * Columns, Columns);

    public Span<double> Reduced => reduced.AsSpan(0, Columns);

    public bool IsFixed(int column) => Lower[ColumnVariable[column]] >= Upper[ColumnVariable[column]];

    /// <summary>Where a nonbasic variable rests.</summary>
    public double ValueOf(int column)
    {
        var bound = IsAtUpper[column] ? Upper[ColumnVariable[column]] : Lower[ColumnVariable[column]];
        return double.IsFinite(bound) ? bound : 0;
    }

    /// <summary>Makes the tableau from the program's own numbers for a basis; bounds must stand.</summary>
    /// <param name="isBasic">One a variable.</param>
    /// <param name="isAtUpper">One a variable; asked of nonbasic ones.</param>
    public void Make(bool[] isBasic, Func<int, bool> isAtUpper)
    {
        (Rows, Columns, Age) = (program.Rows, program.Structurals, 0);
        idle.Clear();
        Weight.AsSpan().Fill(1);
        if (body.Length < Rows * Columns) body = new double[Rows * Columns];
        if (reduced.Length < Columns) reduced = new double[Columns];
        body.AsSpan(0, Rows * Columns).Clear();
        for (var row = 0; row < Rows; row++) RowVariable[row] = program.Structurals + row;
        for (var column = 0; column < Columns; column++)
        {
            (ColumnVariable[column], reduced[column]) = (column, program.Cost[column]);
            foreach (var term in program.Columns[column]) body[term.Variable * Columns + column] = -term.Coefficient;
        }
        for (var column = 0; column < Columns; column++)
            if (isBasic[column]) Exchange(PivotRow(column, isBasic), column);
        for (var column = 0; column < Columns; column++) IsAtUpper[column] = isAtUpper(ColumnVariable[column]);
        Place();
        Age = 0;
    }

    /// <summary>Copies a tableau, without the columns that are fixed in it and the rows that are far from their bounds.</summary>
    public void CopyFrom(Tableau other, bool[] isWhole)
    {
        if (body.Length < program.Rows * other.Columns) body = new double[program.Rows * other.Columns];
        if (reduced.Length < other.Columns) reduced = new double[other.Columns];
        Span<int> kept = stackalloc int[other.Columns];
        Columns = 0;
        for (var column = 0; column < other.Columns; column++)
        {
            if (other.IsFixed(column)) continue;
            (ColumnVariable[Columns], IsAtUpper[Columns]) = (other.ColumnVariable[column], other.IsAtUpper[column]);
            reduced[Columns] = other.reduced[column];
            kept[Columns++] = column;
        }
        Rows = 0;
        idle.Clear();
        idle.AddRange(other.idle);
        for (var row = 0; row < other.Rows; row++)
        {
            var variable = other.RowVariable[row];
            if (other.IsFar(row) && (!isWhole[variable] || Math.Abs(other.Basic[row] - Math.Round(other.Basic[row])) < 1e-6))
            {
                idle.Add(variable);
                continue;
            }
            (Basic[Rows], Weight[Rows], RowVariable[Rows]) = (other.Basic[row], other.Weight[row], variable);
            var from = other.Row(row);
            var into = Row(Rows++);
            if (Columns == other.Columns) from.CopyTo(into);
            else
                for (var k = 0; k < Columns; k++) into[k] = from[kept[k]];
        }
        other.Lower.CopyTo(Lower, 0);
        other.Upper.CopyTo(Upper, 0);
        (Objective, Age) = (other.Objective, other.Age);
    }

    /// <summary>Moves a nonbasic variable by a step.</summary>
    public void Shift(int column, double step)
    {
        for (var (row, at) = (0, column); row < Rows; row++, at += Columns) Basic[row] -= body[at] * step;
        Objective += reduced[column] * step;
    }

    /// <summary>Takes a column's variable into the basis; the row's leaves for one of its bounds.</summary>
    public void Pivot(int row, int column, bool toUpper)
    {
        var leaving = RowVariable[row];
        var step = (Basic[row] - (toUpper ? Upper[leaving] : Lower[leaving])) / body[row * Columns + column];
        var entering = ValueOf(column) + step;
        Shift(column, step);
        Weigh(row, column);
        Exchange(row, column);
        (Basic[row], IsAtUpper[column]) = (entering, toUpper);
    }

    /// <summary>Brings back the rows that were left out and are broken; false when none is.</summary>
    public bool Wake()
    {
        if (idle.Count == 0) return false;
        var before = Rows;
        Write(values);
        for (var k = idle.Count - 1; k >= 0; k--)
        {
            var variable = idle[k];
            var activity = 0.0;
            foreach (var term in program.ByRow[variable - program.Structurals]) activity += term.Coefficient * values[term.Variable];
            var slack = DualSteps.Feasibility * Math.Max(1, Math.Abs(activity));
            if (activity >= Lower[variable] - slack && activity <= Upper[variable] + slack) continue;
            (Basic[Rows], Weight[Rows], RowVariable[Rows++]) = (activity, 1, variable);
            idle.RemoveAt(k);
        }
        if (Rows > before) Express(before);
        return Rows > before;
    }

    /// <summary>Every variable's value, but for rows that were left out.</summary>
    public double[] Values()
    {
        var all = new double[program.Count];
        Write(all);
        return all;
    }

    private void Write(Span<double> values)
    {
        Lower.CopyTo(values);
        for (var column = 0; column < Columns; column++) values[ColumnVariable[column]] = ValueOf(column);
        for (var row = 0; row < Rows; row++) values[RowVariable[row]] = Basic[row];
    }

    /// <summary>Makes a tableau that has grown old anew from the program's own numbers.</summary>
    public void Renew()
    {
        var isBasic = new bool[program.Count];
        var atUpper = new bool[program.Count];
        foreach (var variable in RowVariable.AsSpan(0, Rows)) isBasic[variable] = true;
        foreach (var variable in idle) isBasic[variable] = true;
        for (var column = 0; column < Columns; column++) atUpper[ColumnVariable[column]] = IsAtUpper[column];
        Make(isBasic, variable => atUpper[variable]);
    }

    private void Weigh(int row, int column)
    {
        var pivot = body[row * Columns + column];
        var own = Weight[row] / (pivot * pivot);
        for (var (other, at) = (0, column); other < Rows; other++, at += Columns)
            Weight[other] = Math.Max(Weight[other], body[at] * body[at] * own);
        Weight[row] = Math.Max(own, 1);
    }

    private bool IsFar(int row)
    {
        var variable = RowVariable[row];
        return variable >= program.Structurals && Basic[row] - Lower[variable] >= Far && Upper[variable] - Basic[row] >= Far;
    }

    // Rows from one on are written in the nonbasic variables: their own entries, and those of the basic variables in them.
    private void Express(int first)
    {
        Span<int> place = stackalloc int[program.Structurals];
        place.Clear();
        for (var column = 0; column < Columns; column++)
            if (ColumnVariable[column] < program.Structurals) place[ColumnVariable[column]] = column + 1;
        for (var row = 0; row < first; row++)
            if (RowVariable[row] < program.Structurals) place[RowVariable[row]] = -row - 1;
        for (var row = first; row < Rows; row++)
        {
            var own = Row(row);
            own.Clear();
            foreach (var term in program.ByRow[RowVariable[row] - program.Structurals])
                if (place[term.Variable] is > 0 and var column) own[column - 1] -= term.Coefficient;
                else if (place[term.Variable] is < 0 and var basic) Spans.AddScaled(own, term.Coefficient, Row(-basic - 1));
        }
    }

    private void Place()
    {
        Objective = 0;
        Basic.AsSpan().Clear();
        for (var column = 0; column < Columns; column++)
            if (ValueOf(column) is var value && value != 0) Shift(column, value);
    }

    private int PivotRow(int column, bool[] isBasic)
    {
        var (best, size) = (-1, 1e-11);
        for (var row = 0; row < Rows; row++)
            if (!isBasic[RowVariable[row]] && Math.Abs(body[row * Columns + column]) > size)
                (best, size) = (row, Math.Abs(body[row * Columns + column]));
        return best >= 0 ? best : throw new ArithmeticException("The basis is singular.");
    }

    private void Exchange(int row, int column)
    {
        Age++;
        var own = Row(row);
        var inverse = 1 / own[column];
        own[column] = 1;
        for (var k = 0; k < own.Length; k++) own[k] *= inverse;
        for (var other = 0; other < Rows; other++)
            if (other != row) Eliminate(Row(other), own, column);
        Eliminate(Reduced, own, column);
        (RowVariable[row], ColumnVariable[column]) = (ColumnVariable[column], RowVariable[row]);
    }

    private static void Eliminate(Span<double> other, ReadOnlySpan<double> own, int column)
    {
        var factor = other[column];
        if (factor == 0) return;
        other[column] = 0;
        Spans.AddScaled(other, -factor, own);
    }
}
