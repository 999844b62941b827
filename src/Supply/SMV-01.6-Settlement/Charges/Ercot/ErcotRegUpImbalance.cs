using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Regulation Up Service awarded in real time less day-ahead, at its real-time price, by the quarter hour, since real-time co-
/// optimisation began on 5 December 2025. Source: ERCOT Protocols 6.7.5 (NPRR1010); form: Source not checked (from memory).</summary>
public static class ErcotRegUpImbalance
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "RTRUIMBAMT", "Real-Time Regulation Up Service Imbalance",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(BillingTerms.Provided(((Formula)ErcotTerms.RtAwarded("RU")
            - ErcotTerms.Awarded("RU")).As("award beyond day-ahead", "MW")), BillingTerms.MwHour, ErcotTerms.RtCapacityPrice("RU"),
            ErcotTerms.Protocols + "6.7.5")
        {
            From = ErcotTerms.CoOptimisation, Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.RtAwarded("RU")],
        });
}
