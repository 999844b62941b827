using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics;
using NodaTime;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Tickets;

public sealed class MoveTicketTests
{
    [Fact]
    public void A_ticket_goes_from_opening_to_closing_and_keeps_its_first_and_last_resolution_apart()
    {
        var ticket = Open().After(
            new TicketPrioritised(At(0.1), Ann, 1, 2, 2), new TicketAssigned(At(0.2), Ann, "ben"), new WorkStarted(At(0.3), Ben),
            new TicketReplied(At(0.4), Ben, Channel.Mail, "ben", false, "We look at it."),
            new TicketWaited(At(1), Ben, WaitingOn.Customer, "which screen?"),
            new TicketReplied(At(2), Cleo, Channel.Mail, "cleo", true, "The price screen."),
            new TicketAssigned(At(2.5), Ann, "ann"), new TicketResolved(At(3), Ann, ResolutionCode.Fixed, "The feed runs again."),
            new TicketReopened(At(5), Cleo, "late again"), new TicketResolved(At(8), Ann, ResolutionCode.WorkedAround, "Second feed."),
            new SurveySent(At(9), Ann), new TicketSurveyed(At(10), Cleo, 4, "good"), new TicketClosed(At(12), Ann));
        Assert.Equal((TicketStage.Closed, 2, "ann", 1, 1, 1),
            (ticket.Stage, ticket.Priority, ticket.Agent, ticket.Reassignments, ticket.Reopenings, ticket.RequesterReplies));
        Assert.Equal((At(0.3), At(0.4), At(3), At(8), At(12)),
            (ticket.AcknowledgedAt, ticket.FirstReplyAt, ticket.FirstResolvedAt, ticket.ResolvedAt, ticket.ClosedAt));
        Assert.Equal((ResolutionCode.WorkedAround, 4), (ticket.Code, ticket.Survey!.Score));
        Assert.False(ticket.IsOpen);
    }

    [Fact]
    public void What_the_house_does_not_allow_is_refused_with_its_reason()
    {
        var open = Open();
        var resolved = open.After(new TicketResolved(At(1), Ann, ResolutionCode.Fixed, "done"));
        var closed = resolved.After(new TicketClosed(At(2), Ann));
        Assert.Equal("already-open", open.Refused(Opening()));
        Assert.Equal("in-the-future", open.Refused(new TicketNoted(At(10_001), Ann, "x")));
        Assert.Equal("in-the-future", open.Refused(new ImpactStated(At(1), Ann, At(2))));
        Assert.Equal("move-not-allowed", open.Refused(new TicketClosed(At(1), Ann)));
        Assert.Equal("move-not-allowed", open.Refused(new TicketReopened(At(1), Ann, "why")));
        Assert.Equal("move-not-allowed", open.Refused(new TicketResumed(At(1), Ann)));
        Assert.Equal("move-not-allowed", resolved.Refused(new TicketWaited(At(2), Ann, WaitingOn.Vendor, "parts")));
        Assert.Equal("move-not-allowed", closed.Refused(new TicketAssigned(At(3), Ann, "ben")));
        Assert.Equal("move-not-allowed", closed.Refused(new TicketReplied(At(3), Cleo, Channel.Mail, "cleo", true, "again")));
        Assert.Equal("no-text", open.Refused(new TicketNoted(At(1), Ann, " ")));
        Assert.Equal("no-text", open.Refused(new TicketReplied(At(1), Ann, Channel.Mail, "ann", false, "")));
        Assert.Equal("no-text", open.Refused(new TicketResolved(At(1), Ann, ResolutionCode.Fixed, "")));
        Assert.Equal("no-text", open.Refused(new TicketDescribed(At(1), Ann, "", "body")));
        Assert.Equal("no-reason", resolved.Refused(new TicketReopened(At(2), Ann, "")));
        Assert.Equal("no-reason", open.Refused(new TicketCancelled(At(2), Ann, "")));
        Assert.Equal("no-reason", open.Refused(new TicketWaited(At(2), Ann, WaitingOn.Vendor, "")));
        Assert.Equal("wrong-priority", open.Refused(new TicketPrioritised(At(1), Ann, 1, 1, 2)));
        Assert.Equal("no-such-priority", open.Refused(new TicketPrioritised(At(1), Ann, 4, 1, 4)));
        Assert.Equal("attachment-too-large", open.Refused(new TicketAttached(At(1), Ann, ContentHash.Of("x"), "x", "text/plain",
            26 << 20)));
        Assert.Equal("move-not-allowed", open.Refused(new TicketSurveyed(At(1), Cleo, 5, "")));
        Assert.Equal("bad-score", resolved.Refused(new TicketSurveyed(At(2), Cleo, 6, "")));
        Assert.Equal("not-the-requester", resolved.Refused(new TicketSurveyed(At(2), Ann, 5, "")));
        Assert.Equal("surveyed-twice", resolved.Refused(new TicketSurveyed(At(2), Cleo, 5, ""), new TicketSurveyed(At(3), Cleo, 1, "")));
        Assert.Equal("already-watching", open.Refused(new WatcherAdded(At(1), Ann, "dan"), new WatcherAdded(At(1), Ann, "dan")));
        Assert.Equal("not-watching", open.Refused(new WatcherRemoved(At(1), Ann, "dan")));
        Assert.Equal("already-linked", open.Refused(new TicketLinked(At(1), Ann, LinkKind.Related, "T-1")));
        Assert.Equal("not-linked", open.Refused(new TicketUnlinked(At(1), Ann, LinkKind.Problem, "P-1")));
        Assert.Equal("wrong-kind", open.Refused(new KnownErrorStated(At(1), Ann, "cause", "way", [])));
        Assert.Equal("no-text", Open(TicketKind.Problem).Refused(new KnownErrorStated(At(1), Ann, "cause", "", [])));
        Assert.Equal("not-open", Code(FoldTicket.Run(new("T-1", [new TicketNoted(At(1), Ann, "x")]))));
    }

