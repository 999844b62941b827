using System.Collections.Concurrent;
using System.Data.Common;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store.Blocks;
using Busbar.Store.Databases;
using Dapper;
using NodaTime;

namespace Busbar.Store.Writing;

/// <summary>One registered series: all its values lie on one grid of intervals.</summary>
internal sealed record RegisteredSeries(long SeriesNo, long Step, long Phase)
{
    public bool IsOnGrid(long instant) => (instant % Step + Step) % Step == Phase;
}

/// <summary>The numbers of the series, remembered, since they never change.</summary>
internal sealed class SeriesRegister(IDatabase database)
{
    private readonly ConcurrentDictionary<SeriesKey, RegisteredSeries> known = new();

    public RegisteredSeries? Find(DbConnection connection, SeriesKey key)
    {
        if (known.TryGetValue(key, out var found)) return found;
        return connection.ReadFirst("SELECT series_no, step, phase FROM series WHERE path = @Path AND unit = @Unit",
            new { key.Path, key.Unit },
            row => new RegisteredSeries(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
    }

    /// <summary>Remembers a series that is committed.</summary>
    public void Remember(SeriesKey key, RegisteredSeries series) => known.TryAdd(key, series);

    /// <summary>Forgets all: a work that was kept whole was not kept.</summary>
    public void Forget() => known.Clear();

    /// <summary>The series of a block, entered if it is the first of its key.</summary>
    public RegisteredSeries Enlist(DbConnection connection, SeriesBlock block)
    {
        var phase = (block.Start % block.Step + block.Step) % block.Step;
        if (Find(connection, block.Key) is not { } found)
        {
            var number = 1 + connection.ExecuteScalar<long>("SELECT COALESCE(MAX(series_no), 0) FROM series");
            database.Insert(connection, FactTables.Series, [[number, block.Key.Path, block.Key.Unit, block.Step, phase]]);
            return new(number, block.Step, phase);
        }
        if (found.Step == block.Step && found.Phase == phase) return found;
        throw new RefusedException(new("off-grid",
            $"{block.Key} holds intervals of {Duration.FromNanoseconds(found.Step)}; these are {Duration.FromNanoseconds(block.Step)} long "
            + "or start between them",
            $"{block.Key} from {UnixNanoseconds.ToInstant(block.Start)}", "Keep another step as another series."));
    }
}
