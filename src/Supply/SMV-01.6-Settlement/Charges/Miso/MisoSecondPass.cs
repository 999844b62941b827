using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>What deviations did not cause of an hour's make-whole payments, by share of load. Source: MISO BPM-005 Market
/// Settlements.</summary>
public static class MisoSecondPass
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "RT_RSG_DIST2",
        "Real-Time Revenue Sufficiency Guarantee Second Pass Distribution Amount", ChargeBooking.PurchasedPower,
        new ChargeVersion(MisoTerms.ShareOf("load MWh", "load MWh of MISO"), "share",
            (Formula)BillingTerms.Total("remaining make-whole cost", Usd.Unit),
            MisoTerms.Manual)
        {
            Step = TwoSettlement.Hour, Basis = [BillingTerms.OwnEnergy("load MWh")],
        });
}
