using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Tickets;

/// <summary>A ticket and facts somebody wants to add to it.</summary>
/// <param name="Ticket">As it stands.</param>
/// <param name="Facts">In order; all are added or none.</param>
/// <param name="Now">The clock; a fact may be dated back but not forward.</param>
public sealed record MoveTicketInputs(Ticket Ticket, ImmutableArray<TicketFact> Facts, DeskRules Rules, Instant Now);

/// <summary>Adds facts to a ticket if the house allows each where the ones before leave it.</summary>
public static class MoveTicket
{
    /// <summary>The ticket afterwards, or why not: nothing is then added.</summary>
    public static Outcome<Ticket> Run(MoveTicketInputs inputs)
    {
        var ticket = inputs.Ticket;
        foreach (var fact in inputs.Facts)
        {
            if (Refuse(ticket, fact, inputs) is { } refusal) return refusal;
            ticket = FoldTicket.Apply(ticket, fact);
        }
        return ticket;
    }

    private static Refusal? Refuse(Ticket ticket, TicketFact fact, MoveTicketInputs inputs)
    {
        var where = $"ticket {ticket.Id}";
        if (fact.At > inputs.Now)
            return new("in-the-future", $"{fact.GetType().Name} is dated {fact.At}, after the clock {inputs.Now}", where,
                "Record what has happened, when it has.");
        if (fact is TicketOpened) return new("already-open", "It was opened before", where, "Open another ticket.");
        if (ticket.MergedInto != "" && fact is not TicketUnmerged)
            return new("merged-away", $"It goes on in {ticket.MergedInto}", where,
                $"Work on {ticket.MergedInto}, or undo the merge if it was a mistake.");
        return RefuseStage(ticket, fact, where) ?? RefuseContent(ticket, fact, inputs.Rules, where) ?? RefuseTies(ticket, fact, where)
            ?? ApprovalLaw.Refuse(ticket, fact, where) ?? ChangeLaw.Refuse(ticket, fact, inputs.Rules, where)
            ?? MajorLaw.Refuse(ticket, fact, where);
    }

    private static Refusal? RefuseStage(Ticket ticket, TicketFact fact, string where)
    {
        var isOpen = ticket.IsOpen;
        var isAllowed = fact switch
        {
            TicketReopened => ticket.Stage is TicketStage.Resolved or TicketStage.Closed or TicketStage.Cancelled,
            TicketClosed => ticket.Stage == TicketStage.Resolved,
            WorkStarted => ticket.Stage == TicketStage.New,
            TicketWaited => ticket.Stage is TicketStage.New or TicketStage.Working,
            TicketResumed => ticket.Stage == TicketStage.Waiting,
            SurveySent or TicketSurveyed => ticket.Stage is TicketStage.Resolved or TicketStage.Closed,
            TicketQueued or TicketAssigned or TicketResolved or TicketCancelled or TaskDone or TicketPrioritised or ApprovalsAsked
                or ApprovalDelegated or ChangePlanned or ChangeStarted or ChangeEnded or MajorDeclared or TicketAcknowledged => isOpen,
            TicketReplied { IsFromRequester: true } => ticket.Stage is not (TicketStage.Closed or TicketStage.Cancelled),
            _ => true,
        };
        if (!isAllowed)
            return new("move-not-allowed", $"{fact.GetType().Name} does not follow {ticket.Stage}", where, isOpen
                ? "Resolve it first." : "Reopen it first, or open a new ticket.");
        if (fact is TicketResolved && !ticket.OpenTasks.IsEmpty)
            return new("tasks-open", $"To be done: {string.Join(", ", ticket.OpenTasks)}", where, "Do the tasks first.");
        if (fact is TicketResolved or TaskDone && ticket.Request is not null
            && ticket.Approvals is { Standing: not ApprovalStanding.Approved })
            return new("not-approved", $"Its approval is {ticket.Approvals.Standing}", where, "Wait for the approval, or cancel it.");
        return null;
    }

