using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Energy cleared day-ahead at the energy component, which is one price for all of PJM. Source: PJM Operating Agreement
/// Schedule 1 (= OATT Attachment K-Appendix) section 3.2; Manual 28; Guide to Billing, Spot Market Energy.</summary>
public static class Pjm1200DayAheadEnergy
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1200", "Day-ahead Spot Market Energy", ChargeBooking.DayAheadEnergy,
        TwoSettlement.DayAhead(EnergyTerms.DaEnergyPrice, PjmTerms.Schedule1 + "3.2", EnergyTerms.EnergyKinds));
}
