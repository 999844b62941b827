using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>The day's day-ahead operating reserve credits, shared by day-ahead demand: load, decrement bids and exports cleared
/// day-ahead. Source: PJM Operating Agreement Schedule 1 section 3.2.3; Manual 28 section 5; Guide to Billing. The paragraph's
/// letter: Source not checked (from memory).</summary>
public static class Pjm1370DayAheadOperatingReserve
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1370", "Day-ahead Operating Reserve", ChargeBooking.PurchasedPower,
        new ChargeVersion(PjmTerms.DaDemand, Mwh.Unit, new Formula.Share(PjmTerms.DaReserveCredits, PjmTerms.DaDemandOfPjm)
            .As("day-ahead operating reserve rate", UsdPerMwh.Unit), PjmTerms.Schedule1 + "3.2.3(d)"));
}
