using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Caiso;

/// <summary>Energy scheduled day-ahead at the day-ahead locational price with its energy, congestion and loss components, by the hour.
/// Source: CAISO Tariff 11.2.1; BPM for Settlements and Billing, configuration guide CC 6011.</summary>
public static class CaisoDayAheadEnergy
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("CAISO", "6011", "Day Ahead Energy, Congestion, Loss Settlement",
        ChargeBooking.DayAheadEnergy,
        TwoSettlement.DayAhead(EnergyTerms.DaLmp, CaisoTerms.Guide + "CC 6011", EnergyTerms.EnergyKinds));
}
