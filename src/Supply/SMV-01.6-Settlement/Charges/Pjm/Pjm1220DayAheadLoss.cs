using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Energy cleared day-ahead at the loss component; an up-to-congestion position at sink less source. Source: PJM Operating
/// Agreement Schedule 1 (= OATT Attachment K-Appendix) section 5.4; Manual 28; Guide to Billing, Transmission Losses.</summary>
public static class Pjm1220DayAheadLoss
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1220", "Day-ahead Transmission Losses", ChargeBooking.DayAhead,
        TwoSettlement.DayAhead(EnergyTerms.DaLossPrice, PjmTerms.Schedule1 + "5.4"));
}
