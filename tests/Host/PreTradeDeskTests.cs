using System.Text;
using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
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
    private readonly ProposalBook proposals;

    public PreTradeDeskTests()
    {
        (desk, proposals) = (new(kit.Store), new(kit.Store));
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
        Assert.Equal("no-reason", CodeOf(() => proposals.Propose(Ticket(Large), Now, " ", Ann, Now)));
        Assert.Equal("duty", CodeOf(() => proposals.Propose(Ticket(Large), Now, "customer load", Carl, Now)));
        var proposal = proposals.Propose(Ticket(Large), Now, "customer load", Ann, Now);
        Assert.Equal(("P-000001", "waiting", "ann"), (proposal.Id, proposal.State, proposal.By.Name));
        Assert.Contains(proposal.Proposed.Checks, check => check is { Name: "deal size", Passes: false });
        Assert.Equal("not-approved", CodeOf(() => proposals.Take("P-000001", Ann, Now)));
        Assert.Equal("unknown-proposal", CodeOf(() => proposals.Take("P-000009", Ann, Now)));
        Assert.Equal("unknown-proposal", CodeOf(() => proposals.Decide("P-000009", true, "fits", Dora, Now)));
        Assert.Equal("no-reason", CodeOf(() => proposals.Decide("P-000001", true, "", Dora, Now)));
        Assert.Equal("duty", CodeOf(() => proposals.Decide("P-000001", true, "fits", Bert, Now)));
        Assert.Equal("four-eyes", CodeOf(() => proposals.Decide("P-000001", true, "fits", new("ann", Roles.Risk), Now)));
        var approved = proposals.Decide("P-000001", true, "fits", Dora, Now);
        Assert.Equal(("approved", "dora"), (approved.State, approved.Decider!.Name));
        Assert.Equal("already-decided", CodeOf(() => proposals.Decide("P-000001", false, "no", Dora, Now)));
        var trade = Assert.Single(proposals.Take("P-000001", Ann, Now));
        Assert.Equal(DealLine.Write(Ticket(Large)), DealLine.Write(trade.Ticket));
        Assert.Equal("P-000001: customer load", new TradeBook(kit.Store).History(trade.Id, AsOf.Latest).Facts[0].Why);
        Assert.Equal("not-approved", CodeOf(() => proposals.Take("P-000001", Ann, Now)));
        Assert.Equal(trade.Id, Assert.Single(proposals.All(AsOf.Latest)).State);
    }

    [Fact]
    public void A_declined_proposal_stays_in_the_record_and_is_never_captured()
    {
        kit.CloseIt();
        proposals.Propose(Ticket(Large), Now, "customer load", Ann, Now);
        Assert.Equal("declined", proposals.Decide("P-000001", false, "too large", Dora, Now + Duration.FromMinutes(5)).State);
        Assert.Equal("not-approved", CodeOf(() => proposals.Take("P-000001", Ann, Now)));
        Assert.Equal("waiting", Assert.Single(proposals.All(new(Now))).State);
        Assert.Empty(proposals.All(new(kit.Close)));
        Assert.Single(new TradeBook(kit.Store).Trades(AsOf.Latest));
    }

    [Fact]
    public void Two_deals_that_together_break_a_limit_stop_at_the_second_though_no_book_was_closed_between()
    {
        // A MW of January is 21 business days of 16 hours.
        kit.Keep(kit.Policy with { Authorities = [kit.Policy.Authorities[0] with { OpenMwh = new(50_000), Var95Usd = new(1_000_000) }] });
        kit.CloseIt();
        const string Line = "buy 71 MW quantum-zone 5x16 Jan-26 46.10 FERMI";
        Assert.Equal("T-000002", desk.Capture(Ticket(Line), Now, Ann, Now).Id);
        var refused = Assert.Throws<RefusedException>(() => desk.Capture(Ticket(Line), Now, Bert, Now)).Refusal;
        Assert.Equal("not-allowed-alone", refused.Code);
        Assert.Contains($"open position 2026-01-01 OnPeak PowerDayAhead {(50 + 71 + 71) * 21 * 16} MWh", refused.What,
            StringComparison.Ordinal);
        new TradeBook(kit.Store).Void("T-000002", 1, "typed twice", Ann, Now);
        Assert.Equal("T-000003", desk.Capture(Ticket(Line), Now, Bert, Now).Id);
    }

    [Fact]
    public void Of_two_traders_at_once_the_second_is_judged_with_the_deal_of_the_first()
    {
        kit.Keep(kit.Policy with { Authorities = [kit.Policy.Authorities[0] with { OpenMwh = new(50_000), Var95Usd = new(1_000_000) }] });
        kit.CloseIt();
        const string Line = "buy 60 MW quantum-zone 5x16 Jan-26 46.10 FERMI";
        var codes = new string[4];
        Parallel.For(0, 4, i =>
        {
            try
            {
                codes[i] = desk.Capture(Ticket(Line), Now, i % 2 == 0 ? Ann : Bert, Now).Id;
            }
            catch (RefusedException refused)
            {
                codes[i] = refused.Refusal.Code;
            }
        });
        Assert.Equal(["T-000002", "not-allowed-alone", "not-allowed-alone", "not-allowed-alone"],
            codes.OrderByDescending(code => code, StringComparer.Ordinal).OrderBy(code => code[0] != 'T'));
    }

    [Fact]
    public void An_amendment_that_enlarges_risk_is_held_against_the_limits_and_one_that_reduces_it_passes()
    {
        kit.CloseIt();
        string Deal(int mw, string counterparty = "BOHR") => $"buy {mw} MW quantum-zone 5x16 Jan-26 46.10 {counterparty}";
        Trade Amend(string line, int seen) => desk.Amend("T-000001", seen, Ticket(line), "as agreed", Ann, Now);
        Assert.Equal("not-allowed-alone", CodeOf(() => Amend(Deal(101), 1)));
        Assert.Equal(2, Amend(Deal(100), 1).Version);
        Assert.Equal("stale-version", CodeOf(() => Amend(Deal(500), 1)));
        kit.Keep(kit.Policy with
        {
            Authorities = [kit.Policy.Authorities[0] with { DealMw = new(10), OpenMwh = new(10), Var95Usd = new(10) }],
        });
        Assert.Equal("not-allowed-alone", CodeOf(() => Amend(Deal(101), 2)));
        Assert.Equal("not-allowed-alone", CodeOf(() => desk.Capture(Ticket(Deal(11)), Now, Ann, Now)));
        Assert.Equal(3, Amend(Deal(40), 2).Version);
        kit.Keep(kit.Policy with { Authorities = [kit.Policy.Authorities[0] with { Counterparties = ["BOHR"] }] });
        Assert.Equal("not-allowed-alone", CodeOf(() => Amend(Deal(40, "FERMI"), 3)));
        Assert.Equal(3, new TradeBook(kit.Store).Trades(AsOf.Latest)[0].Version);
    }

    [Fact]
    public void An_amendment_beyond_the_limits_is_proposed_approved_by_another_and_made_as_it_was_seen()
    {
        kit.CloseIt();
        var larger = Ticket("buy 120 MW quantum-zone 5x16 Jan-26 46.10 BOHR");
        var proposal = proposals.ProposeAmendment("T-000001", 1, larger, "customer load", Ann, Now);
        Assert.Contains(proposal.Proposed.Checks, check => check is { Name: "deal size", Passes: false });
        Assert.StartsWith("T-000001 to read buy 120 MW", proposal.Proposed.Words, StringComparison.Ordinal);
        Assert.Equal("four-eyes", CodeOf(() => proposals.Decide("P-000001", true, "fits", new("ann", Roles.Risk), Now)));
        proposals.Decide("P-000001", true, "fits", Dora, Now);
        Assert.Equal((2, "P-000001: customer load"), (Assert.Single(proposals.Take("P-000001", Ann, Now)).Version,
            new TradeBook(kit.Store).History("T-000001", AsOf.Latest).Facts[1].Why));
        Assert.Equal("T-000001", proposals.Find("P-000001").State);
        proposals.ProposeAmendment("T-000001", 2, Ticket("buy 130 MW quantum-zone 5x16 Jan-26 46.10 BOHR"), "more load", Ann, Now);
        proposals.Decide("P-000002", true, "fits", Dora, Now);
        desk.Amend("T-000001", 2, Ticket("buy 119 MW quantum-zone 5x16 Jan-26 46.10 BOHR"), "less", Ann, Now);
        Assert.Equal("stale-version", CodeOf(() => proposals.Take("P-000002", Ann, Now)));
    }

    [Fact]
    public void A_file_is_refused_whole_with_the_lines_that_break_limits_unless_the_middle_office_approves_it()
    {
        kit.Keep(kit.Policy with { Authorities = [kit.Policy.Authorities[0] with { OpenMwh = new(50_000), Var95Usd = new(1_000_000) }] });
        kit.CloseIt();
        string Row(int i, int mw, string book = "hedge") => $"R{i},2025-11-13T15:00:00Z,power,buy,{mw},MW,PJM,quantum-zone,2026-01-01,"
            + $"2026-01-31,5x16,46.10,FERMI,{book},tess";
        SourceFile FileOf(params string[] rows) => new("deals.csv", Encoding.UTF8.GetBytes(string.Join('\n',
        [
            "reference,traded_at,kind,side,quantity,unit,market,location,first_day,last_day,block,price,counterparty,book,trader", .. rows,
        ])));
        var (files, source) = (new DealFiles(kit.Store), FileOf(Row(1, 60), Row(2, 60), Row(3, 30), Row(4, 20, "nobody")));
        var deals = DealFiles.Read(kit.Store, source, "us");
        Assert.Equal([("deals.csv line 3 R2", "not-allowed-alone"), ("deals.csv line 5 R4", "missing-document")],
            files.BreaksOf(deals, Now).Select(each => (each.Where, each.Code)));
        var passing = FileOf(Row(1, 60), Row(3, 30));
        Assert.Empty(files.BreaksOf(DealFiles.Read(kit.Store, passing, "us"), Now));

        Assert.Equal("no-reason", CodeOf(() => files.Propose(deals, source, "us", "", Ann, Now)));
        var proposal = files.Propose(deals, source, "us", "dealt on the exchange", Ann, Now);
        Assert.Equal(("4 deals of deals.csv", 2), (proposal.Proposed.Words, proposal.Proposed.Checks.Length));
        Assert.Equal("proposed-before", CodeOf(() => files.HasTaken(deals)));
        Assert.Equal("four-eyes", CodeOf(() => proposals.Decide("P-000001", true, "fits", new("ann", Roles.Risk), Now)));
        proposals.Decide("P-000001", true, "fits", Dora, Now);
        Assert.Equal(4, proposals.Take("P-000001", Ann, Now).Length);
        Assert.True(files.HasTaken(deals));
        Assert.Equal("T-000002..T-000005", proposals.Find("P-000001").State);
        Assert.Equal("stream-moved", CodeOf(() => files.Capture(DealFiles.Read(kit.Store, passing, "us"), passing, Ann, Now, seen: 1)));
    }
}
