using System.Numerics;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>What the dual proposes: for each class, patterns of hours on with weights that add up to one.</summary>
internal sealed class Mixture
{
    private readonly SystemModel model;
    private readonly (ulong Pattern, double Weight)[][] parts;

    public Mixture(SystemModel model, DualSearch dual)
    {
        this.model = model;
        var weights = new Dictionary<ulong, double>[model.Classes.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = [];
        foreach (var column in dual.Columns)
        {
            if (column.Weight < 1e-6) continue;
            var group = dual.Groups[column.Plane.Group];
            for (var i = 0; i < group.Length; i++)
                weights[group[i]][column.Patterns[i]] = weights[group[i]].GetValueOrDefault(column.Patterns[i]) + column.Weight;
        }
        parts = [.. weights.Select(Sorted)];
    }

    /// <summary>Patterns of a class, those with fewer hours on first.</summary>
    public ReadOnlySpan<(ulong Pattern, double Weight)> Of(int index) => parts[index];

    /// <summary>Share of a class that is on in an hour.</summary>
    public double Share(int index, int hour)
    {
        var sum = 0d;
        foreach (var (pattern, weight) in parts[index]) if ((pattern >> hour & 1) != 0) sum += weight;
        return sum;
    }

    /// <summary>One pattern a unit: the one at a level of the class's distribution, spread over the class's units.</summary>
    public ulong[] Round(double level)
    {
        var patterns = new ulong[model.Units];
        foreach (var each in model.Classes)
            for (var i = 0; i < each.Count; i++)
            {
                var own = each.Count == 1 ? level : Math.Clamp((i + 0.5 + (level - 0.5) * 0.999) / each.Count, 0.001, 0.999);
                patterns[each.Members[i]] = At(each.Index, own);
            }
        return patterns;
    }

    private ulong At(int index, double level)
    {
        var sum = 0d;
        foreach (var (pattern, weight) in parts[index])
            if ((sum += weight) >= level) return pattern;
        return parts[index][^1].Pattern;
    }

    private static (ulong, double)[] Sorted(Dictionary<ulong, double> weights)
    {
        var total = weights.Values.Sum();
        return [.. weights.Select(each => (each.Key, each.Value / total)).OrderBy(each => BitOperations.PopCount(each.Key))
            .ThenBy(each => each.Key)];
    }
}