    [Fact]
    public void Nothing_is_opened_without_title_queue_requester_or_in_the_future()
    {
        string? Of(TicketOpened opening) => Code(OpenTicket.Run(new("T-1", opening, Start)));
        Assert.Null(Of(Opening()));
        Assert.Equal("no-text", Of(Opening() with { Title = " " }));
        Assert.Equal("text-too-long", Of(Opening() with { Title = new('x', 301) }));
        Assert.Equal("no-queue", Of(Opening() with { Queue = "" }));
        Assert.Equal("no-requester", Of(Opening() with { Requester = "" }));
        Assert.Null(Of(Opening() with { Requester = "", Channel = Channel.Alert }));
        Assert.Equal("in-the-future", Of(Opening(at: 1)));
    }

    [Fact]
    public void The_priority_matrices_are_those_of_the_incident_log_and_of_iTop()
    {
        (int, int, int)[] published = [(1, 1, 1), (1, 2, 2), (2, 1, 2), (2, 2, 3), (2, 3, 4), (3, 1, 3), (3, 2, 4), (3, 3, 4)];
        foreach (var (impact, urgency, priority) in published)
        {
            Assert.Equal(priority, PriorityMatrix.ServiceNow.Of(impact, urgency).OrThrow());
            Assert.Equal(priority, PriorityMatrix.Busbar.Of(impact, urgency).OrThrow());
        }
        Assert.Equal("no-such-priority", Code(PriorityMatrix.ServiceNow.Of(1, 3)));
        Assert.Equal(3, PriorityMatrix.Busbar.Of(1, 3).OrThrow());
        int[] itop = [.. from impact in Enumerable.Range(1, 3) from urgency in Enumerable.Range(1, 4)
            select PriorityMatrix.ITop.Of(impact, urgency).OrThrow()];
        Assert.Equal([1, 1, 2, 4, 1, 2, 3, 4, 2, 3, 3, 4], itop);
        Assert.Equal("no-such-priority", Code(PriorityMatrix.ITop.Of(0, 1)));
    }

    [Fact]
    public void A_merge_and_its_undoing_leave_both_tickets_as_they_were()
    {
        var (first, second) = (Open(id: "T-1").After(new WatcherAdded(At(0.5), Ann, "dan")), Open(id: "T-2"));
        var merge = MergeTickets.Run(new(first, second, DeskRules.Default, Ann, At(1))).OrThrow();
        var (gone, taken) = (first.After(merge.ForFirst), second.After(merge.ForSecond));
        Assert.Equal(("T-2", false), (gone.MergedInto, gone.IsOpen));
        Assert.Equal(["cleo", "dan"], taken.People.AsEnumerable());
        Assert.Equal("merged-away", gone.Refused(new TicketNoted(At(1), Ann, "x")));
        Assert.Equal("merged-away", Code(MergeTickets.Run(new(second, gone, DeskRules.Default, Ann, At(1)))));
        Assert.Equal("not-merged", Code(UnmergeTickets.Run(new(gone, first with { Id = "T-9" }, DeskRules.Default, Ann, "no", At(2)))));
        Assert.Equal("not-merged", taken.Refused(new TicketReleased(At(2), Ann, "T-9")));
        Assert.Equal("no-reason", Code(UnmergeTickets.Run(new(gone, taken, DeskRules.Default, Ann, "", At(2)))));
        var undone = UnmergeTickets.Run(new(gone, taken, DeskRules.Default, Ann, "two matters", At(2))).OrThrow();
        Assert.Equal(Text(first with { LastAt = At(2) }), Text(gone.After(undone.ForFirst)));
        Assert.Equal(Text(second with { LastAt = At(2) }), Text(taken.After(undone.ForSecond)));
    }

