using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Tests.Deals;

/// <summary>Our confirmations: what they say, who sends them, and when they are overdue.</summary>
public sealed class ConfirmationTests
{
    private static readonly MasterAgreement Eei = new("EEI-1", MasterForm.Eei, true, new(0), new(0), new(0), new(0));

    private static readonly ImmutableArray<Counterparty> Parties =
        [new("CP1", "One Power LLC", "A", new(1), [Eei]), new("CP2", "Two", "A", new(1), [Eei with { Id = "W", Form = MasterForm.Wspp }])];

    private static ConfirmationLetter Letter(string line) => WriteConfirmation.Run(new(Desk.Deal(line), "Our Utility", Parties)).OrThrow();

    private static string Says(ConfirmationLetter letter, string term) => letter.Lines.Single(line => line.Term == term).Words;

    private static TradeHistory Captured(string line, Instant? at = null) => new("T-000001",
        [new TradeCaptured(Desk.Trader, at ?? Desk.Now, "", at ?? Desk.Now, Desk.Ticket(line))]);

    private static TradeHistory Then(TradeHistory history, TradeFact fact) => history with { Facts = history.Facts.Add(fact) };

    [Fact]
    public void A_letter_names_parties_agreement_product_period_energy_and_money()
    {
        var letter = Letter("buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1 broker=ICAP");
        Assert.Equal(("Our Utility", "One Power LLC"), (Says(letter, "Buyer"), Says(letter, "Seller")));
        Assert.Equal("EEI Master Power Purchase and Sale Agreement (EEI-1)", Says(letter, "Governing agreement"));
        Assert.Equal(("Physical electric energy", "50 MW in each hour", "5x16"),
            (Says(letter, "Product"), Says(letter, "Contract quantity"), Says(letter, "Block")));
        // 23 business days of 16 hours.
        Assert.Equal((368, 18_400m), (letter.Hours, letter.Quantity));
        Assert.Equal(("41.25 USD/MWh", "759,000 USD", "WESTERN HUB", "ICAP", "2026-11-20"), (Says(letter, "Price"),
            Says(letter, "Total price"), Says(letter, "Delivery point"), Says(letter, "Broker"), Says(letter, "Trade date")));
        Assert.Contains("Total hours:          368\n", letter.Text, StringComparison.Ordinal);
        Assert.Equal("Our Utility", Says(Letter("sell 1 MW WESTERN HUB ATC Mar-27 DA+1.5 CP2"), "Seller"));
        Assert.Equal("day-ahead price of the hour +1.50 USD/MWh", Says(Letter("sell 1 MW WESTERN HUB ATC Mar-27 DA+1.5 CP2"), "Price"));
    }

    [Theory]
    [InlineData("buy 10 MW WESTERN HUB ATC 2027-03-14 40 CP1", 23, 230)]
    [InlineData("buy 10 MW WESTERN HUB ATC 2027-11-07 40 CP1", 25, 250)]
    [InlineData("buy 10 MW WESTERN HUB 7x8 2027-03-14 40 CP1", 7, 70)]
    [InlineData("buy 10*3,0*20 MW WESTERN HUB 2027-03-14 40 CP1", 3, 30)]
    [InlineData("buy 100 MMBTU/d HENRY gas Mar-27 3.45 CP1", 31, 3_100)]
    [InlineData("buy 100 MMBTU/d HENRY gas Mar-27 INDEX+0.05 CP1", 31, 3_100)]
    [InlineData("buy 500 REC NEPOOL rec CLASS1 2027 Mar-27 12 CP1", 0, 500)]
    [InlineData("buy 10 MW WESTERN HUB 5x16 Mar-27 swap 40 DA CP1", 368, 3_680)]
    [InlineData("sell 10 MW WESTERN HUB 5x16 Mar-27 put 40 prem 2 monthly CP1", 368, 3_680)]
    public void Hours_and_energy_are_counted_on_the_market_s_calendar(string line, int hours, decimal quantity)
    {
        var letter = Letter(line);
        Assert.Equal((hours, quantity), (letter.Hours, letter.Quantity));
        Assert.DoesNotContain(letter.Lines, each => each.Words.Length == 0);
    }

