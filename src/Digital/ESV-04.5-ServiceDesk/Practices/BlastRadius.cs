using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Digital.ServiceDesk.Practices;

/// <summary>What goes down with some items, by the service map; a dependent is weakened when one of a set it needs is down and enough are
/// left.</summary>
/// <param name="Down">Items and services that are down, the given ones among them, by name.</param>
/// <param name="Weakened">Those that have lost redundancy, by name.</param>
public sealed record BlastRadius(ImmutableSortedSet<string> Down, ImmutableSortedSet<string> Weakened)
{
    /// <summary>What goes down with these.</summary>
    public static BlastRadius Of(ServiceMap map, IEnumerable<string> names)
    {
        var down = map.DownWith(names).ToImmutableSortedSet(StringComparer.Ordinal);
        return new(down, map.Dependencies.Where(each => !down.Contains(each.Dependent) && each.Needs.Any(down.Contains))
            .Select(each => each.Dependent).ToImmutableSortedSet(StringComparer.Ordinal));
    }

    /// <summary>Everything that stands on these, redundant or not, these among them.</summary>
    public static ImmutableSortedSet<string> Above(ServiceMap map, IEnumerable<string> names) =>
        Of(map with { Dependencies = [.. map.Dependencies.Select(each => each with { AtLeast = each.Needs.Length })] }, names).Down;
}
