using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>A virtual is closed in real time: what cleared day-ahead, turned, at the real-time price. Source: MISO BPM-005 Market
/// Settlements.</summary>
public static class MisoRealTimeVirtual
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "RT_VIRT_EN", "Real-Time Virtual Energy Amount", ChargeBooking.RealTimeEnergy,
        new ChargeVersion(-(Formula)EnergyTerms.DaMwh, Mwh.Unit, EnergyTerms.RtLmp,
            MisoTerms.Manual)
        {
            Step = TwoSettlement.Hour, Kinds = MisoTerms.VirtualKinds,
        });
}
