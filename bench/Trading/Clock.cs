using System.Diagnostics;

namespace Busbar.Trading.Bench;

/// <summary>One line of the result.</summary>
internal sealed record Measured(string What, string Bar, string Result);

/// <summary>Takes the median of some rounds.</summary>
internal static class Clock
{
    public const int Rounds = 5;

    public static string MedianMs(Action work)
    {
        var times = Enumerable.Range(0, Rounds + 1).Select(_ =>
        {
            GC.Collect();
            var watch = Stopwatch.StartNew();
            work();
            return watch.Elapsed.TotalMilliseconds;
        }).Skip(1).Order().ToArray();
        return $"{times[Rounds / 2]:0.000} ms";
    }
}
