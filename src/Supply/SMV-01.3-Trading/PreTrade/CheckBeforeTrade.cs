using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.PreTrade;

/// <summary>A deal about to be made or amended, and what it is checked with.</summary>
/// <param name="Ticket">The deal as it is to stand.</param>
/// <param name="Clock">When.</param>
/// <param name="TradedAt">When it was agreed.</param>
/// <param name="Authority">What the deal's book may deal.</param>
/// <param name="Close">The last close and what was dealt since.</param>
/// <param name="Replaces">What the deal says now, when it is amended; null for a new one.</param>
public sealed record CheckBeforeTradeInputs(
    TradeTicket Ticket, Instant Clock, Instant TradedAt, TradingAuthority? Authority, LastClose Close, TradeTicket? Replaces = null);

/// <summary>Checks a deal before it is made: product, counterparty, tenor, size, open position by month and block, credit and value at risk
/// with the deal in the desk as it stands, the last close and everything dealt since. Of an amendment the difference counts, and what it
/// does not enlarge passes. Refuses when it cannot say: a ticket that cannot be a deal, a document that is missing, of another book or
/// made after the clock, limits without an owner, a price or a scenario that is missing.</summary>
public static class CheckBeforeTrade
{
    /// <summary>Every check with what was measured; the verdict stands in the answer, not in a refusal.</summary>
    public static Outcome<PreTradeChecks> Run(CheckBeforeTradeInputs inputs)
    {
        var (ticket, clock, tradedAt, authority, close, replaces) = inputs;
        var written = CheckTicket.Run(new(ticket, tradedAt, close.Counterparties));
        if (written is not Outcome<TradeTicket>.Done { Findings: var findings }) return ((Outcome<TradeTicket>.Refused)written).Refusal;
        if (DealJudge.Refuse(ticket, clock, authority, close) is { } missing) return missing;
        var desk = new LiveDesk(close, clock);
        if (desk.Catch(close.Since) is { } unvalued) return unvalued;
        var effect = desk.EffectOf(new("the deal", replaces, ticket));
        return effect is Outcome<DealEffect>.Refused unpriced ? unpriced.Refusal
            : Outcome.Of(new DealJudge(close, clock, desk, authority!).Judge(effect.OrThrow()), findings);
    }
}
