using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Black Start Service of a resource: its monthly revenue requirement, a day's part of the month. Source: PJM OATT Schedule
/// 6A; Manual 27. By the day: Source not checked (from memory).</summary>
public static class Pjm2380BlackStartCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2380", "Black Start Service", ChargeBooking.PurchasedPower,
        PjmShapes.OwnMonthly(PjmTerms.BlackStartOfResource, "PJM OATT Schedule 6A"));
}
