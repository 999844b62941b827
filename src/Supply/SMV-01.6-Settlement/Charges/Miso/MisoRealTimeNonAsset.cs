using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>What physical schedules across the border move beyond what cleared day-ahead. By the hour, and by five minutes since 1 July
/// 2018 (FERC Order No. 825). Source: MISO BPM-005 Market Settlements; the date: Source not checked (from memory).</summary>
public static class MisoRealTimeNonAsset
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "RT_NASSET_EN", "Real-Time Non-Asset Energy Amount", ChargeBooking.RealTimeEnergy,
        TwoSettlement.Balancing(EnergyTerms.RtLmp, MisoTerms.Manual, MisoTerms.FiveMinuteSettlement, MisoTerms.NonAssetKinds));
}
