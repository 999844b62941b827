using Busbar.Gateways.Deals;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Gateways.Tests.Deals;

public sealed class WriteFpmlTests
{
    private static readonly Instant dealt = Instant.FromUtc(2026, 11, 20, 15, 0);

    private static TradeTicket Ticket(string kind, params (string Field, string Text)[] more)
    {
        var answers = new Dictionary<string, string>
        {
            ["kind"] = kind, ["side"] = "buy", ["quantity"] = "50", ["market"] = "PJM", ["location"] = "WESTERN <HUB> & co",
            ["first_day"] = "2027-03-01", ["last_day"] = "2027-03-31", ["block"] = "5x16", ["price"] = "41.25", ["counterparty"] = "CP1",
            ["book"] = "spec", ["trader"] = "tess",
        };
        foreach (var (field, text) in more) answers[field] = text;
        return TicketForm.Read(field => answers.GetValueOrDefault(field, "")).OrThrow();
    }

    private static Trade Deal(TradeTicket ticket) => new("T-000001", 1, TradeStatus.Captured, ticket, dealt, dealt);

    public static TheoryData<TradeTicket> Tickets =>
    [
        .. ((string[])["5x16", "2x16", "7x8", "7x16", "wrap", "ATC"]).Select(block => Ticket("power", ("block", block))),
        Ticket("power", ("side", "sell"), ("price", "DA+1.5")), Ticket("power", ("price", "RT-2")), Ticket("power", ("price", "-3.5")),
        Ticket("power", ("block", ""), ("quantity", "50*10,0*13"), ("first_day", "2027-03-14"), ("last_day", "2027-03-14")),
        Ticket("swap", ("index", "DA")), Ticket("swap", ("index", "RT"), ("side", "sell"), ("quantity", "12.5")),
        Ticket("option", ("option", "call"), ("exercise", "daily"), ("strike", "60"), ("premium", "2.15")),
        Ticket("option", ("option", "put"), ("exercise", "monthly"), ("strike", "60"), ("premium", "2.15"), ("side", "sell"),
            ("index", "RT")),
    ];

    [Theory]
    [MemberData(nameof(Tickets))]
    public void What_is_written_is_read_back_by_us_and_the_other_way_round_by_them(TradeTicket ticket)
    {
        var document = WriteFpml.Of(Deal(ticket), "T-000001-1", "OURS").OrThrow();
        ImportedDeal As(string party) =>
            Assert.Single(FpmlDeals.Read(Texts.File(document, "deals.xml"), party, (_, _) => null).OrThrow().Deals);
        var ours = As("OURS");
        Assert.Equal(("T-000001-1", dealt), (ours.Reference, ours.TradedAt));
        Assert.Equal(TicketForm.Write(ticket), TicketForm.Write(ours.Ticket));
        var theirs = As("CP1").Ticket;
        Assert.Equal("OURS", theirs.Counterparty);
        Assert.NotEqual(ticket.Terms.Side, theirs.Terms.Side);
    }

    [Fact]
    public void A_deal_that_has_no_such_form_is_refused()
    {
        var fuel = Ticket("fuel", ("block", ""), ("price", "3.45"));
        Assert.Equal("no-xml", Assert.IsType<Outcome<string>.Refused>(WriteFpml.Of(Deal(fuel), "T-000001-1", "us")).Refusal.Code);
    }
}
