using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>A pool-scheduled resource made whole in real time: its offered cost of what it ran less what it earned day-ahead, in
/// balancing, by day-ahead operating reserve and by reserves and regulation, in each segment of its run (<see cref="RunSegments"/>); over
/// the day as one where no minimum run is given. Lost opportunity comes on top (<see cref="PjmLostOpportunity"/>). Source: PJM Operating
/// Agreement Schedule 1 section 3.2.3(b) to (f); Manual 28 section 5. Segments and letters: Source not checked (from memory).</summary>
public static class Pjm2375BalancingMakeWhole
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2375", "Balancing Operating Reserve", ChargeBooking.PurchasedPower,
        new ChargeVersion(1m, "resource-day", -(MakeWhole + PjmLostOpportunity.Credit), PjmTerms.Schedule1 + "3.2.3(e)")
        {
            Kinds = PjmTerms.PlantKinds, Basis = [PjmTerms.RtOfferCost, PjmLostOpportunity.HeldBack],
        });

    private static Formula MakeWhole => new Formula.BySegment(
        (Formula)PjmTerms.RtOfferCost + EnergyTerms.DaMwh * EnergyTerms.DaLmp + EnergyTerms.Deviation * EnergyTerms.RtLmp
            - PjmTerms.DaReserveCredit - PjmTerms.ServiceRevenue,
        new(BillingTerms.Own("minimum run hours", "h"), EnergyTerms.DaMwh, EnergyTerms.RtMwh),
        Formula.Greater(0m, (Formula)new Formula.OverDay(PjmTerms.RtOfferCost) - PjmTerms.DaRevenue - PjmTerms.BalancingRevenue
            - PjmTerms.DaReserveCredit - PjmTerms.ServiceRevenue));
}
