using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Trading.Deals;

/// <summary>Takes a deal back; it stays in the record and counts nowhere. Refuses what any change must pass: role trader, version seen,
/// reason, not voided before.</summary>
public static class VoidTrade
{
    /// <summary>The fact to record.</summary>
    public static Outcome<TradeFact> Run(TradeChange change) =>
        TradeChanges.Open(change, "void", Roles.Trader) is Outcome<Trade>.Refused refused
            ? refused.Refusal
            : new TradeVoided(change.Who, change.At, change.Why);
}
