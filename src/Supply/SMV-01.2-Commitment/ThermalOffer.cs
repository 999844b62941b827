using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment;

/// <summary>The three-part offer of a thermal unit at cost. Incremental price of a segment = slope of the heat curve × fuel price + VOM;
/// minimum load = heat at minimum × fuel price + VOM × minimum; start-up = start heat × fuel price + other cost. Source: PJM Manual 15
/// (cost development), sections on incremental, no-load and start cost; at most ten segments as ERCOT's and PJM's offer curves.
/// <para>The offered maximum of an hour stays within reach of a planned start or stop (start cap + ramp × hours since the start; stop cap
/// + ramp × hours to the stop), so that an ISO that clears one hour at a time cannot award what the unit cannot follow. A derate
/// lowers it, and an outage offers nothing. A unit whose ramp
/// covers its range is offered with its maximum as ramp, which limits nothing.</para></summary>
internal static class ThermalOffer
{
    private const int MostSegments = 10;

    public static Refusal? RefusalOf(ThermalUnit unit, UsdPerMmbtu fuel)
    {
        if (UnitRules.OfHeatShape(unit) is { } shape) return shape;
        if (!UnitRules.IsConvex(unit.HeatInput))
            return new("non-monotone-curve", $"the incremental price of {unit.Name} falls along its curve; an offer may only rise",
                $"fleet register, unit {unit.Name}, heat input", "Replace the heat curve by its convex hull.");
        var count = Segments(unit, fuel).Length;
        if (count > MostSegments)
            return new("too-many-segments", $"{unit.Name} would offer {count} segments; the market takes {MostSegments}",
                $"fleet register, unit {unit.Name}, heat input", "Join neighbouring points of the heat curve.");
        return UnitRules.Of(unit);
    }

    public static UnitOffer Of(ThermalUnit unit, UnitState before, UsdPerMmbtu fuel, UnitSchedule plan,
        ImmutableArray<Mw> most)
    {
        var reach = Reach(unit, before, plan);
        bool IsOut(int hour) => hour < most.Length && most[hour] < unit.MinMw;
        var start = UnitCosting.StartAfter(unit, before.IsOn ? unit.MinDownHours : Math.Max(before.HoursInState, unit.MinDownHours));
        return new(
            unit.Name, new(reach.Start, reach.Step, [.. reach.Values.Select((_, hour) => IsOut(hour) ? Mw.Zero : unit.MinMw)]),
            new(reach.Start, reach.Step, [.. reach.Values.Select((mw, hour) => IsOut(hour) ? Mw.Zero
                : hour < most.Length && most[hour] < mw ? most[hour] : mw)]),
            IsFree(unit) ? unit.MaxMw : unit.RampMwPerHour,
            start.Heat * fuel + start.OtherCost, unit.HeatInput[0].HeatPerHour * fuel + new Mwh(unit.MinMw.Value) * unit.Vom,
            Segments(unit, fuel), plan.IsOn, before.Output);
    }

    private static bool IsFree(ThermalUnit unit) => unit.RampMwPerHour >= unit.MaxMw - unit.MinMw;

    private static ImmutableArray<OfferSegment> Segments(ThermalUnit unit, UsdPerMmbtu fuel)
    {
        var curve = unit.HeatInput;
        if (curve.Length == 1) return [new(unit.MaxMw, new(curve[0].HeatPerHour.Value / unit.MaxMw.Value * fuel.Value + unit.Vom.Value))];
        var segments = new List<OfferSegment>();
        for (var i = 1; i < curve.Length; i++)
        {
            var price = new UsdPerMwh(UnitRules.Slope(curve, i) * fuel.Value + unit.Vom.Value);
            // Rounding in the register may let a slope fall by less than a market can see: the price stays, it does not fall.
            if (segments.Count > 0 && price <= segments[^1].Price) segments[^1] = segments[^1] with { ToMw = curve[i].Output };
            else segments.Add(new(curve[i].Output, price));
        }
        return [.. segments];
    }

    private static Series<Mw> Reach(ThermalUnit unit, UnitState before, UnitSchedule plan)
    {
        var most = Enumerable.Repeat(unit.MaxMw.Value, plan.Output.Count).ToArray();
        if (IsFree(unit)) return plan.Output.Select(_ => unit.MaxMw);
        var cap = Math.Max(unit.MinMw.Value, unit.RampMwPerHour.Value);
        var reach = before.IsOn ? decimal.MaxValue : cap;
        for (var hour = 0; hour < most.Length; hour++) reach = Limit(hour);
        reach = decimal.MaxValue;
        for (var hour = most.Length - 1; hour >= 0; hour--) reach = Limit(hour);
        return new(plan.Output.Start, plan.Output.Step, [.. most.Select(mw => new Mw(mw))]);

        // Within reach while on; an hour off puts the next hour on within a start or a stop.
        decimal Limit(int hour)
        {
            if (!plan.IsOn[hour]) return cap;
            most[hour] = Math.Min(most[hour], reach);
            return reach >= unit.MaxMw.Value ? decimal.MaxValue : reach + unit.RampMwPerHour.Value;
        }
    }
}
