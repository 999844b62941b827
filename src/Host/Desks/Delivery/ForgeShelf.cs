using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Facts;
using Busbar.Store;

namespace Busbar.Host.Desks.Delivery;

/// <summary>What forges told, kept in memory by repository, so that a post costs what its own repository holds. Before each read it takes
/// in what any process has written since.</summary>
public sealed class ForgeShelf(FactStore store)
{
    /// <summary>What the streams of forges are named by.</summary>
    public const string Prefix = "forge/";

    private readonly EventFollower follower = new(store, Prefix);
    private readonly SortedDictionary<string, List<ForgeEvent>> held = new(StringComparer.Ordinal);
    private readonly Lock catching = new();

    /// <summary>The events of one repository, in the order they came.</summary>
    public ImmutableArray<ForgeEvent> Of(string repository)
    {
        lock (catching)
        {
            CatchUp();
            return held.TryGetValue(repository, out var events) ? [.. events] : [];
        }
    }

    /// <summary>The events of every repository.</summary>
    public ImmutableArray<ForgeEvent> All()
    {
        lock (catching)
        {
            CatchUp();
            return [.. held.Values.SelectMany(events => events)];
        }
    }

    private void CatchUp() => follower.CatchUp(came =>
    {
        foreach (var happened in came)
        {
            var repository = happened.Stream[Prefix.Length..];
            if (!held.TryGetValue(repository, out var events)) held[repository] = events = [];
            events.Add(FactStreams<ForgeEvent>.Read(happened));
        }
    });
}
