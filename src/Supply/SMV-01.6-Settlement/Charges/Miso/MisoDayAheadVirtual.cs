using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>Virtual bids and offers cleared day-ahead, by the hour. Source: MISO BPM-005 Market Settlements.</summary>
public static class MisoDayAheadVirtual
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "DA_VIRT_EN", "Day-Ahead Virtual Energy Amount", ChargeBooking.DayAheadEnergy,
        TwoSettlement.DayAhead(EnergyTerms.DaLmp, MisoTerms.Manual, MisoTerms.VirtualKinds));
}
