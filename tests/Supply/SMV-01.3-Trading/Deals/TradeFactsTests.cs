using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Tests.Deals;

public sealed class TradeFactsTests
{
    private const string Line = "buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1 broker=ICE fee=100";
    private const string Corrected = "buy 60 MW WESTERN HUB 5x16 Mar-27 41.5 CP1 broker=ICE fee=100";
    private static readonly TradeHistory Captured = new("T-000001", [Desk.Capture(Line).OrThrow()]);

    private static TradeChange Change(TradeHistory history, int seen, Actor who, string why = "keyed wrong", int hours = 1) =>
        new(history, seen, who, Desk.Now + Duration.FromHours(hours), why);

    private static TradeHistory Then(TradeHistory history, Outcome<TradeFact> fact) => history with { Facts = history.Facts.Add(fact.OrThrow()) };

    private static Outcome<TradeFact> Amend(TradeHistory history, int seen = 1, string line = Corrected, Actor? who = null) =>
        AmendTrade.Run(new(Change(history, seen, who ?? Desk.Trader), Desk.Ticket(line), Desk.Counterparties));

    private static Outcome<TradeFact> Confirm(TradeHistory history, int seen, string line, Actor? who = null, string issuer = "CP1") =>
        ConfirmTrade.Run(new(Change(history, seen, who ?? Desk.Clerk, "matched", 2), new("X-9", issuer, Desk.Ticket(line))));

    private static Refusal RefusalOf<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;

    [Fact]
    public void A_deal_is_the_fold_of_its_facts()
    {
        var amended = Then(Captured, Amend(Captured));
        var confirmed = Then(amended, Confirm(amended, 2, Corrected));
        var trade = FoldTrade.Run(confirmed).OrThrow();
        Assert.Equal((3, TradeStatus.Confirmed, new Mw(60)), (trade.Version, trade.Status, ((PowerDeal)trade.Ticket.Terms).Shape.Mw));
        Assert.Equal("X-9", Assert.IsType<TradeConfirmed>(confirmed.Facts[^1]).Reference);

        var again = Then(confirmed, AmendTrade.Run(new(Change(confirmed, 3, Desk.Trader, hours: 3), Desk.Ticket(Line), Desk.Counterparties)));
        Assert.Equal(TradeStatus.Captured, FoldTrade.Run(again).OrThrow().Status);
        var voided = Then(again, VoidTrade.Run(Change(again, 4, Desk.Trader, "busted", 4)));
        Assert.Equal((5, TradeStatus.Voided), (FoldTrade.Run(voided).OrThrow().Version, FoldTrade.Run(voided).OrThrow().Status));
    }

    [Fact]
    public void The_second_of_two_edits_is_told_who_changed_what_and_when()
    {
        var amended = Then(Captured, Amend(Captured, who: Desk.Trader with { Name = "ann" }));
        var refusal = RefusalOf(Amend(amended, seen: 1, line: Line.Replace("41.25", "42")));
        Assert.Equal("stale-version", refusal.Code);
        Assert.Equal("You saw version 1; since then ann amended it at 2026-11-20T16:00:00Z (keyed wrong): quantity 50 → 60, price 41.25 → 41.5",
            refusal.What);
    }

    [Fact]
    public void A_voided_deal_does_not_change()
    {
        var voided = Then(Captured, VoidTrade.Run(Change(Captured, 1, Desk.Trader)));
        Assert.Equal("already-voided", RefusalOf(VoidTrade.Run(Change(voided, 2, Desk.Trader))).Code);
        Assert.Equal("already-voided", RefusalOf(Amend(voided, 2)).Code);
        Assert.Equal("already-voided", RefusalOf(Confirm(voided, 2, Line)).Code);
    }

    [Fact]
    public void Duties_are_kept_apart()
    {
        Assert.Equal("wrong-role", RefusalOf(CaptureTrade.Run(new(Desk.Clerk, Desk.Now, "", Desk.Now, Desk.Ticket(Line), Desk.Counterparties))).Code);
        Assert.Equal("wrong-role", RefusalOf(Amend(Captured, who: Desk.Clerk)).Code);
        Assert.Equal("wrong-role", RefusalOf(VoidTrade.Run(Change(Captured, 1, Desk.Clerk))).Code);
        Assert.Equal("wrong-role", RefusalOf(Confirm(Captured, 1, Line, Desk.Trader)).Code);
        Assert.Equal("same-person", RefusalOf(Confirm(Captured, 1, Line, new Actor(Desk.Trader.Name, Roles.Settlement))).Code);
    }

    [Fact]
    public void A_change_takes_a_reason_a_difference_and_the_right_clock()
    {
        Assert.Equal("no-reason", RefusalOf(VoidTrade.Run(Change(Captured, 1, Desk.Trader, " "))).Code);
        Assert.Equal("back-in-time", RefusalOf(VoidTrade.Run(Change(Captured, 1, Desk.Trader, hours: -1))).Code);
        Assert.Equal("nothing-changed", RefusalOf(Amend(Captured, line: Line)).Code);
        Assert.Equal("unknown-counterparty", RefusalOf(Amend(Captured, line: Line.Replace("CP1", "CP9"))).Code);
        Assert.Equal("not-known-then", RefusalOf(CaptureTrade.Run(
            new(Desk.Trader, Desk.Now, "", Desk.Now + Duration.FromHours(1), Desk.Ticket(Line), Desk.Counterparties))).Code);
    }

    [Fact]
    public void A_paper_that_differs_is_refused_with_every_difference()
    {
        var refusal = RefusalOf(Confirm(Captured, 1, "sell 50 MW WESTERN HUB 5x16 Mar-27 41.52 CP1 book=theirs"));
        Assert.Equal("confirmation-differs", refusal.Code);
        Assert.Equal("side: we have buy, CP1 has sell; price: we have 41.25, CP1 has 41.52", refusal.What);
        Assert.Equal("already-confirmed", RefusalOf(Confirm(Then(Captured, Confirm(Captured, 1, Line)), 2, Line)).Code);
        Assert.Equal("wrong-issuer", RefusalOf(Confirm(Captured, 1, Line, issuer: "CP2")).Code);
    }

    [Fact]
    public void The_fee_is_matched_with_the_brokers_paper_only()
    {
        var paper = Desk.Ticket(Line.Replace("fee=100", "fee=90"));
        var ours = Desk.Ticket(Line);
        Assert.Empty(MatchConfirmation.Run(new(ours, new("X", "CP1", paper))));
        Assert.Equal([new TicketDifference("fee", "100", "90")], MatchConfirmation.Run(new(ours, new("X", "ICE", paper))));
    }

    [Fact]
    public void A_stream_that_no_desk_can_have_made_is_refused()
    {
        var capture = Captured.Facts[0];
        var amended = Amend(Captured).OrThrow();
        var voided = VoidTrade.Run(Change(Captured, 1, Desk.Trader)).OrThrow();
        ImmutableArray<ImmutableArray<TradeFact>> streams =
            [[], [amended], [capture, capture], [capture, voided, amended], [capture, amended with { At = Desk.Now - Duration.FromHours(1) }]];
        Assert.All(streams, facts => Assert.Equal("broken-stream", RefusalOf(FoldTrade.Run(new("T-1", facts))).Code));
        Assert.Equal("broken-stream", RefusalOf(VoidTrade.Run(Change(new("T-1", []), 1, Desk.Trader))).Code);
    }
}
