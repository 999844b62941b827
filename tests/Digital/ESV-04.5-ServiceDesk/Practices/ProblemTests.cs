using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using NodaTime;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Practices;

public sealed class ProblemTests
{
    [Fact]
    public void Incidents_that_come_again_on_an_item_or_in_like_words_are_found_within_their_window()
    {
        Ticket Incident(string id, double at, string item, string title) => new(id, Opening(at: at, title: title, item: item));
        ImmutableArray<Ticket> incidents =
        [
            Incident("T-1", 0, "price-feed", "Late"), Incident("T-2", 5, "price-feed", "Empty"), Incident("T-3", 9, "price-feed", "Broken"),
            Incident("T-4", 500, "price-feed", "Late"), Incident("T-5", 1, "", "Curve screen is slow"),
            Incident("T-6", 2, "", "The curve screens are slow"), Incident("T-7", 3, "", "Printer jams"), Incident("T-8", 3, "db-1",
                "Full"),
            Incident("T-9", 4, "price-feed", "Late").After(new TicketLinked(At(5), Ann, LinkKind.Problem, "P-1")),
        ];
        var found = FindRecurring.Run(new(incidents, Duration.FromHours(24), 2));
        Assert.Equal([("price-feed", true, "T-1 T-2 T-3"), ("Curve screen is slow", false, "T-5 T-6")],
            found.Select(each => (each.On, each.IsByItem, string.Join(' ', each.Incidents))));
        Assert.Equal((At(0), At(9)), (found[0].First, found[0].Last));
        Assert.Empty(FindRecurring.Run(new(incidents, Duration.FromHours(1), 3)));
    }

    [Fact]
    public void A_known_error_is_offered_by_its_item_by_what_stands_on_it_and_by_its_words()
    {
        Ticket Known(string id, string title, params string[] items) => new Ticket(id, Opening(TicketKind.Problem, title: title))
            .After(new KnownErrorStated(At(1), Ann, "The clock of the vendor is wrong", "Load the second file", [.. items]));
        ImmutableArray<Ticket> problems =
        [
            Known("P-1", "Feed stops", "price-feed"), Known("P-2", "Database swaps", "host-1"), Known("P-3",
                "Prices are late on the screen"),
            Known("P-4", "Closed", "price-feed").After(new TicketCancelled(At(2), Ann, "gone")),
            new("P-5", Opening(TicketKind.Problem, item: "price-feed")), Known("P-6", "Printer jams", "printer"),
        ];
        var offers = OfferKnownErrors.Run(new(Open(), problems, SampleServices.Map));
        Assert.Equal(["P-1", "P-2", "P-3"], offers.Select(offer => offer.Problem.Id));
        Assert.Equal(["on the same item price-feed", "on host-1, which it stands on", "in like words"], offers.Select(offer => offer.Why));
    }

    [Fact]
    public void A_major_incident_is_led_told_ended_reviewed_and_its_actions_are_followed()
    {
        var action = new ReviewAction("alert on feed age", "ben", new LocalDate(2026, 3, 10));
        TicketFact[] facts =
        [
            Opening(), new MajorDeclared(At(1), Ann, "ann", Duration.FromMinutes(30)), new UpdateSent(At(1.25), Ann, Audience.Employees,
                "out"),
            new CommandPassed(At(1.5), Ann, "ben"), new UpdateSent(At(2), Ben, Audience.Customers, "still out"),
            new TicketResolved(At(2.25), Ben, ResolutionCode.Fixed, "second feed"), new MajorEnded(At(2.5), Ben),
            new ReviewHeld(At(30), Ben, "no alert on age", [action]),
        ];
        MajorReview Review(double now) => ReviewMajor.Run(new("T-1", [.. facts], At(now))).OrThrow();
        Assert.Equal((Duration.FromMinutes(45), false), (Review(31).LongestSilence, Review(31).IsCadenceKept));
        Assert.Equal(8, Review(31).Timeline.Length);
        Assert.Equal("ben leads", Review(31).Timeline[3].What);
        Assert.Empty(Review(31).Overdue);
        Assert.Equal([action], Review(500).Overdue.AsEnumerable());
        var ticket = FoldTicket.Run(new("T-1", [.. facts])).OrThrow();
        Assert.Null(ticket.Major!.NextUpdateDue);
        Assert.Empty(ticket.After(new ActionDone(At(40), Ben, "alert on feed age", "C-4")).Major!.OpenActions);
        Assert.Equal("not-major", Code(ReviewMajor.Run(new("T-1", [Opening()], At(1)))));
        Assert.Equal("not-open", Code(ReviewMajor.Run(new("T-1", [], At(1)))));
    }

    [Fact]
    public void What_a_major_incident_does_not_allow_is_refused()
    {
        var declared = new MajorDeclared(At(1), Ann, "ann", Duration.FromMinutes(30));
        var (open, major) = (Open(), Open().After(declared));
        Assert.Equal(At(1.5), major.Major!.NextUpdateDue);
        Assert.Equal("wrong-kind", Open(TicketKind.Request).Refused(declared));
        Assert.Equal("already-major", major.Refused(declared));
        Assert.Equal("no-commander", open.Refused(declared with { Commander = "" }));
        Assert.Equal("no-commander", major.Refused(new CommandPassed(At(2), Ann, "")));
        Assert.Equal("bad-cadence", open.Refused(declared with { Cadence = Duration.Zero }));
        Assert.Equal("not-major", open.Refused(new UpdateSent(At(2), Ann, Audience.Staff, "x")));
        Assert.Equal("no-text", major.Refused(new UpdateSent(At(2), Ann, Audience.Staff, "")));
        Assert.Equal("major-not-over", major.Refused(new ReviewHeld(At(2), Ann, "x", [])));
        var over = major.After(new MajorEnded(At(2), Ann), new TicketResolved(At(2), Ann, ResolutionCode.Fixed, "x"));
        Assert.Equal("major-over", over.Refused(new UpdateSent(At(3), Ann, Audience.Staff, "x")));
        Assert.Equal("not-reviewed", over.Refused(new TicketClosed(At(3), Ann)));
        Assert.Equal("bad-action", over.Refused(new ReviewHeld(At(3), Ann, "x", [new("do", "", new(2026, 4, 1))])));
        var reviewed = over.After(new ReviewHeld(At(3), Ann, "x", [new("do", "ben", new(2026, 4, 1))]));
        Assert.Equal("reviewed-twice", reviewed.Refused(new ReviewHeld(At(3), Ann, "x", [])));
        Assert.Equal("no-such-action", reviewed.Refused(new ActionDone(At(4), Ben, "else", "C-1")));
        Assert.Equal("no-proof", reviewed.Refused(new ActionDone(At(4), Ben, "do", "")));
        Assert.Null(reviewed.Refused(new TicketClosed(At(5), Ann)));
    }
}
