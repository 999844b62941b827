using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.Deals;

/// <summary>A deal to be captured.</summary>
/// <param name="Who">Who captures it; the front office.</param>
/// <param name="At">When.</param>
/// <param name="Why">A reason, or empty.</param>
/// <param name="TradedAt">When it was agreed, not after <paramref name="At"/>.</param>
/// <param name="Ticket">What was agreed.</param>
/// <param name="Counterparties">Whom we may deal with.</param>
public sealed record CaptureTradeInputs(
    Actor Who, Instant At, string Why, Instant TradedAt, TradeTicket Ticket, ImmutableArray<Counterparty> Counterparties);

/// <summary>Captures a deal: the first fact of its stream. Refuses a role other than trader, a deal of the future, and whatever
/// <see cref="CheckTicket"/> refuses.</summary>
public static class CaptureTrade
{
    /// <summary>The fact to record.</summary>
    public static Outcome<TradeFact> Run(CaptureTradeInputs inputs)
    {
        if (inputs.Who.Role != Roles.Trader) return TradeChanges.WrongRole(inputs.Who, "capture", "new deal", Roles.Trader);
        if (inputs.TradedAt > inputs.At)
            return new Refusal("not-known-then", $"The deal was traded {inputs.TradedAt}, after its capture, {inputs.At}", "traded_at",
                "Correct the time at which it was traded.");
        return CheckTicket.Run(new(inputs.Ticket, inputs.TradedAt, inputs.Counterparties))
            .Select<TradeFact>(written => new TradeCaptured(inputs.Who, inputs.At, inputs.Why, inputs.TradedAt, written));
    }
}
