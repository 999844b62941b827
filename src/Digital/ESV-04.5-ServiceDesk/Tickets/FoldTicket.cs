using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.ServiceDesk.Tickets;

/// <summary>The facts of one ticket, in the order in which they were recorded.</summary>
public sealed record FoldTicketInputs(string Id, ImmutableArray<TicketFact> Facts);

/// <summary>Folds a ticket's facts into its state. What was recorded is not judged again: <see cref="MoveTicket"/> did that.</summary>
public static class FoldTicket
{
    /// <summary>The ticket. Refuses <c>not-open</c> when its first fact is not its opening.</summary>
    public static Outcome<Ticket> Run(FoldTicketInputs inputs) => inputs.Facts is [TicketOpened opened, .. var rest]
        ? rest.Aggregate(new Ticket(inputs.Id, opened), Apply)
        : new Refusal("not-open", "The first known fact does not open the ticket", $"ticket {inputs.Id}", "Begin with its opening.");

    /// <summary>The ticket after one more fact.</summary>
    public static Ticket Apply(Ticket ticket, TicketFact fact)
    {
        var next = ApplyWork(ticket, fact) ?? ApplyTies(ticket, fact) ?? ApplyPractice(ticket, fact) ?? ticket;
        return fact.At > ticket.LastAt ? next with { LastAt = fact.At } : next;
    }

    private static Ticket? ApplyWork(Ticket ticket, TicketFact fact) => fact switch
    {
        TicketDescribed it => ticket with { Title = it.Title, Body = it.Body },
        TicketPlaced it => ticket with { Service = it.Service, Item = it.Item },
        TicketPrioritised it => ticket with { Impact = it.Impact, Urgency = it.Urgency, Priority = it.Priority },
        ImpactStated it => ticket with { ImpactBegan = it.Began },
        TicketAcknowledged it => Acknowledge(ticket, it),
        TicketQueued it => ticket with { Queue = it.Queue, Agent = "", Reassignments = ticket.Reassignments + 1 },
        TicketAssigned it => Assign(ticket, it),
        WorkStarted it => Acknowledge(ticket, it) with { Stage = TicketStage.Working },
        TicketReplied it => Reply(ticket, it),
        TicketWaited it => ticket with { Stage = TicketStage.Waiting, Waits = it.On },
        TicketResumed => ticket with { Stage = TicketStage.Working, Waits = null },
        TicketResolved it => Acknowledge(ticket, it) with
        {
            Stage = TicketStage.Resolved, Waits = null, Code = it.Code, Resolution = it.Text, ResolvedAt = it.At,
            FirstResolvedAt = ticket.FirstResolvedAt ?? it.At,
        },
        TicketClosed it => ticket with { Stage = TicketStage.Closed, ClosedAt = it.At },
        TicketReopened => ticket with
        {
            Stage = TicketStage.Working, ResolvedAt = null, ClosedAt = null, Code = null, Resolution = "", Survey = null,
            SurveySentAt = null, Reopenings = ticket.Reopenings + 1,
        },
        TicketCancelled it => ticket with { Stage = TicketStage.Cancelled, Waits = null, ClosedAt = it.At },
        _ => null,
    };

    private static Ticket? ApplyTies(Ticket ticket, TicketFact fact) => fact switch
    {
        TicketMerged it => ticket with { MergedInto = it.Into },
        TicketUnmerged => ticket with { MergedInto = "" },
        TicketAbsorbed it => ticket with { Absorbed = ticket.Absorbed.Add(new(it.Other, it.People)) },
        TicketReleased it => ticket with { Absorbed = ticket.Absorbed.RemoveAll(each => each.Id == it.Other) },
        TicketSplit it => ticket with { SplitInto = ticket.SplitInto.Add(it.Into) },
        TicketSplitFrom it => ticket with { SplitFrom = it.Source },
        WatcherAdded it => ticket with { Watchers = ticket.Watchers.Add(it.Watcher) },
        WatcherRemoved it => ticket with { Watchers = ticket.Watchers.Remove(it.Watcher) },
        TicketLinked it => ticket with { Links = ticket.Links.Add(new(it.Kind, it.Target)) },
        TicketUnlinked it => ticket with { Links = ticket.Links.Remove(new(it.Kind, it.Target)) },
        TicketAttached it => ticket with { Attachments = ticket.Attachments.Add(it) },
        SurveySent it => ticket with { SurveySentAt = it.At },
        TicketSurveyed it => ticket with { Survey = it },
        AlertEnded it when it.AlertKey == ticket.Opened.AlertKey => ticket with { AlertEndedAt = it.At },
        BreachStated it => ticket with { Breach = it },
        _ => null,
    };

    private static Ticket? ApplyPractice(Ticket ticket, TicketFact fact) => fact switch
    {
        RequestMade it => ticket with { Request = it },
        TaskDone it => ticket with { TasksDone = ticket.TasksDone.Add(it.Task) },
        ApprovalsAsked it => ticket with { Approvals = ApprovalFlow.Of(it) },
        ApprovalGiven or ApprovalDelegated or ApprovalTimedOut => ticket with { Approvals = ticket.Approvals?.After(fact) },
        KnownErrorStated it => ticket with { KnownError = it },
        ChangePlanned it => ticket with { Change = new(it.Plan, null, null, null) },
        ChangeStarted it => ticket with { Change = ticket.Change! with { StartedAt = it.At }, Stage = TicketStage.Working },
        ChangeEnded it => ticket with { Change = ticket.Change! with { EndedAt = it.At, Outcome = it.Outcome } },
        MajorDeclared it => ticket with { Major = MajorIncident.Of(it) },
        CommandPassed or UpdateSent or MajorEnded or ReviewHeld or ActionDone => ticket with { Major = ticket.Major?.After(fact) },
        _ => null,
    };

    private static Ticket Acknowledge(Ticket ticket, TicketFact fact) => ticket with { AcknowledgedAt = ticket.AcknowledgedAt ?? fact.At };

    private static Ticket Assign(Ticket ticket, TicketAssigned it) => ticket with
    {
        Agent = it.Agent,
        Reassignments = ticket.Reassignments + (ticket.Agent != "" && it.Agent != ticket.Agent ? 1 : 0),
    };

    private static Ticket Reply(Ticket ticket, TicketReplied it)
    {
        var next = it.MessageId == "" ? ticket : ticket with { MessageIds = ticket.MessageIds.Add(it.MessageId) };
        if (!it.IsFromRequester) return Acknowledge(next, it) with { FirstReplyAt = ticket.FirstReplyAt ?? it.At };
        next = next with { RequesterReplies = ticket.RequesterReplies + 1 };
        return ticket is { Stage: TicketStage.Waiting, Waits: WaitingOn.Customer }
            ? next with { Stage = TicketStage.Working, Waits = null }
            : next;
    }
}
