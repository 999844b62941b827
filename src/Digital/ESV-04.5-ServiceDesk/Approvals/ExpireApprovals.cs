using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Approvals;

/// <summary>Finds the approvals that nobody decided in time. Whether that escalates or refuses is in their step.</summary>
public static class ExpireApprovals
{
    /// <summary>A fact for each ticket that is late as of the clock.</summary>
    public static ImmutableArray<(string Ticket, ApprovalTimedOut Fact)> Run(IEnumerable<Ticket> tickets, Instant now) =>
    [
        .. tickets.Where(ticket => ticket.Approvals?.DueAt <= now)
            .Select(ticket => (ticket.Id, new ApprovalTimedOut(now, Actor.Engine))),
    ];
}
