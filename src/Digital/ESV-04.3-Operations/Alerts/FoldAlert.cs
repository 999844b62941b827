using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>What holds an alert back from people.</summary>
public enum AlertHold
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Another alert explains it.</summary>
    Inhibited,
    /// <summary>A silence or maintenance.</summary>
    Silenced,
    /// <summary>It flaps.</summary>
    Damped,
    /// <summary>It is part of a storm.</summary>
    Gathered,
}

/// <summary>One stretch of an alert from its beginning to its end.</summary>
/// <param name="Began">The trouble's beginning on the sender's word.</param>
/// <param name="RaisedAt">When we knew.</param>
/// <param name="AcknowledgedAt">When somebody first took it; null when nobody has.</param>
/// <param name="Ended">The trouble's end on the sender's word; null while it lasts.</param>
/// <param name="ResolvedAt">When we knew of the end.</param>
/// <param name="IsTold">True when a team was told of it.</param>
public sealed record AlertEpisode(
    Instant Began, Instant RaisedAt, Instant? AcknowledgedAt, Instant? Ended, Instant? ResolvedAt, bool IsTold);

/// <summary>Where an alert stands.</summary>
/// <param name="Raised">Its latest beginning: service, title, labels.</param>
/// <param name="Episodes">Every stretch, the latest last; never empty.</param>
/// <param name="Hold">What holds it back.</param>
/// <param name="HeldBy">The alert, silence or storm that does; empty for none.</param>
/// <param name="DeskHasIt">True from when a team was told to when it was told the end.</param>
/// <param name="Team">The team that was told last; empty for none.</param>
/// <param name="ToldAt">When it was last told, alone or in a storm; null for never.</param>
/// <param name="Urgency">How fast it wants a person, after routing.</param>
/// <param name="AcknowledgedBy">Who has it now; null for nobody.</param>
/// <param name="AcknowledgedUntil">When that runs out.</param>
/// <param name="Notices">How often it was told in its latest stretch; of a storm, how many alerts it gathered.</param>
/// <param name="Changes">When it began and ended, as we knew, in order.</param>
/// <param name="Calls">The stretches in which a team that was told has not acknowledged: what paging goes by.</param>
public sealed record AlertStanding(
    AlertRaised Raised, ImmutableArray<AlertEpisode> Episodes, AlertHold Hold, string HeldBy, bool DeskHasIt, string Team,
    Instant? ToldAt, AlertUrgency Urgency, string? AcknowledgedBy, Instant? AcknowledgedUntil, int Notices, ImmutableArray<Instant> Changes,
    ImmutableArray<Interval> Calls)
{
    /// <summary>The alert's key.</summary>
    public string Key => Raised.Key;

    /// <summary>The latest stretch.</summary>
    public AlertEpisode Latest => Episodes[^1];

    /// <summary>True while it lasts.</summary>
    public bool IsFiring => Latest.Ended is null;
}

/// <summary>Folds an alert's facts into where it stands. Refuses facts that do not begin with a beginning (<c>not-raised</c>), of another
/// alert (<c>another-alert</c>), out of order (<c>out-of-order</c>), and a step that its state does not allow
/// (<c>step-not-allowed</c>).</summary>
public static class FoldAlert
{
    /// <summary>The standing after all facts, given in order.</summary>
    public static Outcome<AlertStanding> Run(ImmutableArray<AlertFact> facts)
    {
        if (facts is not [AlertRaised raised, ..])
            return new Refusal("not-raised", "The first fact is not a beginning", facts is [var first, ..] ? first.Key : "alert",
                "Begin with what was raised.");
        var state = Begin(raised);
        for (var i = 1; i < facts.Length; i++)
        {
            if (facts[i].Key != raised.Key)
                return new Refusal("another-alert", $"A fact of {facts[i].Key} among those of {raised.Key}", raised.Key,
                    "Fold each alert apart.");
            if (facts[i].At < facts[i - 1].At)
                return new Refusal("out-of-order", $"{facts[i].At} comes before {facts[i - 1].At}", raised.Key,
                    "Give the facts in order of time.");
            if (!IsAllowed(state, facts[i]))
                return new Refusal("step-not-allowed", $"{facts[i].GetType().Name} does not follow here: it is "
                    + (state.IsFiring ? "firing" : "over"), $"{raised.Key} at {facts[i].At}", "Look at the alert's history.");
            state = Apply(state, facts[i]);
        }
        return state;
    }

