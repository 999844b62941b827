using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;
using static System.FormattableString;

namespace Busbar.Supply.Commitment.Systems.Rules;

/// <summary>Where a unit stands when the horizon begins must agree with its limits, and something must be possible from there: a unit that
/// is on is held on, or ramped down and stopped, without passing a limit or an outage.</summary>
internal static class BeforeRules
{
    /// <summary>Outputs may stray from a limit by so many MW, relative to the limit, from rounding.</summary>
    private const double Rounding = 1e-6;

    public static Refusal? Of(CaseThermal unit, int hours, CasePlace place)
    {
        var (before, where) = (unit.Before, $"unit {unit.Name}, state before");
        if (place.Finite(before.OutputMw, where) is { } refusal) return refusal;
        if (before.HoursInState < 1)
            return place.Refuse("contradictory-state",
                Invariant($"it is {(before.IsOn ? "on" : "off")} for {before.HoursInState} hours; expected 1 or more"),
                where, "Say for how many hours.");
        if (!before.IsOn) return OfOff(unit, where, place);
        var slack = Rounding * (1 + unit.MaxMw);
        if (before.OutputMw < unit.MinMw - slack || before.OutputMw > unit.MaxMw + slack)
            return place.Refuse("contradictory-state",
                Invariant($"it is on at {before.OutputMw} MW, outside its limits {unit.MinMw} to {unit.MaxMw} MW"), where,
                "Give the output in the hour before, within the limits.");
        return OfReach(unit, hours, slack, place);
    }

    private static Refusal? OfOff(CaseThermal unit, string where, CasePlace place)
    {
        if (unit.Before.OutputMw != 0)
            return place.Refuse("contradictory-state", Invariant($"it is off, yet delivers {unit.Before.OutputMw} MW"), where,
                "Give 0 MW.");
        if (!unit.IsMustRun) return null;
        if (unit.Before.HoursInState < unit.MinDownHours)
            return place.Refuse("must-run-held-off",
                Invariant($"it must run, yet has been off for {unit.Before.HoursInState} of at least {unit.MinDownHours} hours"), where,
                "Lift the must-run, or correct the state.");
        return unit.MostStarts != 0 ? null
            : place.Refuse("must-run-held-off", "it must run, is off, and may not start", where,
                "Lift the must-run or the limit on starts.");
    }

    /// <summary>Follows the lowest output that the unit can have until it may stop, or to the end.</summary>
    private static Refusal? OfReach(CaseThermal unit, int hours, double slack, CasePlace place)
    {
        var lowest = unit.Before.OutputMw;
        var stopsFrom = Math.Min(unit.ShutDownMw, unit.MinMw + unit.RampDownMwPerHour);
        for (var hour = 0; hour < hours; hour++)
        {
            var isHeldOn = unit.IsMustRun || unit.Before.HoursInState + hour < unit.MinUpHours;
            if (!isHeldOn && lowest <= stopsFrom + slack) return null;
            lowest = Math.Max(unit.MinMw, lowest - unit.RampDownMwPerHour);
            var available = unit.AvailableMw.IsDefaultOrEmpty ? unit.MaxMw : unit.AvailableMw[hour];
            if (lowest <= available + slack) continue;
            return place.Refuse("output-out-of-reach",
                Invariant($"it is on at {unit.Before.OutputMw} MW and {(isHeldOn ? "must stay on" : "cannot be stopped")}; it can be ")
                + Invariant($"at {lowest} MW at the lowest where {available} MW are available"),
                CasePlace.At($"unit {unit.Name}", hour), "Correct the state before, the ramp, the minimum up time or the outage.");
        }
        return null;
    }
}
