using Busbar.Numerics;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Betters a commitment by moves of single units against merit order, each outcome dispatched exactly; and from there by kicks: a
/// few units take other patterns, the rest plan anew around them.</summary>
internal static class Polish
{
    private const int Passes = 4;

    /// <summary>Single moves until the exact dispatch gets no better.</summary>
    public static Incumbent Descend(Lane lane, Incumbent best, SeededRandom chance, Func<bool> stop)
    {
        while (!stop())
        {
            lane.Search.Begin(best.Patterns, best.Outputs);
            if (!lane.Search.Descend(chance, Passes, null, stop)) return best;
            if (lane.Try(lane.Search.Patterns, best.Prices, best) is not { } found || !found.IsBetterThan(best)) return best;
            best = found;
        }
        return best;
    }

    /// <summary>One kick: units drawn by chance take a pattern of the mixture or lose or gain hours; the others answer, then all
    /// do.</summary>
    public static Incumbent? Kick(SystemModel model, Lane lane, Mixture mixture, Incumbent best, SeededRandom chance, Func<bool> stop)
    {
        lane.Search.Begin(best.Patterns, best.Outputs);
        var start = lane.Search.Usd;
        var kicked = new HashSet<int>();
        for (var count = 1 + (int)(chance.NextUniform() * 3); count > 0; count--)
        {
            var unit = (int)(chance.NextUniform() * model.Units);
            var pattern = Other(model, mixture, unit, best.Patterns[unit], chance);
            if (pattern == best.Patterns[unit] || !kicked.Add(unit)) continue;
            lane.Search.Set(unit, pattern);
        }
        if (kicked.Count == 0) return null;
        lane.Search.Descend(chance, 1, kicked, stop);
        lane.Search.Descend(chance, Passes, null, stop);
        if (lane.Search.Usd >= start + 1e-3 * Math.Abs(best.Usd)) return null;
        return lane.Try(lane.Search.Patterns, best.Prices, best);
    }

    private static ulong Other(SystemModel model, Mixture mixture, int unit, ulong now, SeededRandom chance)
    {
        var index = model.ClassOf[unit];
        var parts = mixture.Of(index);
        if (parts.Length > 1 && chance.NextUniform() < 0.5) return parts[(int)(chance.NextUniform() * parts.Length)].Pattern;
        // Of units with equals, which any of them could stand in for, fewer are kicked.
        var members = model.Classes[index].Members;
        return members.Length > 1 && chance.NextUniform() < 0.3 ? now : Shifted(model.Classes[index], now, chance);
    }

    /// <summary>The pattern with one run longer, shorter or left out; as it is where that breaks the unit's own rules.</summary>
    private static ulong Shifted(UnitClass each, ulong now, SeededRandom chance)
    {
        var hours = each.Model.Hours;
        var from = (int)(chance.NextUniform() * hours);
        var length = 1 + (int)(chance.NextUniform() * 12);
        var mask = 0UL;
        for (var hour = from; hour < Math.Min(hours, from + length); hour++) mask |= 1UL << hour;
        var changed = chance.NextUniform() < 0.5 ? now | mask : now & ~mask;
        return each.Allows(changed) ? changed : now;
    }
}
