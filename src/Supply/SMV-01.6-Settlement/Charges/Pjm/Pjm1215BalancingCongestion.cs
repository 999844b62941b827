using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>The deviation from the day-ahead position at the congestion component; an up-to-congestion position at sink less source.
/// By the hour, and by five minutes since 1 April 2018 (FERC Order No. 825). Source: PJM Operating Agreement Schedule 1 (= OATT
/// Attachment K-Appendix) section 5.1; Manual 28; Guide to Billing, Transmission Congestion.</summary>
public static class Pjm1215BalancingCongestion
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1215", "Balancing Transmission Congestion", ChargeBooking.RealTime,
        TwoSettlement.Balancing(EnergyTerms.RtCongestionPrice, PjmTerms.Schedule1 + "5.1", PjmTerms.FiveMinuteSettlement));
}
