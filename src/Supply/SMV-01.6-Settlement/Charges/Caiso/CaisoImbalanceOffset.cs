using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Caiso;

/// <summary>What imbalance energy, uninstructed energy and unaccounted energy leave over or short in an interval, shared by measured
/// demand. Source: CAISO Tariff 11.5.4; BPM configuration guide CC 6477.</summary>
public static class CaisoImbalanceOffset
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("CAISO", "6477", "Real Time Imbalance Energy Offset", ChargeBooking.PurchasedPower,
        new ChargeVersion(CaisoTerms.DemandShare, "share", -(Formula)CaisoTerms.ImbalanceTotal,
            CaisoTerms.Guide + "CC 6477")
        {
            Step = TwoSettlement.FiveMinutes, Basis = [CaisoTerms.MeasuredDemand],
        });
}
