using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Tests.Service;

public sealed class TicketBookTests : IDisposable
{
    private readonly ServiceKit kit = new();

    public void Dispose() => kit.Dispose();

    [Fact]
    public void Tickets_are_numbered_by_kind_and_found_by_words()
    {
        Assert.Equal("INC-1", kit.Open("The price feed is late"));
        Assert.Equal("INC-2", kit.Open("The printer is empty"));
        Assert.Equal("PRB-1", kit.Open("Feeds are late on Mondays", TicketKind.Problem));
        Assert.Equal(["INC-1", "PRB-1"], kit.Books.Shelf.Search("late feeds", 10, _ => true).Select(each => each.Id).Order());
        Assert.Equal(["INC-1"], kit.Books.Shelf.Search("late feeds", 10, each => each.Kind == TicketKind.Incident).Select(each => each.Id));
    }

    [Fact]
    public void The_shelf_takes_in_what_another_process_writes()
    {
        kit.Open("The price feed is late");
        Assert.NotNull(kit.Books.Shelf.Find("INC-1"));
        using var second = FactStore.Open(kit.Store.Location, kit.Clock);
        var other = new DigitalBooks(second, kit.Clock);
        Assert.Equal("INC-2", other.Tickets.Open(kit.Opening("The bid screen is slow")));
        other.Tickets.Move("INC-1", new TicketNoted(kit.Now, ServiceKit.Dan, "The vendor's host is unreachable"));
        Assert.Equal("The bid screen is slow", kit.Books.Tickets.Find("INC-2").Title);
        Assert.Equal(["INC-1"], kit.Books.Shelf.Search("vendor host", 10, _ => true).Select(each => each.Id));
        Assert.Equal("INC-3", kit.Open("The statement is missing"));
    }

    [Fact]
    public async Task Of_many_who_open_at_once_each_gets_a_number_of_its_own()
    {
        using var second = FactStore.Open(kit.Store.Location, kit.Clock);
        var books = new[] { kit.Books, new DigitalBooks(second, kit.Clock) };
        var ids = await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
            Task.Run(() => books[i % 2].Tickets.Open(kit.Opening($"Ticket {i}")), TestContext.Current.CancellationToken)));
        Assert.Equal(Enumerable.Range(1, 24).Select(i => $"INC-{i}"), ids.OrderBy(TicketBook.NumberOf));
        Assert.Equal(24, kit.Books.Tickets.All(AsOf.Latest).Count());
    }

    [Fact]
    public void What_the_house_does_not_allow_adds_nothing()
    {
        kit.Open("The price feed is late");
        Assert.Equal("unknown-ticket", ServiceKit.CodeOf(() => kit.Books.Tickets.Find("INC-9")));
        Assert.Equal("unknown-ticket", ServiceKit.CodeOf(() => kit.Books.Tickets.History("INC-9", AsOf.Latest)));
        Assert.Equal("move-not-allowed", ServiceKit.CodeOf(() => kit.Books.Tickets.Move("INC-1", new TicketNoted(kit.Now, ServiceKit.Dan,
            "kept with the rest or not at all"), new TicketClosed(kit.Now, ServiceKit.Dan))));
        Assert.Single(kit.Books.Tickets.History("INC-1", AsOf.Latest));
    }

    [Fact]
    public void Everyone_opens_and_the_desk_resolves()
    {
        var id = kit.Books.Tickets.Open(kit.Opening("The price feed is late") with { By = ServiceKit.Ann });
        Assert.Equal("duty", ServiceKit.CodeOf(() =>
            kit.Books.Tickets.Move(id, new TicketResolved(kit.Now, ServiceKit.Ann, ResolutionCode.Fixed, "It came."))));
        Assert.Equal(TicketStage.Resolved,
            kit.Books.Tickets.Move(id, new TicketResolved(kit.Now, ServiceKit.Dan, ResolutionCode.Fixed, "It came.")).Stage);
    }

    [Fact]
    public void Nobody_approves_the_change_they_planned()
    {
        var plan = new ChangePlan(ChangeType.Normal, "", ["price-feed"], kit.Now, kit.Now + Duration.FromHours(1), "Put it in.",
            "Take it out.");
        var id = kit.Books.Tickets.Open(kit.Opening("New price feed", TicketKind.Change), new ChangePlanned(kit.Now, ServiceKit.Dan, plan),
            new ApprovalsAsked(kit.Now, ServiceKit.Dan, [new("board", Digital.ServiceDesk.Approvals.ApprovalMode.Any,
                [ServiceKit.Ed.Name, ServiceKit.Flo.Name])]));
        Assert.Equal("four-eyes", ServiceKit.CodeOf(() => kit.Store.Begin(ServiceKit.Dan, new("x")).Also(batch =>
            batch.Append<object>($"ticket/{id}", 3, "ApprovalGiven", new ApprovalGiven(kit.Now, ServiceKit.Dan, true, "mine"), kit.Now))));
        Assert.Equal(Digital.ServiceDesk.Approvals.ApprovalStanding.Approved, kit.Books.Tickets.Move(id,
            new ApprovalGiven(kit.Now, ServiceKit.Ed, true, "The window is quiet.")).Approvals!.Standing);
    }

    [Fact]
    public void A_merge_is_undone_and_a_second_matter_split_off()
    {
        kit.Open("The price feed is late");
        kit.Open("No prices since nine");
        kit.Books.Tickets.Merge("INC-2", "INC-1", ServiceKit.Dan);
        Assert.Equal("INC-1", kit.Books.Tickets.Find("INC-2").MergedInto);
        Assert.Equal("merged-away", ServiceKit.CodeOf(() => kit.Books.Tickets.Move("INC-2",
            new TicketNoted(kit.Now, ServiceKit.Dan, "x"))));
        kit.Books.Tickets.Unmerge("INC-2", "Another feed", ServiceKit.Dan);
        Assert.True(kit.Books.Tickets.Find("INC-2").IsOpen);
        Assert.Equal("INC-3", kit.Books.Tickets.Split("INC-1", "The chart is empty too", "", ServiceKit.Dan));
        Assert.Equal("INC-1", kit.Books.Tickets.Find("INC-3").SplitFrom);
    }

    [Fact]
    public void A_ticket_is_read_as_it_stood()
    {
        kit.Open("The price feed is late");
        var then = kit.Now;
        kit.Books.Tickets.Move("INC-1", new TicketResolved(kit.Later(Duration.FromHours(2)), ServiceKit.Dan, ResolutionCode.Fixed,
            "It came."));
        Assert.Equal(TicketStage.New, kit.Books.Tickets.All(new(then)).Single().Stage);
        Assert.Equal(TicketStage.Resolved, kit.Books.Tickets.All(AsOf.Latest).Single().Stage);
    }

    [Fact]
    public void Other_promises_hold_for_every_ticket_at_once()
    {
        kit.Open("The price feed is late");
        var facts = kit.Books.Tickets.History("INC-1", AsOf.Latest);
        var usual = kit.Books.Levels.Targets(facts, AsOf.Latest, kit.Now).Single(each => each.Target == "resolution").Due;
        kit.Books.Levels.Keep(LevelBook.Usual with { Text = LevelBook.Usual.Text.Replace("5 days", "1 hours", StringComparison.Ordinal) },
            ServiceKit.Dan, kit.Now);
        Assert.True(kit.Books.Levels.Targets(facts, AsOf.Latest, kit.Now).Single(each => each.Target == "resolution").Due < usual);
        Assert.Throws<RefusedException>(() => kit.Books.Levels.Keep(new("bad.yaml", "policy: {}"), ServiceKit.Dan, kit.Now));
    }
}
