using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Api;

/// <summary>Listens to the server's own request meter and writes it, with the process and the store, in the Prometheus text format
/// 0.0.4.</summary>
public sealed class PrometheusText : IDisposable
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private readonly ConcurrentDictionary<(string Method, string Route, int Status), Histogram> requests = [];
    private readonly MeterListener listener = new();
    private readonly FactStore store;
    private readonly IClock clock;
    private readonly Instant started;
    private long answered, answeredWell;

    /// <summary>Starts to listen.</summary>
    public PrometheusText(FactStore store, IClock clock)
    {
        this.store = store;
        this.clock = clock;
        started = clock.GetCurrentInstant();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == "Microsoft.AspNetCore.Hosting" && instrument.Name == "http.server.request.duration")
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Record(seconds, tags));
        listener.Start();
    }

    /// <summary>The text as of now.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        var process = Process.GetCurrentProcess();
        Single(text, "process_cpu_seconds_total", "counter", "CPU time of this process", process.TotalProcessorTime.TotalSeconds);
        Single(text, "process_resident_memory_bytes", "gauge", "Resident memory of this process", process.WorkingSet64);
        Single(text, "process_start_time_seconds", "gauge", "Start of this process, Unix time", started.ToUnixTimeSeconds());
        Single(text, "dotnet_gc_heap_bytes", "gauge", "Managed heap", GC.GetTotalMemory(false));
        Single(text, "busbar_store_last_fact", "gauge", "Number of the last fact of the store", store.Mark().LastFact);
        var completed = store.Runs().Where(run => run.Completed is not null).Select(run => run.Completed!.Value).ToList();
        Single(text, "busbar_runs_completed_total", "counter", "Runs completed", completed.Count);
        if (completed.Count > 0)
        {
            Single(
                text,
                "busbar_last_run_age_seconds",
                "gauge",
                "Time since the last run was completed",
                (clock.GetCurrentInstant() - completed.Max()).TotalSeconds
            );
        }
        // In this order: there are never more good ones than all.
        Single(text, OwnObjectives.GoodRequests, "counter", "Requests answered in a second and without a fault of ours",
            Interlocked.Read(ref answeredWell));
        Single(text, OwnObjectives.Requests, "counter", "Requests answered", Interlocked.Read(ref answered));
        WriteRequests(text);
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private void Record(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (method, route, status) = ("", "other", 0);
        foreach (var (name, value) in tags)
        {
            if (name == "http.request.method")
                method = value?.ToString() ?? "";
            if (name == "http.route")
                route = value?.ToString() ?? "";
            if (name == "http.response.status_code")
                status = Convert.ToInt32(value, CultureInfo.InvariantCulture);
        }
        Interlocked.Increment(ref answered);
        if (status < StatusCodes.Status500InternalServerError && seconds <= 1) Interlocked.Increment(ref answeredWell);
        requests.GetOrAdd((method, route, status), _ => new()).Add(seconds);
    }

    private void WriteRequests(StringBuilder text)
    {
        const string Name = "http_server_request_duration_seconds";
        text.Append("# HELP ").Append(Name).Append(" Requests by method, route and status\n# TYPE ").Append(Name).Append(" histogram\n");
        foreach (var ((method, route, status), histogram) in requests.OrderBy(pair => pair.Key))
        {
            var (counts, sum) = histogram.Read();
            var labels = $"method=\"{Escaped(method)}\",route=\"{Escaped(route)}\",status=\"{status}\"";
            long below = 0;
            for (var i = 0; i < Bounds.Length; i++)
            {
                below += counts[i];
                text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{labels},le=\"{Bounds[i]}\"}} {below}\n");
            }
            below += counts[^1];
            text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{labels},le=\"+Inf\"}} {below}\n");
            text.Append(CultureInfo.InvariantCulture, $"{Name}_sum{{{labels}}} {sum}\n{Name}_count{{{labels}}} {below}\n");
        }
    }

    private static void Single(StringBuilder text, string name, string type, string help, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {value}\n");

    private static string Escaped(string label) =>
        label
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    private sealed class Histogram
    {
        private readonly Lock gate = new();
        private readonly long[] counts = new long[Bounds.Length + 1];
        private double sum;

        public void Add(double seconds)
        {
            var at = Array.FindIndex(Bounds, bound => seconds <= bound);
            lock (gate)
            {
                counts[at < 0 ? Bounds.Length : at]++;
                sum += seconds;
            }
        }

        public (long[] Counts, double Sum) Read()
        {
            lock (gate)
                return ([.. counts], sum);
        }
    }
}