    private static bool IsAllowed(AlertStanding state, AlertFact fact) => fact switch
    {
        AlertRaised => !state.IsFiring,
        AlertAcknowledged taken => state.IsFiring && taken.Until > taken.At,
        AcknowledgementExpired => state.AcknowledgedBy is not null,
        AlertReleased => state.Hold != AlertHold.None,
        AlertDamped => state.Hold != AlertHold.Damped,
        _ => state.IsFiring,
    };

    /// <summary>The standing of an alert that begins for the first time.</summary>
    internal static AlertStanding Begin(AlertRaised raised) => new(raised, [Episode(raised, isTold: false)], AlertHold.None, "", false, "",
        null, raised.Urgency, null, null, 1, [raised.At], []);

    /// <summary>The standing after one more fact, which its state allows.</summary>
    internal static AlertStanding Apply(AlertStanding state, AlertFact fact) => fact switch
    {
        AlertRaised raised => Open(state with
        {
            Raised = raised, Episodes = state.Episodes.Add(Episode(raised, state.DeskHasIt)), Notices = 1,
            Urgency = raised.Urgency, Changes = state.Changes.Add(raised.At),
        }, raised.At),
        AlertRepeated repeated => state with { Notices = state.Notices + repeated.Times },
        AlertRouted routed => Open(state with
        {
            DeskHasIt = true, Team = routed.Team, ToldAt = routed.At, Urgency = routed.Urgency,
            Episodes = state.Episodes.SetItem(state.Episodes.Length - 1, state.Latest with { IsTold = true }),
        }, routed.At),
        AlertAcknowledged taken => Close(state with
        {
            AcknowledgedBy = taken.By, AcknowledgedUntil = taken.Until,
            Episodes = state.Episodes.SetItem(state.Episodes.Length - 1,
                state.Latest with { AcknowledgedAt = state.Latest.AcknowledgedAt ?? taken.At }),
        }, taken.At),
        AcknowledgementExpired expired => Open(state with { AcknowledgedBy = null, AcknowledgedUntil = null }, expired.At),
        AlertInhibited inhibited => state with { Hold = AlertHold.Inhibited, HeldBy = inhibited.ByKey },
        AlertSilenced silenced => state with { Hold = AlertHold.Silenced, HeldBy = silenced.Silence },
        AlertDamped => state with { Hold = AlertHold.Damped, HeldBy = "" },
        AlertGathered gathered => state with { Hold = AlertHold.Gathered, HeldBy = gathered.Into, ToldAt = gathered.At },
        AlertReleased => state with { Hold = AlertHold.None, HeldBy = "", DeskHasIt = state.DeskHasIt && state.IsFiring },
        AlertResolved resolved => Resolve(state, resolved),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} is no fact of an alert."),
    };

    /// <summary>The end. A flapping alert stays with the desk; any other hold ends with it.</summary>
    private static AlertStanding Resolve(AlertStanding state, AlertResolved resolved)
    {
        var isDamped = state.Hold == AlertHold.Damped;
        return Close(state with
        {
            Episodes = state.Episodes.SetItem(state.Episodes.Length - 1,
                state.Latest with { Ended = resolved.Ended, ResolvedAt = resolved.At }),
            Hold = isDamped ? AlertHold.Damped : AlertHold.None, HeldBy = "", DeskHasIt = state.DeskHasIt && isDamped,
            AcknowledgedBy = null, AcknowledgedUntil = null, Changes = state.Changes.Add(resolved.At),
        }, resolved.At);
    }

    private static AlertEpisode Episode(AlertRaised raised, bool isTold) => new(raised.Began, raised.At, null, null, null, isTold);

    /// <summary>A team has to be called from an instant on, if it was told, the alert lasts and nobody has it.</summary>
    private static AlertStanding Open(AlertStanding state, Instant at) =>
        state is { DeskHasIt: true, IsFiring: true, AcknowledgedBy: null } && state.Calls is not [.., { HasEnd: false }]
            ? state with { Calls = state.Calls.Add(new(at, null)) } : state;

    private static AlertStanding Close(AlertStanding state, Instant at) => state.Calls is [.., { HasEnd: false } call]
        ? state with { Calls = state.Calls.SetItem(state.Calls.Length - 1, new(call.Start, at)) } : state;
}
