using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>The desk's deals, each a stream of facts. The store lets only the front office capture, amend and void, only the back office
/// confirm, and nobody confirm what they captured or amended.</summary>
public sealed class TradeBook(FactStore store)
{
    private const string Prefix = "trade/";

    /// <summary>Every deal as it stood, in the order of their ids.</summary>
    public ImmutableArray<Trade> Trades(AsOf asOf) =>
    [
        .. Histories(store.ReadStreams(Prefix, asOf)).Select(history => FoldTrade.Run(history).OrThrow()),
    ];

    /// <summary>The facts of one deal.</summary>
    /// <exception cref="RefusedException"><c>unknown-trade</c>.</exception>
    public TradeHistory History(string id, AsOf asOf) => Histories(store.ReadStream(Prefix + id, asOf)).FirstOrDefault()
        ?? throw new RefusedException(new("unknown-trade", $"There is no deal {id} as of this instant", id,
            "Look the id up (busbar trade list)."));

    /// <summary>Captures deals together: all of them or none.</summary>
    /// <exception cref="RefusedException">What <see cref="CaptureTrade"/> refuses; <c>duty</c>.</exception>
    public ImmutableArray<Trade> Capture(
        IReadOnlyList<NewDeal> deals, Actor who, Instant at, string run, Action<WriteBatch, ImmutableArray<Trade>>? alongside = null)
    {
        var counterparties = PolicyBook.Of(store, AsOf.Latest).Counterparties;
        var next = store.Streams(Prefix).Length + 1;
        using var batch = store.Begin(who, new RunId(run));
        var captured = ImmutableArray.CreateBuilder<Trade>(deals.Count);
        foreach (var deal in deals)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"T-{next++:D6}");
            var fact = CaptureTrade.Run(new(who, at, deal.Why, deal.TradedAt, deal.Ticket, counterparties)).OrThrow();
            Append(batch, id, 0, fact);
            captured.Add(FoldTrade.Run(new(id, [fact])).OrThrow());
        }
        var trades = captured.MoveToImmutable();
        alongside?.Invoke(batch, trades);
        batch.Commit();
        return trades;
    }

    /// <summary>Corrects a deal's ticket.</summary>
    /// <exception cref="RefusedException">What <see cref="AmendTrade"/> refuses; <c>duty</c>, <c>stream-moved</c>.</exception>
    public Trade Amend(string id, int seenVersion, TradeTicket ticket, string why, Actor who, Instant at) => Change(id, seenVersion, why,
        who,
        at, change => AmendTrade.Run(new(change, ticket, PolicyBook.Of(store, AsOf.Latest).Counterparties)));

    /// <summary>Confirms a deal against the other side's paper.</summary>
    /// <exception cref="RefusedException">What <see cref="ConfirmTrade"/> refuses; <c>duty</c>, <c>four-eyes</c>,
    /// <c>stream-moved</c>.</exception>
    public Trade Confirm(string id, int seenVersion, ConfirmationPaper paper, string why, Actor who, Instant at) =>
        Change(id, seenVersion, why, who, at, change => ConfirmTrade.Run(new(change, paper)));

    /// <summary>Takes a deal back.</summary>
    /// <exception cref="RefusedException">What <see cref="VoidTrade"/> refuses; <c>duty</c>, <c>stream-moved</c>.</exception>
    public Trade Void(string id, int seenVersion, string why, Actor who, Instant at) =>
        Change(id, seenVersion, why, who, at, VoidTrade.Run);

    private Trade Change(string id, int seenVersion, string why, Actor who, Instant at, Func<TradeChange, Outcome<TradeFact>> decide)
    {
        var history = History(id, AsOf.Latest);
        var fact = decide(new(history, seenVersion, who, at, why)).OrThrow();
        using (var batch = store.Begin(who, new RunId($"deal {id}")))
        {
            Append(batch, id, history.Facts.Length, fact);
            batch.Commit();
        }
        return FoldTrade.Run(history with { Facts = history.Facts.Add(fact) }).OrThrow();
    }

    private static void Append(WriteBatch batch, string id, int expected, TradeFact fact) =>
        batch.Append(Prefix + id, expected, fact.GetType().Name, fact, fact.At);

    private static IEnumerable<TradeHistory> Histories(ImmutableArray<StoredEvent> events) => events
        .GroupBy(each => each.Stream, (stream, facts) =>
            new TradeHistory(stream[Prefix.Length..], [.. facts.Select(each => each.Body<TradeFact>())]));
}

/// <summary>A deal to be captured.</summary>
/// <param name="Ticket">What was agreed.</param>
/// <param name="TradedAt">When.</param>
/// <param name="Why">A reason, or empty.</param>
public sealed record NewDeal(TradeTicket Ticket, Instant TradedAt, string Why = "");
