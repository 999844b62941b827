using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Caiso;

/// <summary>Energy metered beyond what was dispatched, at the five-minute price. Source: CAISO Tariff 11.5.2; BPM configuration guide CC
/// 6475.</summary>
public static class CaisoUninstructedEnergy
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("CAISO", "6475", "Real Time Uninstructed Imbalance Energy Settlement",
        ChargeBooking.RealTimeEnergy,
        new ChargeVersion(((Formula)EnergyTerms.RtMwh - CaisoTerms.RtdMwh).As("uninstructed imbalance", Mwh.Unit), Mwh.Unit,
            CaisoTerms.RtdPrice,
            CaisoTerms.Guide + "CC 6475")
        {
            Step = TwoSettlement.FiveMinutes, Basis = [EnergyTerms.RtMwh],
        });
}
