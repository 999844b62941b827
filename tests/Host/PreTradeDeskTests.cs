using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Supply.Trading.Deals;
using NodaTime;
using static Busbar.Host.Tests.DeskKit;

namespace Busbar.Host.Tests;

/// <summary>Deals checked against yesterday's close, and what a trader may not deal alone put before the middle office.</summary>
public sealed class PreTradeDeskTests : IDisposable
{
    private const string Small = "buy 10 MW quantum-zone 5x16 Mar-26 36.00 FERMI";
    private const string Large = "buy 120 MW quantum-zone 5x16 Mar-26 36.00 FERMI";

    private readonly DeskKit kit = new(OperatingDay.Of(2025, 11, 13));
    private readonly PreTradeDesk desk;

    public PreTradeDeskTests()
    {
        desk = new(kit.Store);
        kit.Capture("buy 50 MW quantum-zone 5x16 Jan-26 46.10 BOHR");
    }

    private Instant Now => kit.Morning;

    public void Dispose() => kit.Dispose();

    [Fact]
    public void A_desk_without_authorities_checks_nothing_and_one_without_a_close_cannot_say()
    {
        Assert.Equal("missing-document", CodeOf(() => desk.Check(Ticket(Small), Now)));
        kit.Keep(kit.Policy with { Authorities = [] });
        Assert.Null(desk.Check(Ticket(Large), Now));
        Assert.Equal("T-000002", desk.Capture(Ticket(Large), Now, Ann, Now).Id);
    }

    [Fact]
    public void A_deal_inside_its_limits_is_captured_and_one_outside_is_not_allowed_alone()
    {
        kit.CloseIt();
        Assert.True(desk.Check(Ticket(Small), Now)!.Passes);
        Assert.Equal("T-000002", desk.Capture(Ticket(Small), Now, Ann, Now).Id);
        var size = desk.Check(Ticket(Large), Now)!.Checks.Single(check => check.Name == "deal size");
        Assert.Equal((false, 120.0, "100 MW"), (size.Passes, size.Value!.Value, size.Limit));
        Assert.Equal("not-allowed-alone", CodeOf(() => desk.Capture(Ticket(Large), Now, Ann, Now)));
        // 100 MW over four months of 22, 22, 20 and 22 business days with 16 hours: 137,600 MWh in all.
        var second = desk.Check(Ticket("buy 100 MW quantum-zone 5x16 2026-03-01..2026-06-30 36.00 FERMI"), Now)!;
        Assert.Contains("137600 MWh", second.SecondPerson, StringComparison.Ordinal);
        Assert.Equal("not-allowed-alone", CodeOf(() => desk.Capture(Ticket(Small + " book=spec"), Now, Ann, Now)));
        Assert.Equal("missing-document", CodeOf(() => desk.Capture(Ticket(Small + " book=elsewhere"), Now, Ann, Now)));
        Assert.Equal(2, new TradeBook(kit.Store).Trades(AsOf.Latest).Length);
    }

    [Fact]
    public void A_deal_is_never_checked_against_a_close_that_was_not_known_then()
    {
        kit.CloseIt();
        Assert.Equal("not-known-then", CodeOf(() => desk.Check(Ticket(Small), At(kit.MarkDay, 9))));
    }

    [Fact]
    public void A_proposal_is_approved_by_the_middle_office_and_captured_once()
    {
        kit.CloseIt();
        Assert.Equal("no-reason", CodeOf(() => desk.Propose(Ticket(Large), Now, " ", Ann, Now)));
        Assert.Equal("duty", CodeOf(() => desk.Propose(Ticket(Large), Now, "customer load", Carl, Now)));
        var proposal = desk.Propose(Ticket(Large), Now, "customer load", Ann, Now);
        Assert.Equal(("P-000001", "waiting", "ann"), (proposal.Id, proposal.State, proposal.By.Name));
        Assert.Contains(proposal.Proposed.Checks, check => check is { Name: "deal size", Passes: false });
        Assert.Equal("not-approved", CodeOf(() => desk.Take("P-000001", Ann, Now)));
        Assert.Equal("unknown-proposal", CodeOf(() => desk.Take("P-000009", Ann, Now)));
        Assert.Equal("unknown-proposal", CodeOf(() => desk.Decide("P-000009", true, "fits", Dora, Now)));
        Assert.Equal("no-reason", CodeOf(() => desk.Decide("P-000001", true, "", Dora, Now)));
        Assert.Equal("duty", CodeOf(() => desk.Decide("P-000001", true, "fits", Bert, Now)));
        Assert.Equal("four-eyes", CodeOf(() => desk.Decide("P-000001", true, "fits", new("ann", Roles.Risk), Now)));
        var approved = desk.Decide("P-000001", true, "fits", Dora, Now);
        Assert.Equal(("approved", "dora"), (approved.State, approved.Decider!.Name));
        Assert.Equal("already-decided", CodeOf(() => desk.Decide("P-000001", false, "no", Dora, Now)));
        var trade = desk.Take("P-000001", Ann, Now);
        Assert.Equal(DealLine.Write(Ticket(Large)), DealLine.Write(trade.Ticket));
        Assert.Equal("P-000001: customer load", new TradeBook(kit.Store).History(trade.Id, AsOf.Latest).Facts[0].Why);
        Assert.Equal("not-approved", CodeOf(() => desk.Take("P-000001", Ann, Now)));
        Assert.Equal(trade.Id, Assert.Single(desk.All(AsOf.Latest)).State);
    }

    [Fact]
    public void A_declined_proposal_stays_in_the_record_and_is_never_captured()
    {
        kit.CloseIt();
        desk.Propose(Ticket(Large), Now, "customer load", Ann, Now);
        Assert.Equal("declined", desk.Decide("P-000001", false, "too large", Dora, Now + Duration.FromMinutes(5)).State);
        Assert.Equal("not-approved", CodeOf(() => desk.Take("P-000001", Ann, Now)));
        Assert.Equal("waiting", Assert.Single(desk.All(new(Now))).State);
        Assert.Empty(desk.All(new(kit.Close)));
        Assert.Single(new TradeBook(kit.Store).Trades(AsOf.Latest));
    }
}
