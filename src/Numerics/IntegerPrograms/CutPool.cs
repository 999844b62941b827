namespace Busbar.Numerics.IntegerPrograms;

/// <summary>Cuts of knapsack rows met at a tree's vertices, and how often each was broken.</summary>
internal sealed class CutPool(KnapsackCuts[] rows)
{
    private readonly Dictionary<long, int> places = [];
    private readonly List<(Cut Cut, int Count)> met = [];

    /// <summary>Counts the cuts that a vertex breaks.</summary>
    public void Add(ReadOnlySpan<double> vertex)
    {
        foreach (var row in rows)
        {
            if (row.Of(vertex) is not { } cut) continue;
            var place = places.TryGetValue(Key(cut), out var known) ? known : places[Key(cut)] = met.Count;
            if (place == met.Count) met.Add((cut, 0));
            met[place] = (cut, met[place].Count + 1);
        }
    }

    /// <summary>Those that were broken most often.</summary>
    public IEnumerable<Cut> Take(int most) => met.OrderByDescending(each => each.Count).Take(most).Select(each => each.Cut);

    // Alike to six digits.
    private static long Key(Cut cut)
    {
        var key = 17L;
        foreach (var term in cut.Terms) key = unchecked((key * 31 + term.Variable) * 1_000_003 + (long)Math.Round(term.Coefficient * 1e6));
        return key;
    }
}
