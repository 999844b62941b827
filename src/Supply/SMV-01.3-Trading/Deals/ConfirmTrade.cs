using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Trading.Deals;

/// <summary>A deal to be confirmed.</summary>
/// <param name="Change">Which deal, who, when, why.</param>
/// <param name="Paper">What the counterparty or the broker says was dealt.</param>
public sealed record ConfirmTradeInputs(TradeChange Change, ConfirmationPaper Paper);

/// <summary>Confirms a deal against the other side's paper. Refuses what any change must pass, a second confirmation, a role other than
/// settlement, anyone who captured or amended the deal himself, a paper of
/// somebody else, and one that differs, with every difference.</summary>
public static class ConfirmTrade
{
    /// <summary>The fact to record.</summary>
    public static Outcome<TradeFact> Run(ConfirmTradeInputs inputs)
    {
        var (change, paper) = inputs;
        var opened = TradeChanges.Open(change, "confirm", Roles.Settlement);
        if (opened is Outcome<Trade>.Refused refused) return refused.Refusal;
        var trade = opened.OrThrow();
        if (trade.Status == TradeStatus.Confirmed)
            return new Refusal("already-confirmed", "The deal is confirmed and was not amended since", trade.Id, "Leave it as it is.");
        if (TradeChanges.OwnDeal(change, trade, "confirm it") is { } own) return own;
        if (paper.Issuer != trade.Ticket.Counterparty && paper.Issuer != trade.Ticket.Broker)
            return new Refusal("wrong-issuer", $"The paper is {paper.Issuer}'s, who is neither the deal's counterparty nor its broker",
                trade.Id,
                "Give the paper of the other side of this deal.");
        var differences = MatchConfirmation.Run(new(trade.Ticket, paper));
        return differences.IsEmpty
            ? new TradeConfirmed(change.Who, change.At, change.Why, paper.Reference)
            : new Refusal("confirmation-differs",
                string.Join("; ", differences.Select(each => $"{each.Field}: we have {each.Ours}, {paper.Issuer} has {each.Theirs}")),
                $"{trade.Id}, paper {paper.Reference}", "Settle each difference with the other side; amend the deal or get a new paper.");
    }
}
