using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.PglibUc;

/// <summary>Which start types a start may be charged under each rule, hours counted from 1 as in pglib-uc's MODEL.tex.</summary>
internal static class ReferenceStarts
{
    /// <summary>Cheapest start type (0 the hottest) of a start in an hour after a stop in another; the stop is 1 − hours off for a unit
    /// that
    /// was off before the horizon.</summary>
    public static int TypeOf(CaseThermal unit, StartRule rule, int startHour, int stopHour)
    {
        var hoursOff = startHour - stopHour;
        var hoursOffBefore = unit.Before.IsOn ? 0 : unit.Before.HoursInState;
        for (var type = 0; type < unit.Starts.Length - 1; type++)
        {
            var colder = unit.Starts[type + 1].HoursOffAtLeast;
            var isAllowed = rule == StartRule.HoursOff ? hoursOff < colder
                // Equation (15) counts stops within the horizon only; (7) closes the hours in which the stop before it could be too old.
                : startHour >= colder ? stopHour >= 1 && hoursOff >= unit.Starts[type].HoursOffAtLeast && hoursOff < colder
                : startHour <= colder - hoursOffBefore;
            if (isAllowed) return type;
        }
        return unit.Starts.Length - 1;
    }

    /// <summary>True when some start that the unit can make is charged differently under the two rules: only a unit that is off at first,
    /// and only when it starts again soon.</summary>
    public static bool Differ(CaseThermal unit, int hours)
    {
        if (unit.Before.IsOn || unit.Starts.Length < 2) return false;
        var firstStart = Math.Max(1, unit.MinDownHours - unit.Before.HoursInState + 1);
        var last = Math.Min(hours, unit.Starts[^1].HoursOffAtLeast - 1);
        for (var stop = firstStart + unit.MinUpHours; stop <= last; stop++)
            for (var start = stop + unit.MinDownHours; start <= last; start++)
                if (unit.Starts[TypeOf(unit, StartRule.HoursOff, start, stop)].Usd
                    != unit.Starts[TypeOf(unit, StartRule.PglibUc, start, stop)].Usd)
                    return true;
        return false;
    }
}
