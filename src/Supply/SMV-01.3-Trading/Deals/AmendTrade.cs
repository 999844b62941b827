using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Trading.Deals;

/// <summary>A deal's ticket to be corrected.</summary>
/// <param name="Change">Which deal, who, when, why.</param>
/// <param name="Ticket">The ticket as it should read.</param>
/// <param name="Counterparties">Whom we may deal with.</param>
public sealed record AmendTradeInputs(TradeChange Change, TradeTicket Ticket, ImmutableArray<Counterparty> Counterparties);

/// <summary>Corrects a deal's ticket; an earlier confirmation no longer holds. Refuses what any change must pass (role trader, version
/// seen, reason, not voided), a ticket that says the same, and whatever <see cref="CheckTicket"/> refuses.</summary>
public static class AmendTrade
{
    /// <summary>The fact to record.</summary>
    public static Outcome<TradeFact> Run(AmendTradeInputs inputs)
    {
        var (change, ticket, counterparties) = inputs;
        var opened = TradeChanges.Open(change, "amend", Roles.Trader);
        if (opened is Outcome<Trade>.Refused stopped) return stopped.Refusal;
        var trade = opened.OrThrow();
        if (MatchConfirmation.Compare(trade.Ticket, ticket).IsEmpty)
            return new Refusal("nothing-changed", "The ticket says what the deal says already", trade.Id,
                "Change a field, or leave the deal.");
        return CheckTicket.Run(new(ticket, trade.TradedAt, counterparties))
            .Select<TradeFact>(written => new TradeAmended(change.Who, change.At, change.Why, written));
    }
}
