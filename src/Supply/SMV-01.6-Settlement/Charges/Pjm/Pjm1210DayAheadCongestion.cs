using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Energy cleared day-ahead at the congestion component; an up-to-congestion position at sink less source. Source: PJM
/// Operating Agreement Schedule 1 (= OATT Attachment K-Appendix) section 5.1; Manual 28; Guide to Billing, Transmission
/// Congestion.</summary>
public static class Pjm1210DayAheadCongestion
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1210", "Day-ahead Transmission Congestion", ChargeBooking.DayAhead,
        TwoSettlement.DayAhead(EnergyTerms.DaCongestionPrice, PjmTerms.Schedule1 + "5.1"));
}
