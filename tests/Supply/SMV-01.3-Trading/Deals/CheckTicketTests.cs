using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Tests.Deals;

public sealed class CheckTicketTests
{
    [Theory]
    [InlineData("volume-not-positive", "buy -50 MW HUB 5x16 Mar-27 41.25 CP1")]
    [InlineData("volume-not-positive", "buy 0 MW HUB 5x16 Mar-27 41.25 CP1")]
    [InlineData("volume-not-positive", "buy 5*23,-5*1 MW HUB 2027-03-02 41.25 CP1")]
    [InlineData("volume-not-positive", "buy 0*24 MW HUB 2027-03-02 41.25 CP1")]
    [InlineData("volume-not-positive", "buy -1 MMBTU/d HENRY gas Mar-27 3 CP1")]
    [InlineData("volume-not-positive", "buy 0 REC GATS rec TIER1 2026 Mar-27 12.50 CP2")]
    [InlineData("unknown-market", "buy 50 MW HUB 5x16 Mar-27 41.25 CP1 market=NEPOOL")]
    [InlineData("unknown-market", "inc 50 MW HUB virtual ATC 2027-03-02 CP1 market=NEPOOL")]
    [InlineData("unknown-counterparty", "buy 50 MW HUB 5x16 Mar-27 41.25 CP9")]
    [InlineData("bad-name", "buy 50 MW HUB,2 5x16 Mar-27 41.25 CP1")]
    [InlineData("empty-path", "buy 50 MW HUB to HUB ftr 5x16 Mar-27 41.25 CP1")]
    [InlineData("first-after-last", "buy 50 MW HUB 5x16 2027-03-31..2027-03-01 41.25 CP1")]
    [InlineData("term-too-long", "buy 50 MW HUB 5x16 2027-03-31..2077-03-01 41.25 CP1")]
    [InlineData("delivery-past", "buy 50 MW HUB 5x16 Oct-26 41.25 CP1")]
    [InlineData("option-expired", "buy 50 MW HUB 5x16 2026-11-20 call 60 prem 2 daily CP1")]
    [InlineData("option-expired", "buy 50 MW HUB 5x16 Nov-26 call 60 prem 2 monthly CP1")]
    [InlineData("not-whole-months", "buy 50 MW HUB 5x16 2027-03-02..2027-03-31 call 60 prem 2 monthly CP1")]
    [InlineData("not-whole-months", "buy 50 MW HUB 5x16 2027-03-01..2027-03-30 call 60 prem 2 monthly CP1")]
    [InlineData("hours-do-not-match", "buy 50*24 MW HUB 2027-03-14 41.25 CP1")]
    [InlineData("hours-do-not-match", "buy 50*24 MW HUB award 2027-03-02 41.25*23 CP1")]
    [InlineData("no-hours", "buy 50 MW HUB 5x16 2027-03-06..2027-03-07 41.25 CP1")]
    public void A_ticket_that_cannot_be_a_deal_is_refused(string code, string line)
    {
        var refusal = Assert.IsType<Outcome<TradeTicket>.Refused>(Desk.Check(Desk.Ticket(line))).Refusal;
        Assert.Equal(code, refusal.Code);
        Assert.NotEmpty(refusal.Remedy);
        Assert.Contains(TicketForm.Fields, field => field.Name == refusal.Where);
    }

    [Fact]
    public void A_shape_without_blocks_is_refused()
    {
        var ticket = Desk.Ticket("buy 50 MW HUB 5x16 Mar-27 41.25 CP1");
        var bare = ticket with { Terms = (PowerDeal)ticket.Terms with { Shape = new DeliveryShape([], new Mw(50)) } };
        Assert.Equal("no-blocks", Given.CodeOf(Desk.Check(bare)));
    }

    [Theory]
    [InlineData("buy 50*23 MW HUB 2027-03-14 41.25 CP1")]
    [InlineData("buy 50*25 MW HUB 2027-11-07 41.25 CP1")]
    [InlineData("buy 30*24 MW HUB award 2026-11-20 41.25*24 RT PJM")]
    [InlineData("buy 50 MW HUB 5x16 2026-11-23 call 60 prem 2 daily CP1 trader=x")]
    public void A_ticket_of_the_right_hours_passes_without_findings(string line) =>
        Assert.Empty(Given.FindingsOf(Desk.Check(Desk.Ticket(line), Instant.FromUtc(2026, 11, 20, 14, 0))));

    [Theory]
    [InlineData("buy 50 MW HUB 5x16 Mar-27 41250 CP1")]
    [InlineData("buy 50 MW HUB 5x16 Mar-27 call 60 prem -900 daily CP1")]
    [InlineData("buy 9 MMBTU/d HENRY gas Mar-27 345 CP1")]
    [InlineData("buy 50 MW HUB 5x16 Mar-27 swap 5001 DA CP1")]
    [InlineData("buy 5*24 MW HUB award 2027-03-02 41.25*23,9999*1 PJM")]
    public void A_price_no_market_has_seen_is_a_finding(string line) =>
        Assert.Equal("odd-price", Assert.Single(Given.FindingsOf(Desk.Check(Desk.Ticket(line)))).Code);

    [Fact]
    public void An_option_expires_on_the_business_day_before_the_day_or_two_before_the_month()
    {
        // Monday 30 November 2026 follows Thanksgiving (26th), an off-peak day, and a Friday that is a business day.
        Assert.Equal(Instant.FromUtc(2026, 11, 27, 15, 0), OptionExpiry.Of(Desk.Calendar, OptionExercise.Daily, OperatingDay.Of(2026, 11, 30)));
        Assert.Equal(Instant.FromUtc(2026, 11, 25, 15, 0), OptionExpiry.Of(Desk.Calendar, OptionExercise.Daily, OperatingDay.Of(2026, 11, 27)));
        Assert.Equal(Instant.FromUtc(2026, 11, 27, 15, 0),
            OptionExpiry.Of(Desk.Calendar, OptionExercise.Monthly, OperatingDay.Of(2026, 12, 9)));
    }
}
