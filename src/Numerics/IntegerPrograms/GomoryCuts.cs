using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>A row Σ coefficient·x ≥ least that every whole point keeps.</summary>
internal sealed record Cut(LinearTerm[] Terms, double Least);

/// <summary>Mixed-integer cuts of a vertex: each row of the tableau whose whole variable is fractional gives one. Source: Gomory 1960, RAND
/// RM-2597; Cornuéjols, Mathematical Programming 112, 2008, section 5; safe by dropping what is tiny and by a little slack.</summary>
internal sealed class GomoryCuts(ScaledProgram program, bool[] isWhole)
{
    private const double LeastFraction = 0.02;
    private const double LargestRatio = 1e5;
    private const double Tiny = 1e-9;
    private const double Slack = 1e-7;

    private readonly bool[] isIntegral = IntegralOf(program, isWhole);

    /// <summary>The cuts of a vertex, the deepest first.</summary>
    public IEnumerable<Cut> Of(Tableau tableau, int most)
    {
        var values = tableau.Values();
        var found = new List<(Cut Cut, double Depth)>();
        for (var row = 0; row < tableau.Rows; row++)
        {
            var fraction = tableau.Basic[row] - Math.Floor(tableau.Basic[row]);
            if (!isIntegral[tableau.RowVariable[row]] || fraction < LeastFraction || fraction > 1 - LeastFraction) continue;
            if (Of(tableau, row, fraction) is not { } cut) continue;
            var length = Math.Sqrt(cut.Terms.Sum(term => term.Coefficient * term.Coefficient));
            var depth = (cut.Least - cut.Terms.Sum(term => term.Coefficient * values[term.Variable])) / length;
            if (depth > 1e-4) found.Add((cut, depth));
        }
        return found.OrderByDescending(each => each.Depth).Take(most).Select(each => each.Cut);
    }

    // In distances t from the bounds, Σ γ·t ≥ 1; then in the variables themselves, the rows' activities written out.
    private Cut? Of(Tableau tableau, int row, double fraction)
    {
        var weights = new double[program.Count];
        var least = 1.0;
        var body = tableau.Row(row);
        for (var column = 0; column < body.Length; column++)
        {
            if (tableau.IsFixed(column) || Math.Abs(body[column]) < Tiny) continue;
            var variable = tableau.ColumnVariable[column];
            var signed = tableau.IsAtUpper[column] ? -body[column] : body[column];
            var gamma = Gamma(signed, fraction, isIntegral[variable]);
            var bound = tableau.IsAtUpper[column] ? tableau.Upper[variable] : tableau.Lower[variable];
            if (!double.IsFinite(bound)) return null;
            weights[variable] = tableau.IsAtUpper[column] ? -gamma : gamma;
            least += weights[variable] * bound;
        }
        return Written(weights, least);
    }

    private static double Gamma(double signed, double fraction, bool isWhole)
    {
        if (!isWhole) return signed > 0 ? signed / fraction : -signed / (1 - fraction);
        var part = signed - Math.Floor(signed);
        return part <= fraction ? part / fraction : (1 - part) / (1 - fraction);
    }

    private Cut? Written(double[] weights, double least)
    {
        var coefficients = new double[program.Structurals];
        for (var variable = 0; variable < program.Structurals; variable++)
        {
            coefficients[variable] = weights[variable];
            foreach (var term in program.Columns[variable])
                coefficients[variable] += weights[program.Structurals + term.Variable] * term.Coefficient;
        }
        var largest = coefficients.Max(Math.Abs);
        if (largest < Tiny) return null;
        var terms = new List<LinearTerm>();
        for (var variable = 0; variable < coefficients.Length; variable++)
        {
            var coefficient = coefficients[variable];
            if (Math.Abs(coefficient) > largest / LargestRatio)
            {
                terms.Add(new(variable, coefficient / largest));
                continue;
            }
            var dropped = coefficient * (coefficient > 0 ? program.Upper[variable] : program.Lower[variable]);
            if (!double.IsFinite(dropped)) return null;
            least -= Math.Max(0, dropped);
        }
        return new([.. terms], least / largest - Slack);
    }

    // Whole variables, and rows of whole variables with whole coefficients.
    private static bool[] IntegralOf(ScaledProgram program, bool[] isWhole)
    {
        bool[] isIntegral = [.. isWhole];
        for (var row = program.Structurals; row < program.Count; row++) isIntegral[row] = true;
        for (var variable = 0; variable < program.Structurals; variable++)
            foreach (var term in program.Columns[variable])
                if (!isWhole[variable] || term.Coefficient != Math.Floor(term.Coefficient))
                    isIntegral[program.Structurals + term.Variable] = false;
        for (var row = program.Structurals; row < program.Count; row++)
            isIntegral[row] &= IsWholeBound(program.Lower[row]) && IsWholeBound(program.Upper[row]);
        return isIntegral;
    }

    private static bool IsWholeBound(double bound) => double.IsInfinity(bound) || bound == Math.Floor(bound);
}
