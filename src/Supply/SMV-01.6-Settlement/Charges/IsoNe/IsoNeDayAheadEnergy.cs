using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.IsoNe;

/// <summary>Energy cleared day-ahead at the energy component of the day-ahead price. Source: ISO-NE Market Rule 1 section III.3.2.1;
/// Manual 28.</summary>
public static class IsoNeDayAheadEnergy
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ISO-NE", "DA-ENERGY", "Day-Ahead Energy Market Energy Charge/Credit",
        ChargeBooking.DayAheadEnergy,
        TwoSettlement.DayAhead(EnergyTerms.DaEnergyPrice, IsoNeCodes.Section3));
}
