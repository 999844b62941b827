using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Digital.Operations.ServiceLevels;

/// <summary>A pair of windows that moves along the counts, each count entering and leaving once. Sums run from the first count, so that a
/// window is two differences.</summary>
internal sealed class RollingPair
{
    /// <summary>Binary fractions end a little off; a share of the threshold.</summary>
    private const double Tolerance = 1e-12;

    private readonly long[] times;
    private readonly double[] bad, total;
    private readonly double threshold, minimumBad;
    private readonly long longTicks, shortTicks;
    private int end, longStart, shortStart;

    public RollingPair(BurnRule rule, FindBurnsInputs inputs)
    {
        Rule = rule;
        (times, bad, total) = Sums(inputs);
        threshold = rule.Factor * (double)(1 - inputs.Objective.Target) * (1 - Tolerance);
        minimumBad = inputs.MinimumBadEvents;
        (longTicks, shortTicks) = (rule.Long.BclCompatibleTicks, rule.Short.BclCompatibleTicks);
    }

    public BurnRule Rule { get; }

    /// <summary>Whether both windows up to this instant burn too fast; instants only go forward.</summary>
    public bool Fires(Instant at)
    {
        var now = at.ToUnixTimeTicks();
        while (end < times.Length && times[end] <= now) end++;
        while (longStart < end && times[longStart] <= now - longTicks) longStart++;
        while (shortStart < end && times[shortStart] <= now - shortTicks) shortStart++;
        return bad[end] - bad[longStart] >= minimumBad && Burns(longStart) && Burns(shortStart);
    }

    private bool Burns(int start)
    {
        var all = total[end] - total[start];
        return all > 0 && bad[end] - bad[start] >= threshold * all;
    }

    private static (long[] Times, double[] Bad, double[] Total) Sums(FindBurnsInputs inputs)
    {
        var counts = inputs.Counts;
        var (times, bad, total) = (new long[counts.Length], new double[counts.Length + 1], new double[counts.Length + 1]);
        for (var i = 0; i < counts.Length; i++)
        {
            times[i] = counts[i].At.ToUnixTimeTicks();
            bad[i + 1] = bad[i] + counts[i].Bad;
            total[i + 1] = total[i] + counts[i].Total;
        }
        return (times, bad, total);
    }
}
