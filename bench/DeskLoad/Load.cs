using System.Diagnostics;

namespace Busbar.Desk.Bench;

/// <summary>Loads of two kinds: so many requests a second whether or not the ones before are answered, and as many as a number of callers
/// get through.</summary>
internal static class Load
{
    /// <summary>Latencies in milliseconds, each from when its request was due, in the order of the requests.</summary>
    public static async Task<double[]> Steady(int perSecond, int seconds, Func<int, Task<bool>> call)
    {
        var watch = Stopwatch.StartNew();
        var requests = new List<Task<double>>();
        for (var i = 0; i < perSecond * seconds; i++)
        {
            var due = i * 1000.0 / perSecond;
            var wait = due - watch.Elapsed.TotalMilliseconds;
            if (wait > 1) await Task.Delay(TimeSpan.FromMilliseconds(wait));
            requests.Add(Timed(watch, Math.Min(due, watch.Elapsed.TotalMilliseconds), i, call));
        }
        return await Task.WhenAll(requests);
    }

    /// <summary>How many calls a second that many callers got through.</summary>
    public static async Task<double> Closed(int callers, int seconds, Func<int, Task<bool>> call)
    {
        var (watch, next, done) = (Stopwatch.StartNew(), 0, 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            while (watch.Elapsed.TotalSeconds < seconds)
                if (await call(Interlocked.Increment(ref next))) Interlocked.Increment(ref done);
        }));
        return done / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Median, 99th of a hundred and worst, in words.</summary>
    public static string Words(IEnumerable<double> latencies)
    {
        double[] sorted = [.. latencies.Order()];
        double At(double share) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
        return $"p50 {At(0.5):F1}, p99 {At(0.99):F1}, worst {At(1):F0} ms of {sorted.Length:N0}";
    }

    private static async Task<double> Timed(Stopwatch watch, double due, int i, Func<int, Task<bool>> call)
    {
        await call(i);
        return watch.Elapsed.TotalMilliseconds - due;
    }
}
