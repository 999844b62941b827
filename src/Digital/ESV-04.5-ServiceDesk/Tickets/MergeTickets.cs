using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Tickets;

/// <summary>Two tickets about one matter.</summary>
/// <param name="From">The one that goes on in the other.</param>
/// <param name="Into">The one that goes on.</param>
public sealed record MergeTicketsInputs(Ticket From, Ticket Into, DeskRules Rules, Actor By, Instant Now);

/// <summary>A fact for each of two tickets; both are appended, or none.</summary>
public sealed record PairedFacts(string First, TicketFact ForFirst, string Second, TicketFact ForSecond);

/// <summary>Lets one ticket go on in another. Nothing is moved, so that <see cref="UnmergeTickets"/> restores both exactly.</summary>
public static class MergeTickets
{
    /// <summary>The facts for both, or why not.</summary>
    public static Outcome<PairedFacts> Run(MergeTicketsInputs inputs)
    {
        var (from, into) = (inputs.From, inputs.Into);
        if (into.Stage is TicketStage.Closed or TicketStage.Cancelled)
            return new Refusal("move-not-allowed", $"{into.Id} is {into.Stage}", $"ticket {into.Id}",
                "Reopen it, or merge the other way round.");
        if (from.Kind != into.Kind)
            return new Refusal("wrong-kind", $"{from.Id} is a {from.Kind}, {into.Id} a {into.Kind}", $"ticket {from.Id}",
                "Link them instead.");
        return Paired.Check(inputs.Rules, inputs.Now, (from, new TicketMerged(inputs.Now, inputs.By, into.Id)),
            (into, new TicketAbsorbed(inputs.Now, inputs.By, from.Id, from.People)));
    }
}

/// <summary>A ticket that was merged by mistake, and the one it goes on in.</summary>
public sealed record UnmergeTicketsInputs(Ticket From, Ticket Into, DeskRules Rules, Actor By, string Why, Instant Now);

/// <summary>Undoes a merge.</summary>
public static class UnmergeTickets
{
    /// <summary>The facts for both, or why not.</summary>
    public static Outcome<PairedFacts> Run(UnmergeTicketsInputs inputs) => Paired.Check(inputs.Rules, inputs.Now,
        (inputs.From, new TicketUnmerged(inputs.Now, inputs.By, inputs.Into.Id, inputs.Why)),
        (inputs.Into, new TicketReleased(inputs.Now, inputs.By, inputs.From.Id)));
}

/// <summary>A second matter in a ticket.</summary>
/// <param name="NewId">The id of the ticket it becomes.</param>
/// <param name="Title">What the second matter is.</param>
/// <param name="Body">In words.</param>
public sealed record SplitTicketInputs(Ticket From, string NewId, string Title, string Body, DeskRules Rules, Actor By, Instant Now);

/// <summary>What a split appends: facts to the old ticket, and the facts of the new one.</summary>
public sealed record SplitFacts(TicketSplit ForOld, ImmutableArray<TicketFact> ForNew);

/// <summary>Makes a second matter a ticket of its own, with the same requester, watchers and place.</summary>
public static class SplitTicket
{
    /// <summary>The facts for both, or why not.</summary>
    public static Outcome<SplitFacts> Run(SplitTicketInputs inputs)
    {
        var (from, now, by) = (inputs.From, inputs.Now, inputs.By);
        var split = new TicketSplit(now, by, inputs.NewId);
        var opening = new TicketOpened(now, by, from.Kind, from.Opened.Channel, from.Requester, inputs.Title, inputs.Body, from.Service,
            from.Item, from.Queue);
        ImmutableArray<TicketFact> rest =
            [new TicketSplitFrom(now, by, from.Id), .. from.Watchers.Select(watcher => new WatcherAdded(now, by, watcher))];
        return MoveTicket.Run(new(from, [split], inputs.Rules, now)) is Outcome<Ticket>.Refused old ? old.Refusal
            : OpenTicket.Run(new(inputs.NewId, opening, now)) is Outcome<Ticket>.Refused fresh ? fresh.Refusal
            : new SplitFacts(split, [opening, .. rest]);
    }
}

/// <summary>Facts that belong together.</summary>
internal static class Paired
{
    public static Outcome<PairedFacts> Check(DeskRules rules, Instant now, (Ticket Ticket, TicketFact Fact) first,
        (Ticket Ticket, TicketFact Fact) second)
    {
        foreach (var (ticket, fact) in new[] { first, second })
            if (MoveTicket.Run(new(ticket, [fact], rules, now)) is Outcome<Ticket>.Refused refused) return refused.Refusal;
        return new PairedFacts(first.Ticket.Id, first.Fact, second.Ticket.Id, second.Fact);
    }
}
