using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.RealTime;

/// <summary>What the day-ahead commitment leaves open to real time. It is held: a committed hour is on, another is off, and only a
/// quick-start unit may be started, or kept on, in an hour that nobody committed. What cannot be held is found: a unit that should run
/// and stands still, one that runs and should not, and one whose ramp does not let it stop in time.</summary>
internal sealed record CommitmentRoles(IntervalRole[] Roles, int Before, bool IsOut)
{
    /// <param name="inputs">What is known.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="isOn">Whether it runs now.</param>
    /// <param name="watts">Its output now.</param>
    /// <param name="move">Ramp and edge in watts.</param>
    /// <param name="findings">Where faults are noted.</param>
    public static CommitmentRoles Of(
        DispatchRealTimeInputs inputs, ThermalUnit unit, RealTimeTerms terms, bool isOn, double watts, (double Ramp, double Edge) move,
        List<Finding> findings)
    {
        var schedule = inputs.ScheduleOf(unit.Name);
        var isOut = terms.Available is { } available && available < unit.MinMw;
        var roles = Enumerable.Range(0, inputs.Prices.Count).Select(at => isOut ? IntervalRole.Off
            : schedule.IsOn[inputs.HourOf(at)] ? IntervalRole.On : terms.QuickStart is null ? IntervalRole.Off : IntervalRole.Open)
            .ToArray();
        var (before, wasCommitted) = StateOf(inputs, unit, schedule, isOn);
        if (isOut) Note("out-of-service", $"can give {terms.Available}, less than its minimum {unit.MinMw}", "It is taken off.");
        if (!isOn) HoldStart(unit, terms, roles, before, wasCommitted, Note);
        else HoldStop(unit, roles, watts, move, isOut, Note);
        return new(roles, before, isOut);

        void Note(string code, string what, string done) => findings.Add(new(code, Severity.Warning, $"{unit.Name} {what}",
            $"unit {unit.Name}", done, inputs.Prices.IntervalAt(0)));
    }

    /// <summary>A unit that stands still although committed cannot be started by a base point, unless it is quick.</summary>
    private static void HoldStart(
        ThermalUnit unit, RealTimeTerms terms, IntervalRole[] roles, int before, bool wasCommitted, Action<string, string, string> note)
    {
        var lead = terms.QuickStart is { } quick ? Math.Max(Intervals(quick.StartMinutes), Intervals(quick.MinDownMinutes) - before) : 0;
        for (var at = 0; at < Math.Min(lead, roles.Length); at++)
            if (roles[at] == IntervalRole.Open) roles[at] = IntervalRole.Off;
        if (!wasCommitted || roles[0] != IntervalRole.On) return;
        var until = terms.QuickStart is null ? roles.TakeWhile(role => role == IntervalRole.On).Count() : Math.Min(lead, roles.Length);
        Array.Fill(roles, IntervalRole.Off, 0, until);
        note("late-start", "is committed and stands still", until == roles.Length ? "No base point is given to it."
            : $"Off for the next {until * 5} minutes.");
    }

    /// <summary>A unit that runs uncommitted is taken off; when its ramp does not let it, as soon as it does.</summary>
    private static void HoldStop(
        ThermalUnit unit, IntervalRole[] roles, double watts, (double Ramp, double Edge) move, bool isOut,
        Action<string, string, string> note)
    {
        if (roles[0] == IntervalRole.Off && !isOut) note("not-committed", "runs without a commitment", "It is taken off.");
        var stop = Array.IndexOf(roles, IntervalRole.Off);
        if (stop < 0) return;
        var needed = (int)Math.Ceiling(Math.Max(0, watts - move.Edge) / move.Ramp);
        if (needed <= stop) return;
        var until = Math.Min(needed, roles.Length);
        Array.Fill(roles, IntervalRole.On, stop, until - stop);
        note("late-stop", $"stands at {watts / (double)IntervalProblem.WattsPerMw} MW and may stop from "
            + $"{move.Edge / (double)IntervalProblem.WattsPerMw} MW", $"Off {(until - stop) * 5} minutes later than committed.");
    }

    /// <summary>Intervals in the present state, and whether the unit was committed just before. A unit that is not as scheduled changed
    /// just now.</summary>
    private static (int Before, bool WasCommitted) StateOf(
        DispatchRealTimeInputs inputs, ThermalUnit unit, UnitSchedule schedule, bool isOn)
    {
        var state = StateRules.Find(inputs.Before, unit.Name);
        var passed = (int)((inputs.Prices.Start - schedule.Output.Start).TotalMinutes / 5);
        var last = passed == 0 ? -1 : Math.Min((passed - 1) / DispatchRealTimeInputs.IntervalsPerHour, schedule.IsOn.Length - 1);
        var wasCommitted = last < 0 ? state.IsOn : schedule.IsOn[last];
        if (wasCommitted != isOn) return (1, wasCommitted);
        var since = last;
        while (since >= 0 && schedule.IsOn[since] == isOn) since--;
        var before = passed - (since + 1) * DispatchRealTimeInputs.IntervalsPerHour;
        if (since < 0 && state.IsOn == isOn) before += state.HoursInState * DispatchRealTimeInputs.IntervalsPerHour;
        return (Math.Max(1, before), wasCommitted);
    }

    internal static int Intervals(int minutes) => (minutes + 4) / 5;
}
