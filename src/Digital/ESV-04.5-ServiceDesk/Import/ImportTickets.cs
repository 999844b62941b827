using System.Collections.Immutable;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Import;

/// <summary>Tickets of another desk.</summary>
/// <param name="Prefix">What their ids begin with here, so that they meet no ticket of ours: <c>snow-</c>.</param>
/// <param name="Queue">Where a ticket goes that names none.</param>
public sealed record ImportTicketsInputs(ImmutableArray<ImportedTicket> Tickets, string Prefix, string Queue, PriorityMatrix Matrix);

/// <summary>Turns another desk's tickets into facts of ours. Only what the other desk said becomes a fact; what contradicts itself is left
/// out with a finding, and no ticket is dropped.</summary>
public static class ImportTickets
{
    /// <summary>The facts of each ticket. Refuses <c>unknown-kind</c>, <c>unknown-state</c>; finds <c>times-out-of-order</c>,
    /// <c>no-priority</c>, <c>time-missing</c>, <c>reopenings-without-time</c>.</summary>
    public static Outcome<ImmutableArray<TicketHistory>> Run(ImportTicketsInputs inputs)
    {
        var findings = new List<Finding>();
        var histories = ImmutableArray.CreateBuilder<TicketHistory>(inputs.Tickets.Length);
        foreach (var ticket in inputs.Tickets)
        {
            if (KindOf(ticket.Kind) is not { } kind)
                return new Refusal("unknown-kind", $"'{ticket.Kind}' is no kind of ticket", ticket.Where,
                    "Map it to incident, request, problem or change.");
            if (ticket.State is not ("new" or "working" or "waiting" or "resolved" or "closed" or "cancelled"))
                return new Refusal("unknown-state", $"'{ticket.State}' is no state of ours", ticket.Where,
                    "Map it to new, working, waiting, resolved, closed or cancelled.");
            histories.Add(new(inputs.Prefix + ticket.Number, [.. Facts(ticket, kind, inputs, findings)]));
        }
        return Outcome.Of(histories.ToImmutable(), findings);
    }

    private static IEnumerable<TicketFact> Facts(ImportedTicket it, TicketKind kind, ImportTicketsInputs inputs, List<Finding> findings)
    {
        var (at, by) = (it.OpenedAt, Actor.Gateway);
        void Find(string code, string what, string done) => findings.Add(new(code, Severity.Warning, what, it.Where, done));
        yield return new TicketOpened(at, by, kind, Channel.Agent, it.Requester, it.Title, it.Body, it.Service, it.Item,
            it.Queue == "" ? inputs.Queue : it.Queue);
        if (it.Impact != 0 || it.Urgency != 0)
        {
            if (inputs.Matrix.Of(it.Impact, it.Urgency) is Outcome<int>.Done priority)
                yield return new TicketPrioritised(at, by, it.Impact, it.Urgency, priority.Value);
            else Find("no-priority", $"The matrix has nothing for impact {it.Impact}, urgency {it.Urgency}", "left it without a priority");
        }
        if (it.Agent != "") yield return new TicketAssigned(at, by, it.Agent);
        if (it.ReopenedCount > 0) Find("reopenings-without-time", $"It was reopened {it.ReopenedCount} times; nobody says when",
            "noted no reopening");
        if (it.State == "working") yield return new WorkStarted(at, by);
        if (it.State == "waiting") yield return new TicketWaited(at, by, WaitingOn.Customer, "waiting in the desk it comes from");
        if (it.State == "cancelled") yield return new TicketCancelled(it.ClosedAt ?? at, by, "cancelled in the desk it comes from");
        if (it.State is not ("resolved" or "closed")) yield break;
        var (resolved, closed) = (it.ResolvedAt ?? it.ClosedAt, it.ClosedAt);
        if (it.ResolvedAt is null) Find("time-missing", "Nobody says when it was resolved", closed is null ? "took its opening"
            : "took its closing");
        if (resolved < at || closed < resolved)
        {
            Find("times-out-of-order", $"Opened {at}, resolved {resolved}, closed {closed}", "took the later one for the earlier");
            (resolved, closed) = (Later(at, resolved), closed is null ? null : Later(Later(at, resolved), closed));
        }
        yield return new TicketResolved(resolved ?? at, by, ResolutionCode.Fixed, it.Resolution == ""
            ? "resolved in the desk it comes from" : it.Resolution);
        if (it.State != "closed") yield break;
        if (closed is null) Find("time-missing", "Nobody says when it was closed", "took its resolution");
        yield return new TicketClosed(closed ?? resolved ?? at, by);
    }

    private static Instant Later(Instant one, Instant? other) => Instant.Max(one, other ?? one);

    private static TicketKind? KindOf(string word) => word switch
    {
        "incident" => TicketKind.Incident,
        "request" => TicketKind.Request,
        "problem" => TicketKind.Problem,
        "change" => TicketKind.Change,
        _ => null,
    };
}
