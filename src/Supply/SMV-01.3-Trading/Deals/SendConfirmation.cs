using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Trading.Deals;

/// <summary>Records that our confirmation of a deal went to the other side. Refuses what any change must pass, a role other than
/// settlement, anyone who captured or amended the deal himself, a deal that nobody confirms in writing, and one that was sent or
/// confirmed and not amended since.</summary>
public static class SendConfirmation
{
    /// <summary>The fact to record.</summary>
    public static Outcome<TradeFact> Run(TradeChange change)
    {
        var opened = TradeChanges.Open(change, "send the confirmation of", Roles.Settlement);
        if (opened is Outcome<Trade>.Refused refused) return refused.Refusal;
        var trade = opened.OrThrow();
        if (TradeChanges.OwnDeal(change, trade, "send its confirmation") is { } own) return own;
        if (!TrackConfirmations.IsWritten(trade.Ticket.Terms))
            return TrackConfirmations.NotWritten(trade);
        var last = change.History.Facts.LastOrDefault(fact => fact is not TradeVoided);
        return last is ConfirmationSent or TradeConfirmed
            ? new Refusal("already-sent", "The deal was sent or confirmed and not amended since", trade.Id, "Leave it as it is.")
            : new ConfirmationSent(change.Who, change.At, change.Why, ReferenceOf(trade));
    }

    /// <summary>Our reference of a deal as it stands: its id and version.</summary>
    public static string ReferenceOf(Trade trade) => $"{trade.Id}-{trade.Version}";
}
