using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Trading.Deals;

/// <summary>A deal's facts, in the order in which they were recorded.</summary>
public sealed record TradeHistory(string Id, ImmutableArray<TradeFact> Facts);

/// <summary>Folds the facts of a deal into the deal as it stands. Refuses a stream that no desk can have made: one that does not begin
/// with a capture or is captured twice, goes back in time, or goes on after a void.</summary>
public static class FoldTrade
{
    /// <summary>The deal, or what is wrong with its stream.</summary>
    public static Outcome<Trade> Run(TradeHistory history)
    {
        Trade? trade = null;
        foreach (var (fact, index) in history.Facts.Select((fact, index) => (fact, index)))
        {
            if (RefuseOrder(history, trade, fact, index) is { } refusal) return refusal;
            trade = Apply(history.Id, trade, fact);
        }
        return trade is null ? Broken(history, 0, "the stream is empty") : trade;
    }

    private static Trade Apply(string id, Trade? trade, TradeFact fact) => fact switch
    {
        TradeCaptured captured => new(id, 1, TradeStatus.Captured, captured.Ticket, captured.TradedAt, captured.At),
        TradeAmended amended => Next(trade!, fact) with { Status = TradeStatus.Captured, Ticket = amended.Ticket },
        ConfirmationSent => Next(trade!, fact),
        TradeConfirmed => Next(trade!, fact) with { Status = TradeStatus.Confirmed },
        TradeVoided => Next(trade!, fact) with { Status = TradeStatus.Voided },
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "Not a fact of a deal."),
    };

    private static Trade Next(Trade trade, TradeFact fact) => trade with { Version = trade.Version + 1, KnownAt = fact.At };

    private static Refusal? RefuseOrder(TradeHistory history, Trade? trade, TradeFact fact, int index)
    {
        if (fact is TradeCaptured != trade is null)
            return Broken(history, index, trade is null ? "the first fact is not its capture" : "it is captured twice");
        if (trade?.Status == TradeStatus.Voided) return Broken(history, index, "it goes on after it was voided");
        return fact.At < trade?.KnownAt ? Broken(history, index, "it goes back in time") : null;
    }

    private static Refusal Broken(TradeHistory history, int index, string what) =>
        new("broken-stream", $"The facts of {history.Id} are no deal: {what}", $"{history.Id} fact {index + 1}",
            "Read the whole stream in the order recorded.");
}
