using System.Collections.Immutable;
using Busbar.Store;

namespace Busbar.Host.Desks;

/// <summary>Follows the streams whose name begins so, whichever process writes to them: each event is taken once, in the order of
/// recording. One caller at a time.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="prefix">What the streams are named by.</param>
public sealed class EventFollower(FactStore store, string prefix)
{
    private const int AtOnce = 20_000;
    private long seen;

    /// <summary>Takes what was recorded since the last call.</summary>
    public void CatchUp(Action<ImmutableArray<StoredEvent>> take)
    {
        while (true)
        {
            var (events, last) = store.EventsAfter(prefix, seen, AtOnce);
            if (!events.IsEmpty) take(events);
            seen = last;
            if (events.Length < AtOnce) return;
        }
    }
}
