using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>Energy cleared day-ahead of loads and units at the day-ahead price of their commercial pricing node, by the hour. Source: MISO
/// BPM-005 Market Settlements.</summary>
public static class MisoDayAheadAsset
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "DA_ASSET_EN", "Day-Ahead Asset Energy Amount", ChargeBooking.DayAheadEnergy,
        TwoSettlement.DayAhead(EnergyTerms.DaLmp, MisoTerms.Manual, MisoTerms.AssetKinds));
}
