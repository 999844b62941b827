using System.Collections.Immutable;

namespace Busbar.Digital.Delivery.Releases;

/// <summary>A path of a repository and the configuration item that it is built into.</summary>
/// <param name="Prefix">The path's beginning: <c>src/Bids/</c>.</param>
/// <param name="Item">The item's name on the service map.</param>
public sealed record ComponentPath(string Prefix, string Item)
{
    /// <summary>The item of a path by the longest prefix; null where none fits.</summary>
    public static string? ItemOf(string path, ImmutableArray<ComponentPath> components) => components
        .Where(one => path.StartsWith(one.Prefix, StringComparison.Ordinal)).MaxBy(one => one.Prefix.Length)?.Item;
}
