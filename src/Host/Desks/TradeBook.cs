using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using Busbar.Supply.Trading.PreTrade;
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

    /// <summary>Every deal that changed after an instant, the one that changed last last: what it said then and what it says now.</summary>
    public ImmutableArray<DealChange> Since(Instant at) =>
    [
        .. Histories(store.ReadStreams(Prefix, AsOf.Latest)).Where(history => history.Facts[^1].At > at)
            .OrderBy(history => history.Facts[^1].At).ThenBy(history => history.Id, StringComparer.Ordinal)
            .Select(history => new DealChange(history.Id,
                Open(history with { Facts = [.. history.Facts.Where(fact => fact.At <= at)] }), Open(history))),
    ];

    private static TradeTicket? Open(TradeHistory history) =>
        !history.Facts.IsEmpty && FoldTrade.Run(history).OrThrow() is { Status: not TradeStatus.Voided } trade ? trade.Ticket : null;

    /// <summary>How many deals there are, voided ones too.</summary>
    public int Count => store.Streams(Prefix).Length;

    /// <summary>Captures deals together: all of them or none.</summary>
    /// <param name="deals">The deals.</param>
    /// <param name="who">Who captures them.</param>
    /// <param name="at">When.</param>
    /// <param name="run">Name of the run.</param>
    /// <param name="alongside">What else is written in the same transaction.</param>
    /// <param name="seen">How many deals there were when these were judged; when somebody dealt since, the capture is refused.</param>
    /// <exception cref="RefusedException">What <see cref="CaptureTrade"/> refuses; <c>duty</c>, <c>stream-moved</c>.</exception>
    public ImmutableArray<Trade> Capture(IReadOnlyList<NewDeal> deals, Actor who, Instant at, string run,
        Action<WriteBatch, ImmutableArray<Trade>>? alongside = null, int? seen = null)
    {
        var counterparties = PolicyBook.Of(store, AsOf.Latest).Counterparties;
        var next = (seen ?? Count) + 1;
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
    /// <param name="id">The deal.</param>
    /// <param name="seenVersion">The version looked at.</param>
    /// <param name="ticket">The ticket as it should read.</param>
    /// <param name="why">The reason.</param>
    /// <param name="who">Who asks.</param>
    /// <param name="at">When.</param>
    /// <param name="judge">Says no to an amendment that may be made by itself, by throwing.</param>
    /// <param name="alongside">What else is written in the same transaction.</param>
    /// <exception cref="RefusedException">What <see cref="AmendTrade"/> refuses; <c>duty</c>, <c>stream-moved</c>.</exception>
    public Trade Amend(string id, int seenVersion, TradeTicket ticket, string why, Actor who, Instant at, Action? judge = null,
        Action<WriteBatch>? alongside = null) =>
        Change(id, seenVersion, why, who, at,
            change =>
            {
                var fact = AmendTrade.Run(new(change, ticket, PolicyBook.Of(store, AsOf.Latest).Counterparties));
                if (fact is Outcome<TradeFact>.Done) judge?.Invoke();
                return fact;
            }, alongside);

    /// <summary>Confirms a deal against the other side's paper.</summary>
    /// <exception cref="RefusedException">What <see cref="ConfirmTrade"/> refuses; <c>duty</c>, <c>four-eyes</c>,
    /// <c>stream-moved</c>.</exception>
    public Trade Confirm(string id, int seenVersion, ConfirmationPaper paper, string why, Actor who, Instant at) =>
        Change(id, seenVersion, why, who, at, change => ConfirmTrade.Run(new(change, paper)));

    /// <summary>Records that our confirmation of a deal went out.</summary>
    /// <exception cref="RefusedException">What <see cref="SendConfirmation"/> refuses; <c>duty</c>, <c>four-eyes</c>,
    /// <c>stream-moved</c>.</exception>
    public Trade Send(string id, int seenVersion, string why, Actor who, Instant at) =>
        Change(id, seenVersion, why, who, at, SendConfirmation.Run);

    /// <summary>Confirmations that are open, and until when.</summary>
    public ImmutableArray<ConfirmationStanding> Confirmations(AsOf asOf, Instant clock) => TrackConfirmations.Run(new(
        [.. Histories(store.ReadStreams(Prefix, asOf))], PolicyBook.Of(store, asOf).Counterparties, clock));

    /// <summary>Our confirmation of a deal as it stood.</summary>
    /// <exception cref="RefusedException">What <see cref="WriteConfirmation"/> refuses; <c>unknown-trade</c>.</exception>
    public (Trade Deal, ConfirmationLetter Letter) Letter(string id, AsOf asOf)
    {
        var trade = FoldTrade.Run(History(id, asOf)).OrThrow();
        return (trade, WriteConfirmation.Run(new(trade, new SupplyReads(store).Profile(asOf)?.Name ?? "us",
            PolicyBook.Of(store, asOf).Counterparties)).OrThrow());
    }

    /// <summary>Takes a deal back.</summary>
    /// <exception cref="RefusedException">What <see cref="VoidTrade"/> refuses; <c>duty</c>, <c>stream-moved</c>.</exception>
    public Trade Void(string id, int seenVersion, string why, Actor who, Instant at) =>
        Change(id, seenVersion, why, who, at, VoidTrade.Run);

    private Trade Change(string id, int seenVersion, string why, Actor who, Instant at, Func<TradeChange, Outcome<TradeFact>> decide,
        Action<WriteBatch>? alongside = null)
    {
        var history = History(id, AsOf.Latest);
        var fact = decide(new(history, seenVersion, who, at, why)).OrThrow();
        using (var batch = store.Begin(who, new RunId($"deal {id}")))
        {
            Append(batch, id, history.Facts.Length, fact);
            alongside?.Invoke(batch);
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
