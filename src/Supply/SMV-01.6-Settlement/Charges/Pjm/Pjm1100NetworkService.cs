using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Network service: the daily network service peak load contribution at a day's part of the zone's annual rate. A leap year
/// has 366 days; the Guide to Billing prints 1/365th for every year. Source: PJM OATT section 34 and Attachments H; Manual 27 section
/// 5; Guide to Billing, Network Integration Transmission Service (read). The leap year's 366th: Source not checked (from
/// memory).</summary>
public static class Pjm1100NetworkService
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1100", "Network Integration Transmission Service", ChargeBooking.Transmission,
        new ChargeVersion(PjmTerms.PeakLoad, "MW-day", ((Formula)PjmTerms.NetworkRate).DividedBy(BillingTerms.DaysInYear),
            "PJM OATT section 34.1; Manual 27 section 5"));
}
