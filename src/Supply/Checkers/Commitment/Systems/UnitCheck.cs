using Busbar.Supply.Handoffs.Commitment.Systems;
using static System.FormattableString;

namespace Busbar.Supply.Checkers.Commitment.Systems;

/// <summary>A thermal unit's hours: outputs with the reserve held, ramps, starts and stops, minimum times, duties.</summary>
internal static class UnitCheck
{
    public static void Run(CaseThermal unit, ThermalDispatch day, CaseFaults found)
    {
        CheckOutputs(unit, day, found);
        CheckMoves(unit, day, found);
        CheckTimes(unit, day, found);
        if (unit.MostStarts is { } most && StartsOf(unit, day).Count() is var starts && starts > most)
            found.Add("check-most-starts", $"starts {starts} times; at most {most} are allowed", unit.Name);
    }

    /// <summary>Hours in which it starts.</summary>
    public static IEnumerable<int> StartsOf(CaseThermal unit, ThermalDispatch day) =>
        Enumerable.Range(0, day.IsOn.Length).Where(hour => day.IsOn[hour] && !WasOn(unit, day, hour));

    private static bool WasOn(CaseThermal unit, ThermalDispatch day, int hour) => hour == 0 ? unit.Before.IsOn : day.IsOn[hour - 1];

    private static double Available(CaseThermal unit, int hour) => unit.AvailableMw.IsDefaultOrEmpty ? unit.MaxMw : unit.AvailableMw[hour];

    private static void CheckOutputs(CaseThermal unit, ThermalDispatch day, CaseFaults found)
    {
        for (var hour = 0; hour < day.IsOn.Length; hour++)
        {
            var (mw, up, down) = (day.OutputMw[hour], day.SpinningMw[hour], day.DownwardMw[hour]);
            if (!day.IsOn[hour])
            {
                if (unit.IsMustRun) found.Add("check-must-run", "is off although it must run", unit.Name, hour);
                if (Math.Abs(mw) > CaseFaults.Slack(0)) found.Add("check-off-output", Invariant($"is off and delivers {mw} MW"), unit.Name,
                    hour);
                if (Math.Abs(up) > CaseFaults.Slack(0) || Math.Abs(down) > CaseFaults.Slack(0))
                    found.Add("check-off-reserve", Invariant($"is off and holds {up} MW up, {down} MW down"), unit.Name, hour);
                continue;
            }
            if (Available(unit, hour) < unit.MinMw)
                found.Add("check-outage", Invariant($"is on while {Available(unit, hour)} MW are available"), unit.Name, hour);
            if (CaseFaults.Exceeds(unit.MinMw, mw)) found.Add("check-limits", Invariant($"runs at {mw} MW, minimum {unit.MinMw}"),
                unit.Name, hour);
            if (CaseFaults.Exceeds(mw, Available(unit, hour)))
                found.Add("check-limits", Invariant($"runs at {mw} MW, {Available(unit, hour)} available"), unit.Name, hour);
            if (CaseFaults.Exceeds(-up, 0) || CaseFaults.Exceeds(mw + up, Available(unit, hour)))
                found.Add("check-headroom", Invariant($"holds {up} MW up at {mw} MW, {Available(unit, hour)} available"), unit.Name, hour);
            if (CaseFaults.Exceeds(-down, 0) || CaseFaults.Exceeds(down, mw - unit.MinMw))
                found.Add("check-footroom", Invariant($"holds {down} MW down at {mw} MW, minimum {unit.MinMw}"), unit.Name, hour);
        }
    }

    /// <summary>Ramps above the minimum (8), (9), (19), (20); first and last hours (10), (17), (18). The reserve before the horizon is not
    /// known and counts nothing.</summary>
    private static void CheckMoves(CaseThermal unit, ThermalDispatch day, CaseFaults found)
    {
        for (var hour = 0; hour < day.IsOn.Length; hour++)
        {
            var was = WasOn(unit, day, hour);
            var from = hour == 0 ? unit.Before.OutputMw : day.OutputMw[hour - 1];
            var (isOn, to, up) = (day.IsOn[hour], day.OutputMw[hour], day.SpinningMw[hour]);
            var (above, reached) = (was ? from - unit.MinMw : 0, isOn ? to - unit.MinMw : 0);
            if (isOn && CaseFaults.Exceeds(reached + up - above, unit.RampUpMwPerHour))
                found.Add("check-ramp-up",
                    Invariant($"moves from {from} to {to} MW with {up} MW of reserve; its ramp is {unit.RampUpMwPerHour}"),
                    unit.Name, hour);
            if (was && CaseFaults.Exceeds(above - reached, unit.RampDownMwPerHour))
                found.Add("check-ramp-down", Invariant($"moves from {from} to {to} MW; its ramp is {unit.RampDownMwPerHour}"), unit.Name,
                    hour);
            if (isOn && !was && CaseFaults.Exceeds(to + up, unit.StartUpMw))
                found.Add("check-start-cap", Invariant($"starts at {to} MW with {up} MW of reserve; at most {unit.StartUpMw}"), unit.Name,
                    hour);
            var held = hour == 0 ? 0 : day.SpinningMw[hour - 1];
            if (was && !isOn && CaseFaults.Exceeds(from + held, unit.ShutDownMw))
                found.Add("check-stop-cap", Invariant($"stops from {from} MW with {held} MW of reserve; at most {unit.ShutDownMw}"),
                    unit.Name, hour);
        }
    }

    /// <summary>Minimum times (4), (5), (13), (14). The stretch at the end goes on after the horizon.</summary>
    private static void CheckTimes(CaseThermal unit, ThermalDispatch day, CaseFaults found)
    {
        var (isOn, since) = (unit.Before.IsOn, -unit.Before.HoursInState);
        for (var hour = 0; hour < day.IsOn.Length; hour++)
        {
            if (day.IsOn[hour] == isOn) continue;
            var (spent, least) = (hour - since, isOn ? unit.MinUpHours : unit.MinDownHours);
            if (spent < least)
                found.Add(isOn ? "check-minimum-up" : "check-minimum-down",
                    $"is {(isOn ? "on" : "off")} for {spent} hours; at least {least} are needed", unit.Name, hour);
            (isOn, since) = (!isOn, hour);
        }
    }
}
