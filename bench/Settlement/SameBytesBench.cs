using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Store.Tests.Kit;
using NodaTime;

namespace Busbar.Settlement.Bench;

/// <summary>Settles one autumn day again and again and says which ways give the same hash: inputs shuffled, threads, and determinants that
/// have been through either database.</summary>
internal static class SameBytesBench
{
    public static List<(string Way, string Hash)> Run(string folder, int nodes)
    {
        var day = GeneratedDay.Of(OperatingDay.Of(2024, 11, 3), nodes);
        var random = new Random(7);
        var shuffled = day with
        {
            Subjects = [.. day.Subjects.OrderBy(_ => random.Next())], Determinants = [.. day.Determinants.OrderBy(_ => random.Next())],
        };
        List<(string, string)> ways =
        [
            ("as drawn, 1 thread", DayResult.HashOf(day, 1)),
            .. new[] { 1, 2, 4 }.Select(threads => ($"inputs shuffled, {threads} thread(s)", DayResult.HashOf(shuffled, threads))),
            ("through SQLite, 2 threads", Through(new StoreLocation.Sqlite(Path.Combine(folder, "same.busbar")))),
        ];
        using var server = PrivatePostgres.Start("fsync=off");
        if (server is not null) ways.Add(("through PostgreSQL, 2 threads", Through(server.NewStore())));
        return ways;

        string Through(StoreLocation where)
        {
            using var store = FactStore.Open(where, SystemClock.Instance);
            var stored = new StoredDays(store);
            stored.Put(shuffled);
            return DayResult.HashOf(stored.Read(shuffled, [.. shuffled.Determinants.Select(each => (each.Name, each.At))]), 2);
        }
    }
}
