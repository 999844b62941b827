using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Reactive Supply and Voltage Control: the zone's monthly revenue requirement, shared by network service peak load, a day's
/// part of the month. Source: PJM OATT Schedule 2; Manual 27; Guide to Billing. By the day: Source not checked (from
/// memory).</summary>
public static class Pjm1330ReactiveSupply
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1330", "Reactive Supply and Voltage Control", ChargeBooking.Transmission,
        PjmShapes.SharedByPeak(PjmTerms.Reactive, "PJM OATT Schedule 2"));
}
