using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Day-ahead scheduling reserve provided, megawatts at the clearing price of the hour, from June 2008 until October 2022.
/// Source: PJM Operating Agreement Schedule 1 section 3.2.3A.01; Manual 28. Source not checked (from memory).</summary>
public static class Pjm2365DayAheadSchedulingReserveCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2365", "Day-ahead Scheduling Reserve", ChargeBooking.PurchasedPower,
        new ChargeVersion(BillingTerms.Provided(PjmTerms.DasrMw), "MW-h", PjmTerms.DasrPrice, PjmTerms.Schedule1 + "3.2.3A.01")
        {
            Step = TwoSettlement.Hour, From = PjmTerms.SchedulingReserve, Until = PjmTerms.ReserveReform,
        });
}
