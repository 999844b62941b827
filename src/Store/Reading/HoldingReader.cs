using System.Collections.Immutable;
using System.Data.Common;
using Busbar.Kernel.Facts;
using Busbar.Store.Databases;
using NodaTime;

namespace Busbar.Store.Reading;

/// <summary>Reads what the store holds without reading what is in it.</summary>
internal sealed class HoldingReader(Session session)
{
    public ImmutableArray<Holding> All(AsOf asOf) => session.Read(connection =>
    {
        var clocks = Clocks.Of(connection, asOf);
        var parameters = new { clocks.KnownAt, clocks.RecordedBy, clocks.Within };
        return (ImmutableArray<Holding>)
        [
            .. connection.ReadAll(
                $"""
                SELECT s.path, s.unit, CAST(SUM(f.value_count) AS BIGINT), MAX(f.known_first + f.known_each * (f.value_count - 1))
                FROM series s JOIN series_block f ON f.series_no = s.series_no {Clocks.Runs}
                WHERE f.known_first <= @KnownAt AND {Clocks.Visible} GROUP BY s.path, s.unit ORDER BY s.path, s.unit
                """,
                parameters, row => new Holding(HoldingKind.Series, row.GetString(0), row.GetString(1), row.GetInt64(2),
                    UnixNanoseconds.ToInstant(Math.Min(row.GetInt64(3), clocks.KnownAt)))),
            .. connection.ReadAll(
                $"""
                SELECT f.kind, COUNT(*), MAX(f.known_at) FROM document f {Clocks.Runs}
                WHERE f.known_at <= @KnownAt AND {Clocks.Visible} GROUP BY f.kind ORDER BY f.kind
                """,
                parameters, row => new Holding(HoldingKind.Documents, row.GetString(0), "", row.GetInt64(1), row.GetInstant(2))),
            .. Families(connection, clocks),
            .. connection.ReadAll("SELECT table_name FROM projection ORDER BY table_name", null, row => row.GetString(0)).ToList()
                .Select(table => new Holding(HoldingKind.Projection, table, "",
                    connection.ReadAll($"SELECT COUNT(*) FROM {table}", null, row => row.GetInt64(0)).Single(), null)),
        ];
    });

    public ImmutableArray<DocumentMark> Marks(string kind, AsOf asOf) => session.Read(connection =>
    {
        var clocks = Clocks.Of(connection, asOf);
        return connection.ReadAll(
            $"""
            SELECT f.doc_key, f.known_at, r.id, f.seq FROM document f {Clocks.Runs}
            WHERE f.kind = @kind AND f.known_at <= @KnownAt AND {Clocks.Visible} ORDER BY f.seq
            """,
            new { kind, clocks.KnownAt, clocks.RecordedBy, clocks.Within },
            row => new DocumentMark(new(kind, row.GetString(0)), row.GetInstant(1), new(row.GetString(2)), row.GetInt64(3)))
            .ToImmutableArray();
    });

    /// <summary>From family to family by the index of streams, so that a hundred thousand tickets are not read for their prefix.</summary>
    private static IEnumerable<Holding> Families(DbConnection connection, Clocks clocks)
    {
        for (var after = ""; ;)
        {
            var next = connection.ReadAll("SELECT MIN(stream) FROM event WHERE stream > @after", new { after },
                row => row.IsDBNull(0) ? null : row.GetString(0)).Single();
            if (next is null) yield break;
            var family = next.Split('/')[0];
            var (first, end) = next.Contains('/', StringComparison.Ordinal) ? ($"{family}/", $"{family}/{Prefix.End}") : (next, next);
            var (count, last) = connection.ReadAll(
                """
                SELECT COUNT(*), MAX(known_at) FROM event
                WHERE stream >= @first AND stream <= @end AND known_at <= @KnownAt AND recorded_at <= @RecordedBy
                """,
                new { first, end, clocks.KnownAt, clocks.RecordedBy },
                row => (row.GetInt64(0), row.IsDBNull(1) ? (Instant?)null : row.GetInstant(1))).Single();
            if (count > 0) yield return new(HoldingKind.Events, family, "", count, last);
            after = end;
        }
    }
}
