using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>A pool-scheduled resource made whole day-ahead: where the offered price for start, no-load and energy, summed over the
/// day, exceeds the value of its energy at day-ahead prices, the difference is credited. Source: PJM Operating Agreement Schedule 1
/// section 3.2.3(b) (read); Manual 28 section 5.</summary>
public static class Pjm2370DayAheadMakeWhole
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2370", "Day-ahead Operating Reserve", ChargeBooking.PurchasedPower,
        new ChargeVersion(1m, "resource-day", -Formula.Greater(0m, (Formula)new Formula.OverDay(PjmTerms.DaOfferCost) - PjmTerms.DaRevenue),
            PjmTerms.Schedule1 + "3.2.3(b)")
        {
            Kinds = PjmTerms.PlantKinds, Basis = [PjmTerms.DaOfferCost],
        });
}
