using System.Diagnostics;
using Busbar.Kernel.Time;
using Busbar.Store.Tests.Kit;
using Npgsql;

namespace Busbar.Settlement.Bench;

/// <summary>The same days on PostgreSQL: one INSERT … SELECT a code into a table of lines without index, then the totals. Two connections
/// share the codes, the heaviest first, because an INSERT is never parallel within itself. Loading, analysing and emptying are not
/// timed.</summary>
internal static class SqlMonth
{
    public static readonly string[] Settings =
    [
        "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "shared_buffers=1GB",
        "max_wal_size=4GB", "work_mem=256MB", "max_parallel_workers_per_gather=2", "max_parallel_workers=2", "autovacuum=off", "jit=off",
    ];

    public static List<TimedDay>? Run(IReadOnlyList<TimedDay> ours, int nodes, int threads)
    {
        using var server = PrivatePostgres.Start(Settings);
        if (server is null) return null;
        using var source = NpgsqlDataSource.Create(server.NewStore().ConnectionString);
        using var connections = new Connections(source, threads);
        connections.Execute(0, SqlCharges.Schema);
        var timed = new List<TimedDay>();
        foreach (var one in ours)
        {
            connections.Execute(0, $"TRUNCATE line, total, {string.Join(", ", SqlCharges.Tables)}");
            new SqlTables(connections[0], GeneratedDay.Of(one.Day, nodes), nodes).Load();
            connections.Execute(0, $"ANALYZE {string.Join(", ", SqlCharges.Tables)}");
            var watch = Stopwatch.StartNew();
            Settle(connections, threads);
            connections.Execute(0, "INSERT INTO total SELECT code, sum(amount), round(sum(amount), 2) FROM line GROUP BY code");
            var seconds = watch.Elapsed.TotalSeconds;
            HoldAgainst(connections[0], one);
            timed.Add(one with { Seconds = seconds });
        }
        return timed;
    }

    private static void Settle(Connections connections, int threads)
    {
        var next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, worker =>
        {
            for (var i = Interlocked.Increment(ref next); i < SqlCharges.All.Length; i = Interlocked.Increment(ref next))
            {
                var (code, select) = SqlCharges.All[i];
                connections.Execute(worker, $"INSERT INTO line SELECT {code}, each.* FROM ({select}) each");
            }
        });
    }

    /// <summary>Both must have made the same lines and, to the cent, the same totals.</summary>
    private static void HoldAgainst(NpgsqlConnection connection, TimedDay ours)
    {
        using var count = new NpgsqlCommand("SELECT count(*) FROM line", connection);
        if ((long)count.ExecuteScalar()! != ours.Lines)
            throw new InvalidOperationException($"{ours.Day}: SQL made {count.ExecuteScalar()} lines, we made {ours.Lines}.");
        using var totals = new NpgsqlCommand("SELECT code, billed FROM total", connection);
        using var reader = totals.ExecuteReader();
        var billed = new Dictionary<string, decimal>();
        while (reader.Read()) billed[$"{reader.GetInt32(0)}"] = reader.GetDecimal(1);
        foreach (var total in ours.Totals)
            if (billed[total.Code] != total.Billed.Value)
                throw new InvalidOperationException($"{ours.Day} {total.Code}: SQL bills {billed[total.Code]}, we bill {total.Billed}.");
    }

    private sealed class Connections : IDisposable
    {
        private readonly NpgsqlConnection[] open;

        public Connections(NpgsqlDataSource source, int count) =>
            open = [.. Enumerable.Range(0, count).Select(_ => source.OpenConnection())];

        public NpgsqlConnection this[int index] => open[index];

        public void Execute(int index, string sql)
        {
            using var command = new NpgsqlCommand(sql, open[index]) { CommandTimeout = 600 };
            command.ExecuteNonQuery();
        }

        public void Dispose()
        {
            foreach (var connection in open) connection.Dispose();
        }
    }
}
