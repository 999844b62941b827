using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Day-ahead scheduling reserve, from June 2008 until the reserve reform of October 2022: each hour's credits shared by
/// real-time load. Source: PJM Operating Agreement Schedule 1 section 3.2.3A.01; Manual 28. Source not checked (from
/// memory).</summary>
public static class Pjm1365DayAheadSchedulingReserve
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1365", "Day-ahead Scheduling Reserve", ChargeBooking.PurchasedPower,
        PjmShapes.SharedByLoad(PjmTerms.DasrCredits, PjmTerms.LoadOfPjm, "day-ahead scheduling reserve", "3.2.3A.01")
            with { From = PjmTerms.SchedulingReserve, Until = PjmTerms.ReserveReform });
}
