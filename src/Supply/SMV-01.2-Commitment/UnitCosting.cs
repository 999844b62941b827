using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment;

/// <summary>Turns hourly outputs into a schedule of record: starts, heat, fuel, VOM and revenue, in decimals and never rounded. Heat
/// between two curve points lies on the straight line; below Min a unit on burns the heat of Min, above Max the last slope goes
/// on.</summary>
internal static class UnitCosting
{
    /// <summary>A thermal unit. Its state before tells how long it had been off when it starts.</summary>
    public static UnitSchedule Thermal(
        ThermalUnit unit, UnitState before, UsdPerMmbtu fuel, Series<Mw> output, ImmutableArray<bool> isOn, Series<UsdPerMwh> prices)
    {
        var (starts, startHeat, otherStart) = (ImmutableArray.CreateBuilder<UnitStart>(), Mmbtu.Zero, Usd.Zero);
        var (heat, vom) = (Mmbtu.Zero, Usd.Zero);
        var clock = before;
        for (var hour = 0; hour < output.Count; hour++)
        {
            if (isOn[hour] && !clock.IsOn)
            {
                var start = StartAfter(unit, clock.HoursInState);
                starts.Add(new(hour, start.Heat * fuel + start.OtherCost));
                (startHeat, otherStart) = (startHeat + start.Heat, otherStart + start.OtherCost);
            }
            if (isOn[hour])
            {
                heat += HeatAt(unit, output[hour]);
                vom += new Mwh(output[hour].Value) * unit.Vom;
            }
            clock = Step(clock, isOn[hour], output[hour]);
        }
        return new(unit.Name, output, isOn, starts.ToImmutable(), heat + startHeat, (heat + startHeat) * fuel, otherStart, vom,
            Revenue(output, prices), clock);
    }

    /// <summary>A unit without fuel: it is on in the hours in which it moves energy.</summary>
    public static UnitSchedule Fuelless(string unit, UnitState before, Series<Mw> output, Series<UsdPerMwh> prices, Mwh storedAfter)
    {
        ImmutableArray<bool> isOn = [.. output.Values.Select(mw => mw != Mw.Zero)];
        var clock = before;
        for (var hour = 0; hour < output.Count; hour++) clock = Step(clock, isOn[hour], output[hour]);
        return new(unit, output, isOn, [], Mmbtu.Zero, Usd.Zero, Usd.Zero, Usd.Zero, Revenue(output, prices),
            clock with { Stored = storedAfter });
    }

    /// <summary>The start a unit makes after so many hours off: the coldest type that has begun, at least the hot one.</summary>
    public static StartType StartAfter(ThermalUnit unit, int hoursOff) =>
        unit.Starts.LastOrDefault(start => start.HoursOffAtLeast <= hoursOff) ?? unit.Starts[0];

    /// <summary>Heat of an hour on at an output.</summary>
    public static Mmbtu HeatAt(ThermalUnit unit, Mw output) => HeatAt(unit.HeatInput, output);

    /// <summary>Heat of an hour on at an output of a curve.</summary>
    public static Mmbtu HeatAt(ImmutableArray<HeatInputPoint> curve, Mw output)
    {
        if (curve.Length == 1 || output <= curve[0].Output) return curve[0].HeatPerHour;
        var to = 1;
        while (to < curve.Length - 1 && curve[to].Output < output) to++;
        if (curve[to].Output == output) return curve[to].HeatPerHour;
        return new(curve[to - 1].HeatPerHour.Value + UnitRules.Slope(curve, to) * (output.Value - curve[to - 1].Output.Value));
    }

    private static UnitState Step(UnitState clock, bool isOn, Mw output) =>
        clock with { IsOn = isOn, HoursInState = isOn == clock.IsOn ? clock.HoursInState + 1 : 1, Output = isOn ? output : Mw.Zero };

    private static Usd Revenue(Series<Mw> output, Series<UsdPerMwh> prices)
    {
        var revenue = Usd.Zero;
        for (var hour = 0; hour < output.Count; hour++) revenue += new Mwh(output[hour].Value) * prices[hour];
        return revenue;
    }
}
