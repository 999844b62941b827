using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Store;

/// <summary>One event of a stream (a trade, a ticket, a change), in its place from 1.</summary>
public sealed record StoredEvent(
    string Stream, int Version, string Type, string Json, Instant KnownAt, Instant RecordedAt, Actor Who, ContentHash Hash)
{
    /// <summary>The event itself.</summary>
    public T Body<T>() => CanonicalJson.Read<T>(Json);

    /// <summary>The event itself, of a type that its name tells.</summary>
    public object Body(Type type) => CanonicalJson.Read(Json, type);
}
