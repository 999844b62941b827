using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.RealTime;

/// <summary>Names what decides a thermal unit's first base point: the commitment, a limit, the price of this interval, the ramp, or a
/// later interval.</summary>
internal static class BasePointWhy
{
    public static BasePointReason Of(IntervalProblem problem, IntervalPlan plan, bool holdsReserve, bool isOut)
    {
        if (!plan.IsOn[0]) return problem.IsOnBefore ? BasePointReason.Stops : isOut ? BasePointReason.Out : BasePointReason.Off;
        if (!problem.IsOnBefore) return BasePointReason.Starts;
        var (watts, cost) = (plan.OutputW[0], problem.Costs[0]);
        var (more, less) = (cost.SlopeAfter(watts), cost.SlopeBefore(watts));
        if (watts >= problem.HighW && watts <= problem.ReachOf(0).High && less <= 0 && watts > problem.BeforeW - problem.RampW)
            return holdsReserve ? BasePointReason.ReserveHeld : BasePointReason.PriceAboveCost;
        if (watts.Equals(problem.LowW) && more >= 0) return BasePointReason.PriceBelowCost;
        if (watts > problem.LowW && watts < problem.HighW && less <= 0 && more >= 0) return BasePointReason.PriceMeetsCost;
        if (watts >= problem.BeforeW + problem.RampW && (more < 0 || watts < problem.LowW)) return BasePointReason.RampUp;
        if (watts <= problem.BeforeW - problem.RampW && (less > 0 || watts > problem.HighW)) return BasePointReason.RampDown;
        return BasePointReason.LookAhead;
    }
}
