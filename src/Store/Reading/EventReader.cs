using System.Collections.Immutable;
using System.Data.Common;
using Busbar.Kernel.Facts;
using Busbar.Store.Databases;
using Dapper;

namespace Busbar.Store.Reading;

/// <summary>Reads streams of events. Events are visible at once, whatever run they came with.</summary>
internal sealed class EventReader(Session session)
{
    public ImmutableArray<StoredEvent> Read(string stream, AsOf asOf) => Range(stream, stream, asOf);

    /// <summary>The events of all streams whose name begins so, stream by stream.</summary>
    public ImmutableArray<StoredEvent> ReadAll(string prefix, AsOf asOf) => Range(prefix, prefix + Prefix.End, asOf);

    private ImmutableArray<StoredEvent> Range(string first, string last, AsOf asOf) => session.Read(connection =>
    {
        var clocks = Clocks.Of(connection, asOf);
        return connection.ReadAll(
            """
            SELECT stream, version, type, body, known_at, recorded_at, who, role, hash FROM event
            WHERE stream >= @first AND stream <= @last AND known_at <= @KnownAt AND recorded_at <= @RecordedBy ORDER BY stream, version
            """,
            new { first, last, clocks.KnownAt, clocks.RecordedBy },
            Of).ToImmutableArray();
    });

    /// <summary>The first so many events of such streams recorded after a number, in the order of recording, and the last number
    /// seen.</summary>
    // Bounded on both sides, and asked by an expression of the stream: a planner that knows nothing of the table yet would otherwise read
    // all of it, or all that these streams ever wrote, each time a reader asks whether something came.
    public (ImmutableArray<StoredEvent> Events, long Last) After(string prefix, long after, int most) => session.Read(connection =>
    {
        var last = connection.ExecuteScalar<long?>("SELECT MAX(seq) FROM event") ?? 0;
        if (last <= after) return ([], after);
        var found = connection.ReadAll(
            """
            SELECT stream, version, type, body, known_at, recorded_at, who, role, hash, seq FROM event
            WHERE seq > @after AND seq <= @last AND stream || '' >= @prefix AND stream || '' <= @end ORDER BY seq LIMIT @most
            """,
            new { after, last, prefix, end = prefix + Prefix.End, most }, row => (Event: Of(row), Seq: row.GetInt64(9)));
        return (found.Select(each => each.Event).ToImmutableArray(), found.Count < most ? last : found[^1].Seq);
    });

    public ImmutableArray<string> Streams(string prefix) => session.Read(connection => connection.ReadAll(
        "SELECT stream FROM event WHERE version = 1 AND stream >= @prefix AND stream < @end ORDER BY stream",
        new { prefix, end = prefix + Prefix.End }, row => row.GetString(0)).ToImmutableArray());

    private static StoredEvent Of(DbDataReader row) =>
        new(row.GetString(0), (int)row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetInstant(4), row.GetInstant(5),
            new(row.GetString(6), row.GetString(7)), new(row.GetString(8)));
}
