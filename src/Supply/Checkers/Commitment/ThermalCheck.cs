using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Checkers.Commitment;

/// <summary>A thermal unit's day, checked stretch by stretch: how it may move, then what it burns and costs.</summary>
internal static class ThermalCheck
{
    public static void Run(ThermalUnit unit, UnitSchedule day, UnitState before, UsdPerMmbtu fuel, ImmutableArray<Mw> most, Faults found)
    {
        var stretches = Stretch.Of(day, before);
        CheckOutputs(unit, day, most, found);
        CheckRamps(unit, day, before, found);
        CheckStretches(unit, day, stretches, most, found);
        CheckCosts(unit, day, stretches, fuel, found);
    }

    private static void CheckOutputs(ThermalUnit unit, UnitSchedule day, ImmutableArray<Mw> most, Faults found)
    {
        for (var hour = 0; hour < day.Output.Count; hour++)
        {
            var mw = day.Output[hour].Value;
            if (!day.IsOn[hour] && mw != 0) found.Add(day, "check-off-output", $"is off and delivers {mw} MW", hour);
            if (day.IsOn[hour] && (mw < unit.MinMw.Value - Faults.Watt || mw > unit.MaxMw.Value + Faults.Watt))
                found.Add(day, "check-limits", $"runs at {mw} MW outside {unit.MinMw} to {unit.MaxMw}", hour);
            if (day.IsOn[hour] && hour < most.Length && mw > most[hour].Value + Faults.Watt)
                found.Add(day, "check-availability", $"runs at {mw} MW; its calendar leaves {most[hour]}", hour);
        }
    }

    private static void CheckRamps(ThermalUnit unit, UnitSchedule day, UnitState before, Faults found)
    {
        var ramp = unit.RampMwPerHour.Value;
        if (ramp >= unit.MaxMw.Value - unit.MinMw.Value) return;
        var edge = Math.Max(ramp, unit.MinMw.Value) + Faults.Watt;
        for (var hour = 0; hour < day.Output.Count; hour++)
        {
            var (was, from) = hour == 0 ? (before.IsOn, before.Output.Value) : (day.IsOn[hour - 1], day.Output[hour - 1].Value);
            var (now, to) = (day.IsOn[hour], day.Output[hour].Value);
            if (was && now && Math.Abs(to - from) > ramp + Faults.Watt) found.Add(
                day, "check-ramp", $"moves from {from} to {to} MW; its ramp is {ramp}", hour);
            if (!was && now && to > edge) found.Add(
                day, "check-start-cap", $"starts at {to} MW; its ramp allows {edge - Faults.Watt}", hour);
            if (was && !now && from > edge) found.Add(
                day, "check-stop-cap", $"stops from {from} MW; its ramp allows {edge - Faults.Watt}", hour);
        }
    }

    private static void CheckStretches(
        ThermalUnit unit, UnitSchedule day, IReadOnlyList<Stretch> stretches, ImmutableArray<Mw> most, Faults found)
    {
        // The last stretch goes on after the day, so that its length is not known yet.
        foreach (var stretch in stretches.SkipLast(1))
        {
            var least = stretch.IsOn ? unit.MinUpHours : unit.MinDownHours;
            if (stretch.Hours < least)
                found.Add(day, stretch.IsOn ? "check-minimum-up" : "check-minimum-down",
                    $"is {(stretch.IsOn ? "on" : "off")} for {stretch.Hours} hours; at least {least} are needed",
                        Math.Max(stretch.First, 0));
        }
        if (!unit.IsMustRun) return;
        foreach (var stretch in stretches.Where(stretch => !stretch.IsOn && stretch.End > 0 && !HasOutage(stretch)))
            if (stretch.First >= 0 || stretch.End > Math.Max(0, stretch.First + unit.MinDownHours))
                found.Add(day, "check-must-run", "is off although it must run", Math.Max(stretch.First, 0));

        bool HasOutage(Stretch stretch) =>
            most.Where((mw, hour) => mw < unit.MinMw && hour >= stretch.First && hour < stretch.End).Any();
    }

    private static void CheckCosts(ThermalUnit unit, UnitSchedule day, IReadOnlyList<Stretch> stretches, UsdPerMmbtu fuel, Faults found)
    {
        var starts = stretches.Skip(1).Where(stretch => stretch.IsOn)
            .Select(run => (Hour: run.First, Type: TypeOf(unit, stretches.First(off => off.End == run.First).Hours))).ToList();
        if (!day.Starts.Select(start => start.HourIndex).SequenceEqual(starts.Select(start => start.Hour)))
            found.Add(
                day, "check-starts",
                    $"claims starts in hours {string.Join(", ", day.Starts.Select(start => start.HourIndex))}; "
                + $"it starts in {string.Join(", ", starts.Select(start => start.Hour))}");
        foreach (var (claimed, (hour, type)) in day.Starts.Zip(starts))
            found.Compare(day, "check-start-cost", $"start cost in hour {hour}", claimed.Cost.Value,
                type.Heat.Value * fuel.Value + type.OtherCost.Value);
        var heat = starts.Sum(start => start.Type.Heat.Value) + Enumerable.Range(0, day.Output.Count).Where(hour => day.IsOn[hour])
            .Sum(hour => HeatOf(unit, day.Output[hour].Value));
        found.Compare(day, "check-heat", "heat", day.Heat.Value, heat);
        found.Compare(day, "check-fuel-cost", "fuel cost", day.FuelCost.Value, heat * fuel.Value);
        found.Compare(
            day, "check-other-start-cost", "other start cost", day.OtherStartCost.Value, starts.Sum(start => start.Type.OtherCost.Value));
        var energy = Enumerable.Range(0, day.Output.Count).Where(hour => day.IsOn[hour]).Sum(hour => day.Output[hour].Value);
        found.Compare(day, "check-vom", "VOM", day.VomCost.Value, energy * unit.Vom.Value);
    }

    private static StartType TypeOf(ThermalUnit unit, int hoursOff) =>
        unit.Starts.Where(start => start.HoursOffAtLeast <= hoursOff).OrderByDescending(start => start.HoursOffAtLeast)
            .FirstOrDefault() ?? unit.Starts[0];

    /// <summary>Heat at minimum plus, block by block, the filled part of each block's heat; above the maximum the last block runs
    /// on.</summary>
    private static decimal HeatOf(ThermalUnit unit, decimal mw)
    {
        var heat = unit.HeatInput[0].HeatPerHour.Value;
        for (var block = 1; block < unit.HeatInput.Length; block++)
        {
            var (low, high) = (unit.HeatInput[block - 1], unit.HeatInput[block]);
            var width = high.Output.Value - low.Output.Value;
            var most = block == unit.HeatInput.Length - 1 ? decimal.MaxValue : width;
            heat += (high.HeatPerHour.Value - low.HeatPerHour.Value) * Math.Clamp(mw - low.Output.Value, 0, most) / width;
        }
        return heat;
    }
}
