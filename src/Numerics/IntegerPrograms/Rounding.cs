using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>A whole point near a vertex: fractional variables are rounded to the side on which fewer rows can be broken, then each variable
/// is moved as far as its cost likes and every row lets it, the dearest first. Source: Achterberg 2007, Constraint Integer Programming,
/// 9.1 (simple rounding, one-opt).</summary>
internal sealed class Rounding
{
    private const double Slack = 1e-9;

    private readonly ScaledProgram program;
    private readonly bool[] isWhole;
    private readonly int[] order;
    private readonly bool[] roundsUp;
    private readonly double[] activity;

    public Rounding(ScaledProgram program, bool[] isWhole)
    {
        (this.program, this.isWhole) = (program, isWhole);
        activity = new double[program.Rows];
        var whole = Enumerable.Range(0, program.Structurals).Where(variable => isWhole[variable]);
        order = [.. whole.OrderBy(variable => -Math.Abs(program.Cost[variable]) / (1e-9 + program.Columns[variable].Sum(Weight)))];
        roundsUp = [.. Enumerable.Range(0, program.Structurals).Select(variable =>
            program.Columns[variable].Sum(term => Locks(term)) < 0)];
    }

    /// <summary>The point, which need not keep the rows.</summary>
    public double[] Of(double[] vertex)
    {
        var values = vertex.AsSpan(0, program.Structurals).ToArray();
        activity.AsSpan().Clear();
        for (var variable = 0; variable < values.Length; variable++)
        {
            if (isWhole[variable] && Math.Abs(values[variable] - Math.Round(values[variable])) > 1e-6)
                values[variable] = roundsUp[variable] ? Math.Ceiling(values[variable]) : Math.Floor(values[variable]);
            else if (isWhole[variable]) values[variable] = Math.Round(values[variable]);
            foreach (var term in program.Columns[variable]) activity[term.Variable] += term.Coefficient * values[variable];
        }
        foreach (var variable in order) Improve(values, variable);
        return values;
    }

    private void Improve(double[] values, int variable)
    {
        var cost = program.Cost[variable];
        if (cost == 0) return;
        var direction = cost < 0 ? 1 : -1;
        var room = cost < 0 ? program.Upper[variable] - values[variable] : values[variable] - program.Lower[variable];
        foreach (var term in program.Columns[variable])
        {
            if (room < 1) return;
            var rate = term.Coefficient * direction;
            var row = program.Structurals + term.Variable;
            var left = rate > 0 ? program.Upper[row] - activity[term.Variable] : activity[term.Variable] - program.Lower[row];
            room = Math.Min(room, Math.Floor(Math.Max(0, left) / Math.Abs(rate) + Slack));
        }
        if (room < 1) return;
        values[variable] += direction * room;
        foreach (var term in program.Columns[variable]) activity[term.Variable] += term.Coefficient * direction * room;
    }

    // What a variable asks of the rows that have a limit.
    private double Weight(LinearTerm term)
    {
        var row = program.Structurals + term.Variable;
        var limit = double.IsFinite(program.Upper[row]) ? Math.Abs(program.Upper[row]) : Math.Abs(program.Lower[row]);
        return double.IsFinite(limit) ? Math.Abs(term.Coefficient) / (limit + 1e-3) : 0;
    }

    // +1 for a row that rounding up can break, −1 for one that rounding down can.
    private int Locks(LinearTerm term)
    {
        var row = program.Structurals + term.Variable;
        var up = term.Coefficient > 0 ? program.Upper[row] : program.Lower[row];
        var down = term.Coefficient > 0 ? program.Lower[row] : program.Upper[row];
        return (double.IsFinite(up) ? 1 : 0) - (double.IsFinite(down) ? 1 : 0);
    }
}