    [Fact]
    public void Tickets_that_do_not_fit_are_not_merged()
    {
        var one = Open();
        Assert.Equal("merge-with-itself", Code(MergeTickets.Run(new(one, one, DeskRules.Default, Ann, At(1)))));
        Assert.Equal("wrong-kind", Code(MergeTickets.Run(new(one, Open(TicketKind.Request, "T-2"), DeskRules.Default, Ann, At(1)))));
        var ended = Open(id: "T-2").After(new TicketCancelled(At(1), Ann, "no"));
        Assert.Equal("move-not-allowed", Code(MergeTickets.Run(new(one, ended, DeskRules.Default, Ann, At(1)))));
    }

    [Fact]
    public void A_split_makes_a_second_ticket_of_the_same_people()
    {
        var first = Open().After(new WatcherAdded(At(0.5), Ann, "dan"));
        var split = SplitTicket.Run(new(first, "T-2", "And the curve is empty", "", DeskRules.Default, Ann, At(1))).OrThrow();
        var fresh = FoldTicket.Run(new("T-2", split.ForNew)).OrThrow();
        Assert.Equal(("T-1", "cleo", "price-feed"), (fresh.SplitFrom, fresh.Requester, fresh.Item));
        Assert.Equal(first.People.AsEnumerable(), fresh.People);
        Assert.Equal(["T-2"], first.After(split.ForOld).SplitInto.AsEnumerable());
        Assert.Equal("no-text", Code(SplitTicket.Run(new(first, "T-2", "", "", DeskRules.Default, Ann, At(1)))));
    }

    [Fact]
    public void Any_legal_sequence_folds_to_what_its_moves_made_also_through_JSON()
    {
        var random = new SeededRandom(7);
        for (var run = 0; run < 150; run++)
        {
            var facts = new List<TicketFact> { Opening((TicketKind)random.NextBelow(5)) };
            var ticket = OpenTicket.Run(new("T-1", (TicketOpened)facts[0], Start)).OrThrow();
            for (var i = 1; i < 40; i++)
            {
                var fact = Any(random, At(i * 0.25));
                if (ticket.Move(fact) is not Outcome<Ticket>.Done done) continue;
                facts.Add(fact);
                ticket = done.Value;
                Assert.Equal(ticket.IsOpen, ticket.ClosedAt is null && ticket.ResolvedAt is null && ticket.MergedInto == "");
                Assert.True(ticket.ResolvedAt is null || ticket.FirstResolvedAt <= ticket.ResolvedAt);
            }
            Assert.Equal(Text(ticket), Text(FoldTicket.Run(new("T-1", [.. facts.Select(ThroughJson)])).OrThrow()));
        }
    }

    private static TicketFact Any(SeededRandom random, Instant at) => random.NextBelow(24) switch
    {
        0 => new TicketPrioritised(at, Ann, 2, 2, 3),
        1 => new TicketQueued(at, Ann, $"queue-{random.NextBelow(3)}"),
        2 => new TicketAssigned(at, Ann, random.NextBelow(2) == 0 ? "ann" : "ben"),
        3 => new WorkStarted(at, Ben),
        4 => new TicketNoted(at, Ben, "seen"),
        5 => new TicketReplied(at, Ben, Channel.Mail, "ben", random.NextBelow(2) == 0, "text", $"m{at}"),
        6 => new TicketWaited(at, Ben, (WaitingOn)random.NextBelow(3), "why"),
        7 => new TicketResumed(at, Ben),
        8 => new TicketResolved(at, Ben, ResolutionCode.Fixed, "done"),
        9 => new TicketClosed(at, Ben),
        10 => new TicketReopened(at, Cleo, "again"),
        11 => new TicketCancelled(at, Cleo, "no more"),
        12 => new TicketMerged(at, Ann, "T-2"),
        13 => new TicketUnmerged(at, Ann, "T-2", "mistake"),
        14 => new TicketAbsorbed(at, Ann, $"T-{at}", ["eve"]),
        15 => new WatcherAdded(at, Ann, $"w{random.NextBelow(3)}"),
        16 => new WatcherRemoved(at, Ann, $"w{random.NextBelow(3)}"),
        17 => new TicketLinked(at, Ann, LinkKind.Problem, $"P-{random.NextBelow(3)}"),
        18 => new TicketAttached(at, Ann, ContentHash.Of("x"), "x.txt", "text/plain", 1),
        19 => new TicketSurveyed(at, Cleo, 5, "fine"),
        20 => new MajorDeclared(at, Ann, "ann", Duration.FromMinutes(30)),
        21 => new UpdateSent(at, Ann, Audience.Employees, "still out"),
        22 => new MajorEnded(at, Ann),
        _ => new ReviewHeld(at, Ann, "text", [new ReviewAction("do", "ben", new(2026, 4, 1))]),
    };
}
