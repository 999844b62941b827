using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>Looks once at what a probe watches. Whatever goes wrong with the target is what was seen, not an error of ours. A database's
/// secret is in the environment under <c>BUSBAR_CONNECTION_NAME</c>; the name <c>store</c> is this store.</summary>
public sealed class ProbeLook(FactStore store, IClock clock)
{
    /// <summary>The connection that is this store.</summary>
    public const string OwnStore = "store";

    private const int BodyMost = 1 << 20;

    private static readonly HttpClient web = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2), UseCookies = false,
    })
    { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = BodyMost };

    /// <summary>What it saw.</summary>
    public async Task<ProbeObservation> Run(ProbeDefinition probe, CancellationToken stop)
    {
        var (seen, watch) = (new ProbeObservation(probe.Name, clock.GetCurrentInstant(), Duration.Zero, null), Stopwatch.StartNew());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(probe.Timeout.ToTimeSpan());
        try
        {
            seen = await Look(probe, seen, limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            seen = seen with { Fault = $"no answer in {probe.Timeout.TotalSeconds:0.###} s" };
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException or IOException or UnauthorizedAccessException
            or DbException or RefusedException)
        {
            seen = seen with { Fault = fault.Message };
        }
        return seen with { Took = Duration.FromTimeSpan(watch.Elapsed) };
    }

    private async Task<ProbeObservation> Look(ProbeDefinition probe, ProbeObservation seen, CancellationToken stop)
    {
        switch (probe)
        {
            case HttpProbe http:
                using (var answer = await web.GetAsync(http.Url, HttpCompletionOption.ResponseHeadersRead, stop))
                    return seen with
                    {
                        Status = (int)answer.StatusCode,
                        HasBody = http.Body is { } wanted
                            ? (await answer.Content.ReadAsStringAsync(stop)).Contains(wanted, StringComparison.Ordinal) : null,
                    };
            case TcpProbe tcp:
                using (var client = new TcpClient()) await client.ConnectAsync(tcp.Host, tcp.Port, stop);
                return seen;
            case ProcessProbe process:
                var running = Process.GetProcessesByName(process.Process);
                foreach (var each in running) each.Dispose();
                return running.Length > 0 ? seen : seen with { Fault = $"no process is called {process.Process}" };
            case DatabaseProbe database:
                await Task.Run(() => Ask(database.Connection), stop).WaitAsync(stop);
                return seen;
            case FileAgeProbe file: return AgeOf(file.Path, seen);
            case FeedProbe feed: return AgeOf(feed, seen);
            default: throw new InvalidOperationException($"{probe.GetType().Name} is no probe.");
        }
    }

    private void Ask(string name)
    {
        if (name == OwnStore)
        {
            store.Mark();
            return;
        }
        var variable = $"BUSBAR_CONNECTION_{name.ToUpperInvariant().Replace('-', '_')}";
        using DbConnection connection = StoreLocation.Parse(Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? text
            : throw new RefusedException(new("unknown-connection", $"{variable} is not set", name, "Set it to the connection."))) switch
        {
            StoreLocation.Sqlite sqlite => new SqliteConnection($"Data Source={sqlite.File};Mode=ReadOnly;Pooling=False"),
            StoreLocation.Postgres postgres => new NpgsqlConnection(postgres.ConnectionString),
            var other => throw new InvalidOperationException($"{other} is no place of a database."),
        };
        connection.Open();
        using var question = connection.CreateCommand();
        question.CommandText = "SELECT 1";
        question.ExecuteScalar();
    }

    /// <summary>A file, or the log beside it when SQLite has written there since.</summary>
    private static ProbeObservation AgeOf(string path, ProbeObservation seen)
    {
        var written = new[] { path, $"{path}-wal" }.Where(File.Exists)
            .Select(each => Instant.FromDateTimeUtc(File.GetLastWriteTimeUtc(each))).DefaultIfEmpty(Instant.MinValue).Max();
        return written == Instant.MinValue ? seen with { Fault = "the file is not there" }
            : seen with { Age = Duration.Max(seen.At - written, Duration.Zero) };
    }

    private ProbeObservation AgeOf(FeedProbe feed, ProbeObservation seen)
    {
        var ends = store.SeriesKeys(feed.Series).Where(key => key.Path == feed.Series).Select(key => store.SeriesExtent(key)?.To)
            .Where(end => end is not null).ToArray();
        return ends.Length == 0 ? seen with { Fault = $"the store holds nothing of {feed.Series}" }
            : seen with { Age = Duration.Max(seen.At - ends.Max()!.Value, Duration.Zero) };
    }
}
