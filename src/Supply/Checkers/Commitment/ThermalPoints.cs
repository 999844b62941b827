using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Checkers.Commitment;

/// <summary>A thermal unit's base points, judged interval by interval against the one before.</summary>
internal sealed class ThermalPoints(
    ThermalUnit unit, RealTimeTerms terms, UnitSchedule plan, UnitBasePoint point, Action<string, string, int> note)
{
    private readonly decimal least = unit.MinMw.Value;
    private readonly decimal most = Math.Min(unit.MaxMw.Value, terms.Available?.Value ?? unit.MaxMw.Value);
    private readonly decimal ramp = unit.RampMwPerHour.Value / 12;
    private bool isOut => most < least;
    private decimal edge => Math.Max(least, ramp) + Faults.Watt;
    private decimal promised => isOut ? 0 : Math.Max(0, Math.Min(Math.Min(terms.Reserve.Value, most - least), 2 * ramp));

    /// <summary>The scheduled hour of an interval; the last one stands for what comes after the day.</summary>
    public static int HourAt(UnitSchedule plan, UnitBasePoint point, int at) =>
        Math.Min((int)Math.Floor((point.Output.IntervalAt(at).Start - plan.Output.Start).TotalHours), plan.IsOn.Length - 1);

    public void Check()
    {
        for (var at = 0; at < point.Output.Count; at++)
        {
            var (was, from) = at == 0 ? (point.IsOnBefore, point.Before.Value) : (point.IsOn[at - 1], point.Output[at - 1].Value);
            var (now, to) = (point.IsOn[at], point.Output[at].Value);
            if (!now && to != 0) note("check-off-output", $"is off and sent to {to} MW", at);
            if (now) CheckLevel(at, was, from, to);
            if (was && now && Math.Abs(to - from) > ramp + Faults.Watt)
                note("check-ramp", $"is sent from {from} to {to} MW; five minutes of its ramp are {ramp}", at);
            if (!was && now && to > edge) note("check-start-cap", $"starts at {to} MW; it may start at {edge - Faults.Watt}", at);
            if (was && !now && from > edge) note("check-stop-cap", $"stops from {from} MW; it may stop from {edge - Faults.Watt}", at);
            CheckCommitment(at, was, now, from);
        }
        CheckQuickRuns();
    }

    private void CheckLevel(int at, bool was, decimal from, decimal to)
    {
        var (floor, roof) = (least, (isOut ? unit.MaxMw.Value : most) - promised);
        if (was) (floor, roof) = (Math.Min(floor, from + ramp), Math.Max(roof, from - ramp));
        if (to < floor - Faults.Watt || to > roof + Faults.Watt)
            note("check-limits", $"is sent to {to} MW, outside {floor} to {roof} MW with {promised} MW of reserve", at);
        var room = Math.Max(0, (isOut ? unit.MaxMw.Value : most) - to);
        if (point.Reserve[at].Value > Math.Min(room, 2 * ramp) + Faults.Watt || to <= roof && point.Reserve[at].Value > terms.Reserve.Value)
            note("check-reserve", $"claims {point.Reserve[at]} of reserve; {room} MW are left and {terms.Reserve} asked", at);
    }

    private void CheckCommitment(int at, bool was, bool now, decimal from)
    {
        var isCommitted = plan.IsOn[HourAt(plan, point, at)] && !isOut;
        var mayBeLate = was && from > edge && point.IsOn.Take(at).All(on => on) && point.IsOnBefore;
        if (now && !isCommitted && (terms.QuickStart is null || isOut) && !mayBeLate)
            note("check-commitment", "is on without a commitment and is no quick start", at);
        if (!now && isCommitted && !IsStandingStill(at)) note("check-commitment", "is off although committed", at);
    }

    /// <summary>It stood still when it should already have run, and has not been able to start since.</summary>
    private bool IsStandingStill(int at)
    {
        if (point.IsOnBefore || point.IsOn.Take(at + 1).Any(on => on)) return false;
        var earlier = (int)Math.Floor((point.Output.Start - NodaTime.Duration.FromMinutes(5) - plan.Output.Start).TotalHours);
        if (earlier >= 0 && !plan.IsOn[Math.Min(earlier, plan.IsOn.Length - 1)]) return false;
        if (terms.QuickStart is { } quick && at * 5 >= Math.Max(quick.StartMinutes, quick.MinDownMinutes)) return false;
        return Enumerable.Range(0, at + 1).All(before => plan.IsOn[HourAt(plan, point, before)]);
    }

    /// <summary>Runs and pauses that real time chose: late enough, long enough.</summary>
    private void CheckQuickRuns()
    {
        if (terms.QuickStart is not { } quick) return;
        for (int at = 0, since = -1; at < point.Output.Count; at++)
        {
            var was = at == 0 ? point.IsOnBefore : point.IsOn[at - 1];
            if (point.IsOn[at] == was) continue;
            var chosen = !plan.IsOn[HourAt(plan, point, at)];
            if (point.IsOn[at] && chosen && !point.IsOnBefore && since < 0 && at * 5 < quick.StartMinutes)
                note("check-quick-start", $"starts in {at * 5} minutes; it needs {quick.StartMinutes}", at);
            var needed = was ? quick.MinUpMinutes : quick.MinDownMinutes;
            if (since >= 0 && (at - since) * 5 < needed && !isOut)
                note("check-quick-start", $"changes after {(at - since) * 5} minutes; it must stay {needed}", at);
            since = at;
        }
    }
}
