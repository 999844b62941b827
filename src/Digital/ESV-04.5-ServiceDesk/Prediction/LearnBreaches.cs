using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Prediction;

/// <summary>What is learned from.</summary>
/// <param name="Past">Tickets; those without an end are left out.</param>
/// <param name="Terms">What is promised; the first resolution target is learned.</param>
/// <param name="AsOf">Nothing later is known.</param>
public sealed record LearnBreachesInputs(
    ImmutableArray<TicketHistory> Past, ImmutableArray<TargetTerm> Terms, ClockPolicy Policy, Instant AsOf);

/// <summary>The odds that an open ticket's resolution comes in late.</summary>
/// <param name="Target">The target.</param>
/// <param name="AtPercent">The share of the time given at which tickets like it were looked at: 0, 25, 50 or 75.</param>
/// <param name="Odds">From 0 to 1; 1 once it is late.</param>
/// <param name="Base">The share of late ones among all that were open then.</param>
public sealed record BreachPrediction(string Target, double AtPercent, double Odds, double Base);

/// <summary>What earlier tickets tell of late ones, at each share of the time given.</summary>
public sealed record BreachModel(string Target, ImmutableSortedDictionary<double, BreachOdds> ByPercent)
{
    /// <summary>The odds of a ticket by how its resolution target stands; null when it has ended or nothing was learned of its
    /// age.</summary>
    public BreachPrediction? Of(Ticket ticket, ImmutableArray<TargetState> targets)
    {
        if (targets.LastOrDefault(each => each.Target == Target) is not { ElapsedPercent: { } gone } state) return null;
        if (state.Standing is not (TargetStanding.Running or TargetStanding.Paused or TargetStanding.Breached)
            || !ticket.IsOpen) return null;
        if (!ByPercent.Keys.Any(percent => percent <= gone)) return null;
        var at = ByPercent.Keys.Last(percent => percent <= gone);
        var odds = ByPercent[at];
        return new(Target, at, state.Standing == TargetStanding.Breached ? 1 : odds.Of(LearnBreaches.MomentOf(ticket, false)), odds.Base);
    }
}

/// <summary>Learns from tickets that have ended how likely one comes in late that is still open after a quarter, half or three quarters of
/// its time: each is looked at as it stood at that moment, never later.</summary>
public static class LearnBreaches
{
    private static readonly ImmutableArray<double> percents = [0, 25, 50, 75];

    /// <summary>The model. Refuses <c>nothing-to-learn</c>: no ticket with a resolution target has ended.</summary>
    public static Outcome<BreachModel> Run(LearnBreachesInputs inputs)
    {
        if (inputs.Terms.FirstOrDefault(term => term.Kind == TargetKind.Resolution) is not { } term)
            return new Refusal("nothing-to-learn", "No resolution is promised", "service levels", "Promise one.");
        var lives = inputs.Past.Select(history => (history, State: Resolved(history, term, inputs))).Where(each => each.State is not null)
            .ToArray();
        if (lives.Length == 0)
            return new Refusal("nothing-to-learn", $"No ticket with a target '{term.Name}' has ended by {inputs.AsOf}", term.Name,
                "Wait until some have.");
        return new BreachModel(term.Name, percents.Select(percent => (percent, Moments: Moments(lives!, percent)))
            .Where(each => !each.Moments.IsEmpty).ToImmutableSortedDictionary(each => each.percent, each => new BreachOdds(each.Moments)));
    }

    internal static TicketMoment MomentOf(Ticket ticket, bool isLate) =>
        new(ticket.Queue, ticket.Priority, ticket.Waits is { } on ? $"{ticket.Stage} {on}" : $"{ticket.Stage}", isLate);

    private static TargetState? Resolved(TicketHistory history, TargetTerm term, LearnBreachesInputs inputs) =>
        ReadTargets.Run(new(LogTicket.Of(history.Facts), [term], inputs.Policy,
            inputs.AsOf)) is Outcome<ImmutableArray<TargetState>>.Done done
            && done.Value is [{ Stopped: not null, ElapsedPercent: > 0 } first, ..] ? first : null;

    private static ImmutableArray<TicketMoment> Moments((TicketHistory History, TargetState State)[] lives, double percent) =>
    [
        .. from life in lives
           let at = Reached(life.State, life.State.Worked * (percent / life.State.ElapsedPercent!.Value))
           where at < life.State.Stopped
           select MomentOf(FoldTicket.Run(new(life.History.Id, [.. life.History.Facts.Where(fact => fact.At <= at)])).OrThrow(),
               life.State.BreachedAt is not null),
    ];

    /// <summary>When so much open time had counted.</summary>
    private static Instant? Reached(TargetState state, Duration worked)
    {
        foreach (var stretch in state.Stretches.Where(each => each.IsRunning))
        {
            if (worked <= stretch.Open) return state.Calendar.Add(stretch.From, worked).OrThrow();
            worked -= stretch.Open;
        }
        return null;
    }
}
