using System.Collections.Immutable;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Clocks;

/// <summary>What a replay of targets takes.</summary>
/// <param name="AsOf">The instant of the reading; <see cref="ClockLog.Latest"/> for everything the log holds.</param>
public sealed record ReplayInputs(ClockLog Log, ServicePolicy Policy, Instant AsOf);

/// <summary>Reads every target of every ticket off a log, and how often each was kept.</summary>
public static class ReplayTargets
{
    /// <summary>The replay, with the clock's findings by ticket. Refused as the clock refuses a ticket: <c>no-creation</c>,
    /// <c>no-open-hours</c>, <c>deadline-too-far</c>; or <c>empty-log</c>.</summary>
    public static Outcome<TargetReplay> Run(ReplayInputs inputs)
    {
        var (log, policy) = (inputs.Log, inputs.Policy);
        if (log.Tickets.IsEmpty) return new Refusal("empty-log", "The log holds no event", log.Source, "Give a log that has some.");
        var tickets = ImmutableArray.CreateBuilder<TicketTargets>(log.Tickets.Length);
        var findings = new List<Finding>();
        foreach (var ticket in log.Tickets)
            switch (ReadTargets.Run(new(ticket.Events, policy.Terms, policy.Clock, inputs.AsOf)))
            {
                case Outcome<ImmutableArray<TargetState>>.Refused { Refusal: var refusal }:
                    return refusal with { Where = $"{log.Source}, ticket {ticket.Ticket}, {refusal.Where}" };
                case Outcome<ImmutableArray<TargetState>>.Done done:
                    tickets.Add(new(ticket.Ticket, done.Value));
                    findings.AddRange(done.Findings.Select(each => each with { Where = $"ticket {ticket.Ticket}, {each.Where}" }));
                    break;
            }
        return Outcome.Of(new TargetReplay(tickets.ToImmutable(), RatesOf(policy, tickets)), findings);
    }

    private static ImmutableArray<TargetRate> RatesOf(ServicePolicy policy, IEnumerable<TicketTargets> tickets)
    {
        var byTarget = tickets.SelectMany(ticket => ticket.Targets).Where(each => each.Standing != TargetStanding.Cancelled)
            .ToLookup(each => each.Target);
        return
        [
            .. policy.Terms.Select(term => new TargetRate(term.Name,
                byTarget[term.Name].Count(each => each.Standing == TargetStanding.Met),
                byTarget[term.Name].Count(each => each.Stopped is not null),
                byTarget[term.Name].Count(each => each is { Stopped: null, Standing: TargetStanding.Breached }))),
        ];
    }
}
