using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>Energy of physical schedules across MISO's border cleared day-ahead at the interface price, by the hour. Source: MISO BPM-005
/// Market Settlements.</summary>
public static class MisoDayAheadNonAsset
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "DA_NASSET_EN", "Day-Ahead Non-Asset Energy Amount", ChargeBooking.DayAheadEnergy,
        TwoSettlement.DayAhead(EnergyTerms.DaLmp, MisoTerms.Manual, MisoTerms.NonAssetKinds));
}
