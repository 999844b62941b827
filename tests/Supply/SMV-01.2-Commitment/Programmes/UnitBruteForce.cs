using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.Tests.Programmes;

/// <summary>What a pattern of hours on and off costs a unit at its best, by a plain table over whole megawatts above the minimum. Rules are
/// read off pglib-uc's MODEL.tex, equations (4) to (20), hour by hour; it shares nothing with the programme.</summary>
internal static class UnitBruteForce
{
    /// <summary>The least cost of a pattern (bit h: on in hour h), infinite when it breaks a rule.</summary>
    public static double Cost(UnitModel unit, UnitCosts costs, int pattern)
    {
        bool IsOn(int hour) => hour < 0 ? unit.IsOnBefore : (pattern >> hour & 1) == 1;
        if (Starts(unit, costs, IsOn) is not { } starts) return double.PositiveInfinity;
        var best = Enumerable.Repeat(double.PositiveInfinity, (int)unit.SegmentEnd[^1] + 1).ToArray();
        best[unit.IsOnBefore ? (int)unit.AboveMinBefore : 0] = 0;
        for (var hour = 0; hour < unit.Hours; hour++)
        {
            var next = Enumerable.Repeat(double.PositiveInfinity, best.Length).ToArray();
            for (var from = 0; from < best.Length; from++)
                for (var to = 0; to < best.Length && double.IsFinite(best[from]); to++)
                    if (HourCost(unit, costs, hour, IsOn, from, to) is { } cost) next[to] = Math.Min(next[to], best[from] + cost.Usd);
            best = next;
        }
        return best.Min() + starts;
    }

    /// <summary>The cost of a plan as it stands; fails when it breaks a rule or holds another reserve than it may.</summary>
    public static double CostOf(UnitModel unit, UnitCosts costs, bool[] plan, double[] above, double[] spinning)
    {
        bool IsOn(int hour) => hour < 0 ? unit.IsOnBefore : plan[hour];
        var total = Starts(unit, costs, IsOn) ?? double.NaN;
        for (var hour = 0; hour < unit.Hours; hour++)
        {
            var from = hour > 0 ? above[hour - 1] : unit.IsOnBefore ? unit.AboveMinBefore : 0;
            var cost = HourCost(unit, costs, hour, IsOn, from, above[hour]);
            Assert.NotNull(cost);
            Assert.Equal(cost.Value.Reserve, spinning[hour], 1e-9);
            total += cost.Value.Usd;
        }
        return total;
    }

    private static (double Usd, double Reserve)? HourCost(
        UnitModel unit, UnitCosts costs, int hour, Func<int, bool> isOn, double from, double to)
    {
        var (was, isNow) = (isOn(hour - 1), isOn(hour));
        if (!isNow) return to == 0 && (!was || from <= Math.Min(unit.RampDown, unit.StopCap) || hour > 0 && from <= unit.RampDown)
            ? (0, 0) : null;
        var cap = unit.Range[hour];
        if (!was) cap = Math.Min(cap, unit.StartCap);
        if (hour + 1 < unit.Hours && !isOn(hour + 1)) cap = Math.Min(cap, unit.StopCap);
        var top = Math.Min(cap, (was ? from : 0) + unit.RampUp);
        if (to > top || to < 0 || was && from - to > unit.RampDown) return null;
        var usd = costs.On[hour] - costs.Energy[hour] * (unit.Min + to) - costs.Spinning[hour] * (top - to);
        var lower = 0d;
        for (var i = 0; i < unit.SegmentEnd.Length; i++)
        {
            var used = Math.Clamp(to - lower, 0, unit.SegmentEnd[i] - lower);
            usd += used * (costs.Slope[hour * costs.SlopeStride + i]
                - (i < unit.DownwardSegments && costs.Downward is { } down ? down[hour] : 0));
            lower = unit.SegmentEnd[i];
        }
        return (usd, top - to);
    }

    private static double? Starts(UnitModel unit, UnitCosts costs, Func<int, bool> isOn)
    {
        var (on, since, cost, hasTurned) = (unit.IsOnBefore, unit.HoursBefore, 0d, false);
        var types = costs.Start.Length / unit.Hours;
        for (var hour = 0; hour < unit.Hours; hour++)
        {
            if (isOn(hour) == on) since++;
            else
            {
                if (since < (on ? unit.MinUp : unit.MinDown) || on && unit.IsMustRun) return null;
                if (!on) cost += hasTurned ? costs.Start[hour * types + unit.StartCategory[Math.Min(since, unit.StartCategory.Length - 1)]]
                    : costs.InitialStart[hour];
                (on, since, hasTurned) = (!on, 1, true);
            }
            if (unit.IsMustRun && !on && since > unit.MinDown && hour >= unit.MinDown - unit.HoursBefore) return null;
        }
        return cost;
    }
}
