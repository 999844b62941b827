using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>The deviation from the day-ahead position at the loss component; an up-to-congestion position at sink less source. By the
/// hour, and by five minutes since 1 April 2018 (FERC Order No. 825). Source: PJM Operating Agreement Schedule 1 (= OATT Attachment
/// K-Appendix) section 5.4; Manual 28; Guide to Billing, Transmission Losses.</summary>
public static class Pjm1225BalancingLoss
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1225", "Balancing Transmission Losses", ChargeBooking.RealTime,
        TwoSettlement.Balancing(EnergyTerms.RtLossPrice, PjmTerms.Schedule1 + "5.4", PjmTerms.FiveMinuteSettlement));
}
