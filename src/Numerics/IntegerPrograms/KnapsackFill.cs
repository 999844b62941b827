namespace Busbar.Numerics.IntegerPrograms;

/// <summary>The most that choices of a knapsack row are worth within each capacity, at most one a group. Source: Dudzinski and Walukiewicz,
/// European Journal of Operational Research 28, 1987 (multiple-choice knapsack by dynamic programming).</summary>
internal sealed class KnapsackFill(KnapsackRow row)
{
    private readonly List<double[]> layers = [new double[row.Capacity + 1]];
    private readonly List<int> filled = [];

    /// <summary>Fills the row; one group is left out when said.</summary>
    public void Run(double[] values, int without = -1)
    {
        filled.Clear();
        for (var group = 0; group < row.Groups; group++)
        {
            var (from, to) = (row.GroupStarts[group], row.GroupStarts[group + 1]);
            if (group == without || !values.AsSpan(from, to - from).ContainsAnyInRange(double.Epsilon, double.MaxValue)) continue;
            filled.Add(group);
            if (layers.Count <= filled.Count) layers.Add(new double[row.Capacity + 1]);
            var (before, after) = (layers[filled.Count - 1], layers[filled.Count]);
            before.CopyTo(after, 0);
            for (var item = from; item < to; item++)
            {
                if (values[item] <= 0) continue;
                var value = values[item];
                var into = after.AsSpan(row.Weights[item]);
                for (var room = 0; room < into.Length; room++)
                    if (before[room] + value is var worth && worth > into[room]) into[room] = worth;
            }
        }
    }

    /// <summary>The most that fits beside a weight.</summary>
    public double Beside(int weight) => layers[filled.Count][row.Capacity - weight];

    /// <summary>Choices that are worth the most within the whole capacity.</summary>
    public void Taken(double[] values, bool[] isTaken)
    {
        isTaken.AsSpan().Clear();
        var room = row.Capacity;
        for (var layer = filled.Count; layer > 0; layer--)
        {
            var (before, worth) = (layers[layer - 1], layers[layer][room]);
            if (worth == before[room]) continue;
            for (var item = row.GroupStarts[filled[layer - 1]]; item < row.GroupStarts[filled[layer - 1] + 1]; item++)
            {
                if (values[item] <= 0 || row.Weights[item] > room || worth != before[room - row.Weights[item]] + values[item]) continue;
                isTaken[item] = true;
                room -= row.Weights[item];
                break;
            }
        }
    }
}
