using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Prediction;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>How likely open tickets are to come in late, as the desk's own last tickets tell. Learned anew each hour.</summary>
public sealed class BreachOddsBook(TicketBook tickets, LevelBook levels)
{
    private const int LearnedMost = 500;
    private static readonly Duration lasts = Duration.FromHours(1);
    private readonly Lock learning = new();
    private volatile Learned? last;

    private sealed record Learned(Instant At, BreachModel? Model);

    /// <summary>The odds of a ticket by how its targets stand; null when it has ended, or the desk has not ended any yet.</summary>
    public BreachPrediction? Of(Ticket ticket, ImmutableArray<TargetState> targets, AsOf asOf, Instant clock) =>
        ticket.IsOpen ? Model(asOf, clock)?.Of(ticket, targets) : null;

    private BreachModel? Model(AsOf asOf, Instant clock)
    {
        if (asOf != AsOf.Latest) return Learn(asOf, clock);
        if (last is not { } kept)
            lock (learning)
                return (last ??= new(clock, Learn(asOf, clock))).Model;
        // Nobody waits for the next lesson: until one request has learned it, the others go by the last.
        if (clock - kept.At > lasts && learning.TryEnter())
            try
            {
                last = new(clock, Learn(asOf, clock));
            }
            finally
            {
                learning.Exit();
            }
        return last.Model;
    }

    private BreachModel? Learn(AsOf asOf, Instant clock)
    {
        var policy = levels.Policy(asOf);
        ImmutableArray<TicketHistory> past =
        [
            .. tickets.All(asOf).Where(ticket => !ticket.IsOpen && ticket.ResolvedAt is not null).OrderByDescending(ticket =>
                ticket.ResolvedAt)
                .Take(LearnedMost).Select(ticket => new TicketHistory(ticket.Id, tickets.History(ticket.Id, asOf))),
        ];
        return LearnBreaches.Run(new(past, policy.Terms, policy.Clock, clock)) is Outcome<BreachModel>.Done done ? done.Value : null;
    }
}
