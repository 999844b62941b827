using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Reactive Supply and Voltage Control of a resource: its monthly revenue requirement, a day's part of the month. Source:
/// PJM OATT Schedule 2; Manual 27. By the day: Source not checked (from memory).</summary>
public static class Pjm2330ReactiveSupplyCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2330", "Reactive Supply and Voltage Control", ChargeBooking.PurchasedPower,
        PjmShapes.OwnMonthly(PjmTerms.ReactiveOfResource, "PJM OATT Schedule 2"));
}
