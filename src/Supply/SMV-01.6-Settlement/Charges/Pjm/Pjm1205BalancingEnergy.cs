using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>The deviation from the day-ahead position at the energy component, which is one price for all of PJM. By the hour, and by
/// five minutes since 1 April 2018 (FERC Order No. 825). Source: PJM Operating Agreement Schedule 1 (= OATT Attachment K-Appendix)
/// section 3.2; Manual 28; Guide to Billing, Spot Market Energy.</summary>
public static class Pjm1205BalancingEnergy
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1205", "Balancing Spot Market Energy", ChargeBooking.RealTimeEnergy,
        TwoSettlement.Balancing(EnergyTerms.RtEnergyPrice, PjmTerms.Schedule1 + "3.2",
            PjmTerms.FiveMinuteSettlement, EnergyTerms.EnergyKinds));
}