    private static Refusal? RefuseContent(Ticket ticket, TicketFact fact, DeskRules rules, string where) => fact switch
    {
        _ when string.IsNullOrWhiteSpace(TextOf(fact)) => new("no-text", $"{fact.GetType().Name} says nothing", where,
            "Write what there is to say."),
        _ when string.IsNullOrWhiteSpace(WhyOf(fact)) => new("no-reason", "The reason is missing", where, "Say why."),
        TicketPrioritised it => WrongPriority(it, rules.Matrix, where),
        ImpactStated it when it.Began > it.At => new("in-the-future", "The impact begins after it was stated", where, "Correct the time."),
        TicketAttached it when it.Bytes > rules.AttachmentBytesMost => new("attachment-too-large",
            $"{it.Name} has {it.Bytes} bytes, the most is {rules.AttachmentBytesMost}", where, "Compress it, or say where it lies."),
        TicketSurveyed it when it.Score is < 1 or > 5 => new("bad-score", $"The score {it.Score} is not 1 to 5", where, "Give 1 to 5."),
        TicketSurveyed it when it.By.Name != ticket.Requester => new("not-the-requester",
            $"{it.By.Name} did not ask for it; {ticket.Requester} did", where, "Ask the requester."),
        TicketSurveyed when ticket.Survey is not null => new("surveyed-twice", "The requester has answered", where,
            "Keep the first answer."),
        TaskDone it when !ticket.OpenTasks.Contains(it.Task) => new("no-such-task", $"No open task is called {it.Task}", where,
            ticket.OpenTasks.IsEmpty ? "It has no open task." : $"Open are {string.Join(", ", ticket.OpenTasks)}."),
        KnownErrorStated when ticket.Kind != TicketKind.Problem => new("wrong-kind", "Only a problem becomes a known error", where,
            "State it on the problem."),
        KnownErrorStated it when it.RootCause == "" || it.Workaround == "" => new("no-text",
            "A known error has a root cause and a workaround", where, "Give both."),
        _ => null,
    };

    private static string TextOf(TicketFact fact) => fact switch
    {
        TicketNoted it => it.Text,
        TicketReplied it => it.Text,
        TicketResolved it => it.Text,
        UpdateSent it => it.Text,
        TicketDescribed it => it.Title,
        _ => "-",
    };

    private static string WhyOf(TicketFact fact) => fact switch
    {
        TicketReopened it => it.Why,
        TicketCancelled it => it.Why,
        TicketUnmerged it => it.Why,
        TicketWaited it => it.Why,
        _ => "-",
    };

    private static Refusal? WrongPriority(TicketPrioritised it, PriorityMatrix matrix, string where) => matrix.Of(it.Impact,
        it.Urgency) switch
    {
        Outcome<int>.Refused refused => refused.Refusal with { Where = where },
        Outcome<int>.Done done when done.Value != it.Priority => new("wrong-priority",
            $"Impact {it.Impact} with urgency {it.Urgency} is priority {done.Value}, not {it.Priority}", where,
                "Judge impact and urgency."),
        _ => null,
    };

    private static Refusal? RefuseTies(Ticket ticket, TicketFact fact, string where) => fact switch
    {
        TicketMerged it when it.Into == ticket.Id => new("merge-with-itself", "It would go on in itself", where, "Name another ticket."),
        TicketUnmerged it when it.From != ticket.MergedInto || it.From == "" => new("not-merged", $"It does not go on in '{it.From}'",
            where,
            "Look at where it goes on."),
        TicketReleased it when ticket.Absorbed.All(each => each.Id != it.Other) => new("not-merged", $"{it.Other} does not go on in it",
            where,
            "Look at what goes on in it."),
        WatcherAdded it when ticket.Watchers.Contains(it.Watcher) => new("already-watching", $"{it.Watcher} hears of it already", where,
            "Nothing is to be done."),
        WatcherRemoved it when !ticket.Watchers.Contains(it.Watcher) => new("not-watching", $"{it.Watcher} does not watch it", where,
            "Nothing is to be done."),
        TicketLinked it when ticket.Links.Contains(new(it.Kind, it.Target)) || it.Target == ticket.Id => new("already-linked",
            $"It is tied to {it.Target} already", where, "Nothing is to be done."),
        TicketUnlinked it when !ticket.Links.Contains(new(it.Kind, it.Target)) => new("not-linked", $"It is not tied to {it.Target}", where,
            "Look at its ties."),
        _ => null,
    };
}
