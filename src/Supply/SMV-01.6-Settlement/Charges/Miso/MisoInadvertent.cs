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
        new ChargeVersion(MisoTerms.ShareOf("load MWh", "load MWh of MISO"), "share", (Formula)MisoTerms.Total("net inadvertent cost"),
            MisoTerms.Manual)
        {
            Step = TwoSettlement.Hour, Basis = [MisoTerms.Activity("load MWh")],
        });
}
