using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.IsoNe;

/// <summary>Energy cleared day-ahead at the congestion component of the day-ahead price. Source: ISO-NE Market Rule 1 section
/// III.3.2.1; Manual 28.</summary>
public static class IsoNeDayAheadCongestion
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ISO-NE", "DA-CONGESTION", "Day-Ahead Energy Market Congestion Charge/Credit",
        ChargeBooking.DayAhead,
        TwoSettlement.DayAhead(EnergyTerms.DaCongestionPrice, IsoNeCodes.Section3));
}
