using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Checkers.Commitment.Systems;

/// <summary>What a schedule costs, from its hours and starts alone.</summary>
public static class ScheduleCost
{
    /// <summary>Hours on and starts, USD; shortage is not in it. Outputs beyond a curve's ends cost what its ends cost.</summary>
    public static double Usd(CommitmentCase given, SystemSchedule schedule)
    {
        var sum = 0d;
        for (var i = 0; i < given.Thermal.Length; i++)
        {
            var (unit, day) = (given.Thermal[i], schedule.Thermal[i]);
            for (var hour = 0; hour < given.Hours; hour++)
                if (day.IsOn[hour]) sum += OfHour(unit, day.OutputMw[hour]);
            foreach (var start in UnitCheck.StartsOf(unit, day))
                sum += given.StartRule == StartRule.PglibUc ? ByReference(unit, day, start) : ByHoursOff(unit, day, start);
        }
        return sum;
    }

    /// <summary>The curve between its points, (21) to (23); at its minimum and beyond its ends the nearest end.</summary>
    private static double OfHour(CaseThermal unit, double mw)
    {
        var curve = unit.Cost;
        if (mw <= curve[0].Mw) return curve[0].UsdPerHour;
        for (var i = 1; i < curve.Length; i++)
            if (mw <= curve[i].Mw)
                return curve[i - 1].UsdPerHour
                    + (curve[i].UsdPerHour - curve[i - 1].UsdPerHour) * (mw - curve[i - 1].Mw) / (curve[i].Mw - curve[i - 1].Mw);
        return curve[^1].UsdPerHour;
    }

    private static double ByHoursOff(CaseThermal unit, ThermalDispatch day, int start)
    {
        var off = 0;
        while (off < start && !day.IsOn[start - 1 - off]) off++;
        if (off == start && !unit.Before.IsOn) off += unit.Before.HoursInState;
        return unit.Starts.LastOrDefault(type => type.HoursOffAtLeast <= off, unit.Starts[0]).Usd;
    }

    /// <summary>The cheapest type that (7) and (15) leave open, hours counted from 1 as there. The coldest is always open (16).</summary>
    private static double ByReference(CaseThermal unit, ThermalDispatch day, int start)
    {
        var (types, t) = (unit.Starts, start + 1);
        var offBefore = unit.Before.IsOn ? 0 : unit.Before.HoursInState;
        var cheapest = types[^1].Usd;
        for (var s = 0; s < types.Length - 1; s++)
        {
            var next = types[s + 1].HoursOffAtLeast;
            var isClosed = t >= Math.Max(1, next - offBefore + 1) && t <= next - 1;
            var isOpen = t < next ? !isClosed
                : Enumerable.Range(types[s].HoursOffAtLeast, next - types[s].HoursOffAtLeast).Any(i => StopsIn(unit, day, t - i));
            if (isOpen) cheapest = Math.Min(cheapest, types[s].Usd);
        }
        return cheapest;
    }

    private static bool StopsIn(CaseThermal unit, ThermalDispatch day, int t) =>
        t >= 1 && !day.IsOn[t - 1] && (t == 1 ? unit.Before.IsOn : day.IsOn[t - 2]);
}
