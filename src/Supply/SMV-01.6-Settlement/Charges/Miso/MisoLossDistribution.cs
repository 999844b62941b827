using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>Losses are billed at the margin; what that collects too much is given back by share of load. A surplus is positive, so the
/// credit is it, turned. Source: MISO BPM-005 Market Settlements.</summary>
public static class MisoLossDistribution
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "RT_LOSS_DIST", "Real-Time Distribution of Losses Amount",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(MisoTerms.ShareOf("load MWh", "load MWh of MISO"), "share",
            -(Formula)BillingTerms.Total("marginal loss surplus", Usd.Unit),
            MisoTerms.Manual)
        {
            Step = TwoSettlement.Hour, Basis = [BillingTerms.OwnEnergy("load MWh")],
        });
}
