using NodaTime;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>Decides which alerts people are told of, once the facts of a moment are in.</summary>
internal static class DecideTelling
{
    public static void On(AlertBoard board, ReceiveNoticesInputs inputs)
    {
        var policy = inputs.Policy;
        foreach (var standing in board.All.ToArray()) Age(board, standing, policy);
        var inhibitors = new FindInhibitor(policy.Inhibits, board.All.Where(each => each.IsFiring));
        var free = new List<AlertStanding>();
        foreach (var standing in board.All.Where(IsUndecided).ToArray())
        {
            var held = Hold(standing, inputs, inhibitors);
            if (held is not null)
            {
                var isHeldSo = held.Hold == standing.Hold && held.HeldBy == standing.HeldBy;
                if (standing.Hold != AlertHold.Damped && !isHeldSo) board.Add(held.Fact);
            }
            else
                free.Add(standing.Hold is AlertHold.None or AlertHold.Damped ? standing
                    : board.Add(new AlertReleased(board.AsOf, standing.Key, $"{standing.Hold} no more")));
        }
        GatherStorm.On(board, free, policy);
    }

    /// <summary>A flapping alert that the desk does not have is told once; from then on only its quiet end is.</summary>
    private static bool IsUndecided(AlertStanding standing) =>
        standing is { IsFiring: true, DeskHasIt: false, Hold: not AlertHold.Gathered };

    /// <summary>What time alone does: an acknowledgement runs out, a flapping alert is quiet, one begins to flap.</summary>
    private static void Age(AlertBoard board, AlertStanding standing, AlertPolicy policy)
    {
        if (standing.AcknowledgedUntil <= board.AsOf) standing = board.Add(new AcknowledgementExpired(board.AsOf, standing.Key));
        var last = standing.Changes[^1];
        var changes = standing.Changes.Count(at => at > board.AsOf - policy.FlapWindow);
        if (standing.Hold == AlertHold.Damped && last + policy.FlapQuiet <= board.AsOf)
            board.Add(new AlertReleased(board.AsOf, standing.Key, $"quiet since {last}"));
        else if (standing.Hold != AlertHold.Damped && last == board.AsOf && changes >= policy.FlapChanges)
            board.Add(new AlertDamped(board.AsOf, standing.Key, changes));
    }

    private sealed record Held(AlertHold Hold, string HeldBy, AlertFact Fact);

    private static Held? Hold(AlertStanding standing, ReceiveNoticesInputs inputs, FindInhibitor inhibitors)
    {
        foreach (var silence in inputs.Silences)
            if (silence.From <= inputs.AsOf && inputs.AsOf < silence.To && silence.Matchers.FitAll(standing.Raised.Labels))
                return new(AlertHold.Silenced, silence.Id, new AlertSilenced(inputs.AsOf, standing.Key, silence.Id, silence.To));
        return inhibitors.Of(standing) is var (key, rule)
            ? new(AlertHold.Inhibited, key, new AlertInhibited(inputs.AsOf, standing.Key, key, rule)) : null;
    }
}
