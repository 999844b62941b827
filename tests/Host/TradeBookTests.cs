using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;

namespace Busbar.Host.Tests;

/// <summary>Deals in a real store: front, middle and back office kept apart, and two edits at once.</summary>
public sealed class TradeBookTests : IDisposable
{
    private static readonly Actor ann = new("ann", Roles.Trader);
    private static readonly Actor bert = new("bert", Roles.Trader);
    private static readonly Actor carl = new("carl", Roles.Settlement);
    private static readonly Actor dora = new("dora", Roles.Risk);
    private static readonly Instant morning = MarketCalendar.Pjm.At(OperatingDay.Of(2026, 11, 2), new LocalTime(9, 0));

    private readonly string folder = Directory.CreateTempSubdirectory("busbar-trades-").FullName;
    private readonly FactStore store;
    private readonly TradeBook book;

    public TradeBookTests()
    {
        store = FactStore.Open(new StoreLocation.Sqlite(Path.Combine(folder, "busbar.db")), SystemClock.Instance);
        book = new(store);
        PolicyBook.Keep(store, Policy("CP1"), dora, morning);
    }

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static TradeTicket Ticket(string line) => ReadDealLine.Run(new(line, "PJM", "hedge", "ann")).OrThrow();

    private static TradingPolicy Policy(string counterparty) =>
        TradingPolicy.None with { Counterparties = [new(counterparty, "One", "BBB", new(1_000_000), [])] };

    private static string CodeOf(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    private Trade Captured(Actor? who = null) =>
        book.Capture([new(Ticket("buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1"), morning)], who ?? ann, morning, "capture")[0];

    [Fact]
    public void Deals_are_numbered_and_read_back_as_they_stood()
    {
        Assert.Equal("T-000001", Captured().Id);
        Assert.Equal("T-000002", Captured(bert).Id);
        var later = morning + Duration.FromHours(1);
        book.Void("T-000001", 1, "typed twice", ann, later);
        Assert.Equal([TradeStatus.Voided, TradeStatus.Captured], book.Trades(AsOf.Latest).Select(trade => trade.Status));
        Assert.Equal([TradeStatus.Captured, TradeStatus.Captured], book.Trades(new(morning)).Select(trade => trade.Status));
        Assert.Equal("unknown-trade", CodeOf(() => book.History("T-000009", AsOf.Latest)));
    }

    [Fact]
    public void Of_two_edits_at_once_the_second_is_told_and_nothing_is_lost()
    {
        var seen = Captured();
        var ours = Ticket("buy 60 MW WESTERN HUB 5x16 Mar-27 41.25 CP1");
        var theirs = Ticket("buy 50 MW WESTERN HUB 5x16 Mar-27 42.00 CP1");
        book.Amend(seen.Id, seen.Version, ours, "volume", ann, morning);
        var refused = Assert.Throws<RefusedException>(() => book.Amend(seen.Id, seen.Version, theirs, "price", bert, morning)).Refusal;
        Assert.Equal("stale-version", refused.Code);
        Assert.Contains("ann amended", refused.What, StringComparison.Ordinal);
        Assert.Equal(DealLine.Write(ours), DealLine.Write(book.Trades(AsOf.Latest)[0].Ticket));
    }

    [Fact]
    public void Only_the_back_office_confirms_and_never_its_own_deal()
    {
        var trade = Captured();
        var paper = new ConfirmationPaper("R-1", "CP1", trade.Ticket);
        Assert.Equal("wrong-role", CodeOf(() => book.Confirm(trade.Id, 1, paper, "paper", bert, morning)));
        Assert.Equal("same-person", CodeOf(() => book.Confirm(trade.Id, 1, paper, "paper", new("ann", Roles.Settlement), morning)));
        Assert.Equal(TradeStatus.Confirmed, book.Confirm(trade.Id, 1, paper, "paper", carl, morning).Status);
        Assert.Equal("wrong-role", CodeOf(() => book.Void(trade.Id, 2, "x", carl, morning)));
    }

    [Fact]
    public void The_store_itself_keeps_front_and_back_office_apart()
    {
        var trade = Captured();
        TradeFact Confirmed(Actor who) => new TradeConfirmed(who, morning, "", "R-1");
        void Put(Actor who, TradeFact fact, int expected)
        {
            using var batch = store.Begin(who, new RunId("by hand"));
            batch.Append($"trade/{trade.Id}", expected, fact.GetType().Name, fact, morning);
            batch.Commit();
        }
        Assert.Equal("duty", CodeOf(() => Put(bert, Confirmed(bert), 1)));
        Assert.Equal("duty", CodeOf(() => Put(carl, new TradeVoided(carl, morning, "x"), 1)));
        Assert.Equal("four-eyes", CodeOf(() => Put(new("ann", Roles.Settlement), Confirmed(new("ann", Roles.Settlement)), 1)));
        Assert.Equal("duty", CodeOf(() => PolicyBook.Keep(store, Policy("CP2"), ann, morning)));
        Put(carl, Confirmed(carl), 1);
    }

    [Fact]
    public void Deals_captured_together_are_all_there_or_none()
    {
        var good = Ticket("buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1");
        var bad = Ticket("buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 NOBODY");
        Assert.Equal("unknown-counterparty", CodeOf(() => book.Capture([new(good, morning), new(bad, morning)], ann, morning, "file")));
        Assert.Empty(book.Trades(AsOf.Latest));
    }
}
