using System.Diagnostics;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Settlement.Bench;

/// <summary>One settled day: seconds on the clock and of our processors, lines, totals.</summary>
internal sealed record TimedDay(OperatingDay Day, double Seconds, double ProcessorSeconds, long Lines, IReadOnlyList<ChargeTotal> Totals);

/// <summary>A month, day by day: determinants are drawn before the clock starts; settling, totals, writing and hashing are in it.</summary>
internal static class OurMonth
{
    public static List<TimedDay> Run(OperatingDay first, int days, int nodes, int threads, string file)
    {
        DayResult.HashOf(GeneratedDay.Of(first.Plus(-1), nodes), threads); // warms up
        var timed = new List<TimedDay>();
        for (var i = 0; i < days; i++)
        {
            var day = GeneratedDay.Of(first.Plus(i), nodes);
            using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var (_, lines, totals) = DayResult.Settle(day, threads, stream);
            timed.Add(new(first.Plus(i), watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, lines,
                totals));
        }
        return timed;
    }
}