    [Fact]
    public void What_a_market_posts_and_what_is_voided_is_not_confirmed_in_writing()
    {
        var bid = Desk.Deal("dec 25 MW WESTERN HUB virtual ATC 2027-03-05 PJM");
        Assert.Equal("not-confirmed-in-writing", Given.CodeOf(WriteConfirmation.Run(new(bid, "us", Parties))));
        Assert.Equal("already-voided", Given.CodeOf(WriteConfirmation.Run(new(
            Desk.Deal("buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1") with { Status = TradeStatus.Voided }, "us", Parties))));
    }

    [Fact]
    public void The_back_office_sends_it_once_and_again_after_an_amendment()
    {
        var history = Captured("buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1");
        TradeChange By(TradeHistory of, Actor who) => new(of, of.Facts.Length, who, Desk.Now, "sent");
        string Code(TradeChange change) => Given.CodeOf(SendConfirmation.Run(change));
        Assert.Equal("wrong-role", Code(By(history, Desk.Trader)));
        Assert.Equal("same-person", Code(By(history, Desk.Clerk with { Name = Desk.Trader.Name })));
        var bid = Captured("dec 25 MW WESTERN HUB virtual ATC 2027-03-05 PJM");
        Assert.Equal("not-confirmed-in-writing", Code(By(bid, Desk.Clerk)));
        var sent = Assert.IsType<ConfirmationSent>(SendConfirmation.Run(By(history, Desk.Clerk)).OrThrow());
        Assert.Equal("T-000001-1", sent.Reference);
        var after = Then(history, sent);
        Assert.Equal((2, TradeStatus.Captured), (FoldTrade.Run(after).OrThrow().Version, FoldTrade.Run(after).OrThrow().Status));
        Assert.Equal("already-sent", Code(By(after, Desk.Clerk)));
        var amended = Then(after, new TradeAmended(Desk.Trader, Desk.Now, "price",
            Desk.Ticket("buy 50 MW WESTERN HUB 5x16 Mar-27 42 CP1")));
        Assert.Equal("T-000001-3", ((ConfirmationSent)SendConfirmation.Run(By(amended, Desk.Clerk)).OrThrow()).Reference);
    }

    [Fact]
    public void It_is_due_in_the_business_days_of_its_master_and_overdue_after()
    {
        // Wednesday 25 November 2026, the day before Thanksgiving: three business days end on Tuesday 1 December, five on Thursday.
        var dealt = Desk.Calendar.At(OperatingDay.Of(2026, 11, 25), new LocalTime(18, 0));
        Instant At(int day, int hour) => Desk.Calendar.At(OperatingDay.Of(2026, 12, day), new LocalTime(hour, 0));
        ConfirmationStanding? The(TradeHistory history, Instant clock) =>
            TrackConfirmations.Run(new([history], Parties, clock)).SingleOrDefault();
        var deal = Captured("buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1", dealt);
        var open = The(deal, At(1, 17))!;
        Assert.Equal(("send ours", At(1, 17), false), (open.Next, open.DueAt, open.IsOverdue));
        Assert.True(The(deal, At(1, 18))!.IsOverdue);
        Assert.Equal(At(3, 17), The(Captured("buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP2", dealt), dealt)!.DueAt);
        var sent = Then(deal, new ConfirmationSent(Desk.Clerk, At(1, 12), "sent", "T-000001-1"));
        var standing = The(sent, dealt)!;
        Assert.Equal(("get theirs", At(3, 17), "T-000001-1"), (standing.Next, standing.DueAt, standing.Reference));
        var amended = Then(sent, new TradeAmended(Desk.Trader, At(2, 9), "price",
            Desk.Ticket("buy 50 MW WESTERN HUB 5x16 Mar-27 42 CP1")));
        Assert.Equal(("send ours", At(7, 17)), (The(amended, dealt)!.Next, The(amended, dealt)!.DueAt));
        Assert.Null(The(Then(sent, new TradeConfirmed(Desk.Clerk, At(2, 9), "paper", "R-1")), dealt));
        Assert.Null(The(Captured("dec 25 MW WESTERN HUB virtual ATC 2027-03-05 PJM", dealt), dealt));
    }
}
