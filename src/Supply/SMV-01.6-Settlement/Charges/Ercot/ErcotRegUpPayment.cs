using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Regulation Up Service awarded day-ahead, paid at its market clearing price for capacity, by the hour. Source: ERCOT Protocols
/// 4.6.4.1.1.</summary>
public static class ErcotRegUpPayment
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "PCRUAMT", "Regulation Up Service Payment", ChargeBooking.PurchasedPower,
        new ChargeVersion(-(Formula)ErcotTerms.Awarded("RU"), BillingTerms.MwHour, ErcotTerms.CapacityPrice("RU"),
            ErcotTerms.Protocols + "4.6.4.1.1")
        {
            Step = TwoSettlement.Hour,
        });
}
