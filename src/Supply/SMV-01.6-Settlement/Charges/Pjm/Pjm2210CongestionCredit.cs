using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>The credit of a financial transmission right: its target allocation, megawatts at the day-ahead congestion price of the
/// sink less that of the source, by the hour. Where the hour's congestion revenue is less than the target allocations, positive ones
/// are paid in proportion; a negative one is charged whole. Without the market's revenue and targets it is paid whole, and says so.
/// Deficiencies made up from surpluses of other hours of the month and the year are not computed. Source: PJM Operating Agreement
/// Schedule 1 (= OATT Attachment K-Appendix) sections 5.2.1 to 5.2.5; Manual 28 section 8; Guide to Billing, Transmission
/// Congestion.</summary>
public static class Pjm2210CongestionCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2210", "Transmission Congestion Credit (FTR target allocation)",
        ChargeBooking.Rights, FtrShape.Credit(PjmTerms.Schedule1 + "5.2"));
}
