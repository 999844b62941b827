using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>Make-whole payments of an hour, first to those whose deviations caused them, by share of deviations. Source: MISO BPM-005
/// Market Settlements.</summary>
public static class MisoFirstPass
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "RT_RSG_DIST1",
        "Real-Time Revenue Sufficiency Guarantee First Pass Distribution Amount", ChargeBooking.PurchasedPower,
        new ChargeVersion(MisoTerms.ShareOf("deviation MWh", "deviation MWh of MISO"), "share",
            (Formula)BillingTerms.Total("real-time make-whole cost", Usd.Unit),
            MisoTerms.Manual)
        {
            Step = TwoSettlement.Hour, Basis = [BillingTerms.OwnEnergy("deviation MWh")],
        });
}
