using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Regulation provided: since October 2012 (FERC Order No. 755) megawatts times the performance score at the capability
/// price and, times the mileage ratio, at the performance price; before, megawatts at one price. Lost opportunity beyond the price is
/// not in it. Source: PJM Operating Agreement Schedule 1 section 3.2.2; Manual 28 section 4. Source not checked (from
/// memory).</summary>
public static class Pjm2340RegulationCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2340", "Regulation", ChargeBooking.PurchasedPower,
        new ChargeVersion(BillingTerms.Provided(PjmTerms.RegulationMw), "MW-h", PjmTerms.RegulationPrice, PjmTerms.Schedule1 + "3.2.2")
        {
            Step = TwoSettlement.Hour, Until = PjmTerms.PerformanceRegulation,
        },
        PjmTerms.Performance with { From = PjmTerms.PerformanceRegulation, Until = PjmTerms.FiveMinuteSettlement },
        PjmTerms.Performance with { From = PjmTerms.FiveMinuteSettlement, Step = TwoSettlement.FiveMinutes });
}
