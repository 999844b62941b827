using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Black Start Service: the zone's monthly revenue requirement, shared by network service peak load, a day's part of the
/// month. Source: PJM OATT Schedule 6A; Manual 27; Guide to Billing. By the day: Source not checked (from memory).</summary>
public static class Pjm1380BlackStart
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1380", "Black Start Service", ChargeBooking.Transmission,
        PjmShapes.SharedByPeak(PjmTerms.BlackStart, "PJM OATT Schedule 6A"));
}
