using System.Diagnostics;

namespace Busbar.Desk.Bench;

/// <summary>Loads of two kinds: so many requests a second whether or not the ones before are answered, and as many as a number of callers
/// get through.</summary>
internal static class Load
{
    /// <summary>Latencies in milliseconds from when each request was due, in order.</summary>
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
        return [.. (await Task.WhenAll(requests)).Order()];
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

    public static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];

    private static async Task<double> Timed(Stopwatch watch, double due, int i, Func<int, Task<bool>> call)
    {
        await call(i);
        return watch.Elapsed.TotalMilliseconds - due;
    }
}
