using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>A pool-scheduled resource made whole in real time: its offered cost of what it ran, over the day, less what it earned
/// day-ahead, in balancing, by day-ahead operating reserve and by reserves and regulation. The day is one segment here; PJM forms
/// segments by minimum run time, and adds credits for lost opportunity. Source: PJM Operating Agreement Schedule 1 section 3.2.3(b)
/// to (e); Manual 28 section 5. Segments and letters: Source not checked (from memory).</summary>
public static class Pjm2375BalancingMakeWhole
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2375", "Balancing Operating Reserve", ChargeBooking.PurchasedPower,
        new ChargeVersion(1m, "resource-day", -Formula.Greater(0m, (Formula)new Formula.OverDay(PjmTerms.RtOfferCost) - PjmTerms.DaRevenue
            - PjmTerms.BalancingRevenue - PjmTerms.DaReserveCredit - PjmTerms.ServiceRevenue), PjmTerms.Schedule1 + "3.2.3(e)")
        {
            Kinds = PjmTerms.PlantKinds, Basis = [PjmTerms.RtOfferCost],
        });
}
