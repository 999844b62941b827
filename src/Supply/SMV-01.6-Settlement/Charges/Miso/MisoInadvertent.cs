using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>The cost of energy that flowed inadvertently across MISO's border, by share of load. Source: MISO BPM-005 Market
/// Settlements.</summary>
public static class MisoInadvertent
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "RT_NI_DIST", "Real-Time Net Inadvertent Distribution Amount",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(MisoTerms.ShareOf("load MWh", "load MWh of MISO"), "share", (Formula)BillingTerms.Total("net inadvertent cost",
            Usd.Unit),
            MisoTerms.Manual)
        {
            Step = TwoSettlement.Hour, Basis = [BillingTerms.OwnEnergy("load MWh")],
        });
}
