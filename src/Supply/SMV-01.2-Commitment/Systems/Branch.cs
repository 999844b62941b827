namespace Busbar.Supply.Commitment.Systems;

/// <summary>A question to branch on: are at most so many units of a class on in an hour, or more?</summary>
internal sealed record Branch(int Class, int Hour, int AtMost, double Fraction, double Score)
{
    /// <summary>The questions that a mixture leaves open, one a class, dearest first: hours in which a share of the class is on, by what
    /// the undecided hours cost at the minimum.</summary>
    public static List<Branch> Of(SystemModel model, Mixture mixture)
    {
        var open = new List<Branch>();
        foreach (var each in model.Classes)
        {
            var (sum, most, hour, count) = (0d, 0d, -1, 0d);
            if (mixture.Of(each.Index).Length == 1) continue;
            for (var t = 0; t < model.Hours; t++)
            {
                var on = mixture.Share(each.Index, t) * each.Count;
                var fraction = on - Math.Floor(on + 1e-6);
                var undecided = Math.Min(fraction, 1 - fraction);
                if (undecided < 0.01) continue;
                sum += undecided;
                if (undecided > most) (most, hour, count) = (undecided, t, on);
            }
            var below = (int)Math.Floor(count + 1e-6);
            if (hour >= 0) open.Add(new(each.Index, hour, below, count - below, sum * (each.OnUsd + each.StartUsd[0])));
        }
        open.Sort((a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : a.Class.CompareTo(b.Class));
        return open;
    }

    /// <summary>The search with the question answered.</summary>
    public DualSearch Answer(SystemModel model, DualSearch node, DualFunction function, bool isMore)
    {
        var all = model.Classes[Class].Count;
        if (isMore && AtMost + 1 == all) return node.Child(function, node.Cuts, node.Holds.With(Class, 1UL << Hour, 0));
        if (!isMore && AtMost == 0) return node.Child(function, node.Cuts, node.Holds.With(Class, 0, 1UL << Hour));
        // In MW, as the other rows.
        var size = Math.Max(1, model.Classes[Class].Unit.MaxMw);
        var cut = isMore ? new Cut((AtMost + 1) * size, [(Class, Hour, size)]) : new Cut(-AtMost * size, [(Class, Hour, -size)]);
        return node.Child(function, node.Cuts.With(cut), node.Holds);
    }
}
