using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Digital.Operations.ServiceLevels;

/// <summary>A pair of windows that moves along the counts, each count entering and leaving once.</summary>
internal sealed class RollingPair(BurnRule rule, ServiceObjective objective, RunningSums sums, double minimumBad)
{
    /// <summary>Binary fractions end a little off; a share of the threshold.</summary>
    private const double Tolerance = 1e-12;

    private readonly double threshold = rule.Factor * (double)(1 - objective.Target) * (1 - Tolerance);
    private readonly long longTicks = rule.Long.BclCompatibleTicks;
    private readonly long shortTicks = rule.Short.BclCompatibleTicks;
    private int end, longStart, shortStart;

    public AlertUrgency Urgency => rule.Urgency;

    /// <summary>Whether both windows up to this instant burn too fast; instants only go forward.</summary>
    public bool Fires(long now)
    {
        end = Pass(end, sums.Ticks.Length, now);
        longStart = Pass(longStart, end, now - longTicks);
        shortStart = Pass(shortStart, end, now - shortTicks);
        return sums.Bad[end] - sums.Bad[longStart] >= minimumBad && Burns(longStart) && Burns(shortStart);
    }

    /// <summary>Past the counts up to and with this time.</summary>
    private int Pass(int at, int most, long time)
    {
        while (at < most && sums.Ticks[at] <= time) at++;
        return at;
    }

    private bool Burns(int start)
    {
        var all = sums.Total[end] - sums.Total[start];
        return all > 0 && sums.Bad[end] - sums.Bad[start] >= threshold * all;
    }
}
