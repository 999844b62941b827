using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>A row Σ weight·x ≤ capacity of choices in whole weights, the choices in groups of which at most one is taken.</summary>
/// <param name="Variables">The choices, group after group.</param>
/// <param name="Weights">One a choice; 1 to the capacity.</param>
/// <param name="GroupStarts">Where each group begins, and the end of the last.</param>
/// <param name="Capacity">1 or more.</param>
internal sealed record KnapsackRow(int[] Variables, int[] Weights, int[] GroupStarts, int Capacity)
{
    private const double MostCells = 1 << 13;

    public int Groups => GroupStarts.Length - 1;

    /// <summary>The rows of a program that are such ones and small enough to be filled in every way.</summary>
    public static IEnumerable<KnapsackRow> Of(LinearProgram program, bool[] isWhole)
    {
        var isChoice = Enumerable.Range(0, program.Variables)
            .Select(variable => isWhole[variable] && program.VariableBounds[variable] is { Lower: 0, Upper: 1 }).ToArray();
        var rows = program.TermsByRow();
        var cliques = rows.Where((terms, row) => program.RowBounds[row].Upper is >= 1 and < 2 && terms.Length > 1
                && terms.All(term => term.Coefficient == 1 && isChoice[term.Variable]))
            .Select(terms => terms.Select(term => term.Variable).ToHashSet()).ToList();
        for (var row = 0; row < rows.Length; row++)
            if (rows[row].Length > 2 && rows[row].All(term => term.Coefficient > 0 && isChoice[term.Variable])
                && Of(rows[row], program.RowBounds[row].Upper, cliques) is { } found) yield return found;
    }

    private static KnapsackRow? Of(LinearTerm[] terms, double limit, List<HashSet<int>> cliques)
    {
        var grain = Grain.Of(terms.Select(term => term.Coefficient));
        if (grain == 0 || limit < grain || limit / grain * terms.Length > MostCells) return null;
        var capacity = (int)Math.Floor(limit / grain + 1e-9);
        var left = terms.Select(term => (term.Variable, Weight: (int)Math.Round(term.Coefficient / grain)))
            .Where(term => term.Weight <= capacity).ToDictionary(term => term.Variable, term => term.Weight);
        if (left.Values.Distinct().Take(2).Count() < 2) return null;
        var (variables, weights, starts) = (new List<int>(), new List<int>(), new List<int> { 0 });
        while (left.Count > 0)
        {
            var largest = cliques.Select(clique => left.Keys.Where(clique.Contains).Order().ToArray())
                .Aggregate(Array.Empty<int>(), (best, group) => group.Length > best.Length ? group : best);
            foreach (var variable in largest.Length > 1 ? largest : [left.Keys.Min()])
            {
                variables.Add(variable);
                weights.Add(left[variable]);
                left.Remove(variable);
            }
            starts.Add(variables.Count);
        }
        return new([.. variables], [.. weights], [.. starts], capacity);
    }
}
