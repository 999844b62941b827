using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Kernel.Clocks;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Tickets;

/// <summary>A fact and when it was recorded, which may be later than it happened.</summary>
public readonly record struct RecordedFact(TicketFact Fact, Instant KnownAt);

/// <summary>Says a ticket's facts in the clock's words, so that every deadline is read off them. A request waits while its approval does; a
/// ticket that goes on in another has no deadline of its own; each queue has a target of its own name, <c>queue:network</c>.</summary>
public static class LogTicket
{
    /// <summary>The events, in the order of the facts. Empty when the first fact does not open the ticket.</summary>
    public static ImmutableArray<ClockEvent> Run(ImmutableArray<RecordedFact> facts)
    {
        if (facts is not [{ Fact: TicketOpened opened }, ..]) return [];
        var ticket = new Ticket("", opened);
        var first = facts.Select(each => each.Fact).OfType<TicketPrioritised>().FirstOrDefault(each => each.At == opened.At);
        var known = facts[0].KnownAt;
        var events = ImmutableArray.CreateBuilder<ClockEvent>();
        events.Add(new ClockEvent.Created(opened.At, known, first is null ? "" : Priority(first), opened.Requester == ""));
        events.Add(new ClockEvent.Started(opened.At, known, Target(opened.Queue)));
        foreach (var (fact, knownAt) in facts.Skip(1))
        {
            var next = FoldTicket.Apply(ticket, fact);
            if (!ReferenceEquals(fact, first)) events.AddRange(Events(ticket, next, fact, knownAt));
            ticket = next;
        }
        return Standing(facts, events);
    }

    /// <summary>The events of facts that were recorded as they happened.</summary>
    public static ImmutableArray<ClockEvent> Of(IEnumerable<TicketFact> facts) => Run([.. facts.Select(fact => new RecordedFact(fact,
        fact.At))]);

    private static IEnumerable<ClockEvent> Events(Ticket before, Ticket after, TicketFact fact, Instant knownAt)
    {
        var at = fact.At;
        if (Waits(before) && !Waits(after)) yield return new ClockEvent.Resumed(at, knownAt);
        if (Word(fact, knownAt) is { } word) yield return word;
        if (!Waits(before) && Waits(after)) yield return new ClockEvent.Paused(at, knownAt, after.Waits?.ToString() ?? "Approval");
        if (before.IsOpen && (!after.IsOpen || after.Queue != before.Queue))
            yield return new ClockEvent.Stopped(at, knownAt, Target(before.Queue));
        if (after.IsOpen && (!before.IsOpen || after.Queue != before.Queue))
            yield return new ClockEvent.Started(at, knownAt, Target(after.Queue));
    }

    private static ClockEvent? Word(TicketFact fact, Instant knownAt) => fact switch
    {
        TicketReplied { IsFromRequester: true } => new ClockEvent.RequesterWrote(fact.At, knownAt),
        TicketReplied => new ClockEvent.AgentReplied(fact.At, knownAt),
        TicketPrioritised it => new ClockEvent.PriorityChanged(fact.At, knownAt, Priority(it)),
        TicketResolved => new ClockEvent.Resolved(fact.At, knownAt),
        TicketClosed => new ClockEvent.Closed(fact.At, knownAt),
        TicketReopened => new ClockEvent.Reopened(fact.At, knownAt),
        TicketCancelled or TicketMerged => new ClockEvent.Cancelled(fact.At, knownAt),
        _ => null,
    };

    /// <summary>A merge that was undone never happened to the clock.</summary>
    private static ImmutableArray<ClockEvent> Standing(ImmutableArray<RecordedFact> facts, ImmutableArray<ClockEvent>.Builder events)
    {
        var undone = facts.Select((each, i) => (each.Fact, i)).Where(each => each.Fact is TicketMerged
            && facts.Skip(each.i).Any(later => later.Fact is TicketUnmerged)).Select(each => each.Fact.At).ToHashSet();
        return undone.Count == 0 ? events.ToImmutable()
            : [.. events.Where(each => !(each is ClockEvent.Cancelled && undone.Contains(each.At)))];
    }

    private static bool Waits(Ticket ticket) => ticket.IsOpen
        && (ticket.Stage == TicketStage.Waiting || ticket is { Request: not null, Approvals.Standing: ApprovalStanding.Pending });

    private static string Priority(TicketPrioritised fact) => fact.Priority.ToString(CultureInfo.InvariantCulture);

    private static string Target(string queue) => $"queue:{queue}";
}
