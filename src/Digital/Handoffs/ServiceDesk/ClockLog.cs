using System.Collections.Immutable;
using Busbar.Kernel.Clocks;
using NodaTime;

namespace Busbar.Digital.Handoffs.ServiceDesk;

/// <summary>What happened to one ticket, for its clock.</summary>
public sealed record TicketEvents(string Ticket, ImmutableArray<ClockEvent> Events);

/// <summary>The clock's events of many tickets, in the order in which each first appears.</summary>
public sealed record ClockLog(string Source, ImmutableArray<TicketEvents> Tickets)
{
    /// <summary>The last instant it speaks of: by then everything in it has happened and is known.</summary>
    public Instant Latest => Tickets.SelectMany(ticket => ticket.Events).Select(each => Instant.Max(each.At, each.KnownAt))
        .DefaultIfEmpty(Instant.MinValue).Max();
}
