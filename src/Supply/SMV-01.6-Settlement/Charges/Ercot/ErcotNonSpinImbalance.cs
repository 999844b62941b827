using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Non-Spinning Reserve awarded in real time less day-ahead, at its real-time price, by the quarter hour, since real-time co-
/// optimisation began on 5 December 2025. Source: ERCOT Protocols 6.7.5 (NPRR1010); form: Source not checked (from memory).</summary>
public static class ErcotNonSpinImbalance
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "RTNSIMBAMT", "Real-Time Non-Spinning Reserve Imbalance",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(BillingTerms.Provided(((Formula)ErcotTerms.RtAwarded("NS")
            - ErcotTerms.Awarded("NS")).As("award beyond day-ahead", "MW")), BillingTerms.MwHour, ErcotTerms.RtCapacityPrice("NS"),
            ErcotTerms.Protocols + "6.7.5")
        {
            From = ErcotTerms.CoOptimisation, Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.RtAwarded("NS")],
        });
}
