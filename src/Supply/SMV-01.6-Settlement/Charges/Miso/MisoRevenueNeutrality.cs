using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>What the real-time market leaves over or short, by share of load; its sub-types are totals of their own. Source: MISO BPM-005
/// Market Settlements.</summary>
public static class MisoRevenueNeutrality
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "RT_RNU", "Real-Time Revenue Neutrality Uplift Amount",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(MisoTerms.ShareOf("load MWh", "load MWh of MISO"), "share",
            (Formula)BillingTerms.Total("revenue neutrality cost", Usd.Unit),
            MisoTerms.Manual)
        {
            Step = TwoSettlement.Hour, Basis = [BillingTerms.OwnEnergy("load MWh")],
        });
}
