using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Responsive Reserve awarded day-ahead, paid at its market clearing price for capacity, by the hour. Source: ERCOT Protocols
/// 4.6.4.1.3.</summary>
public static class ErcotResponsivePayment
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "PCRRAMT", "Responsive Reserve Payment", ChargeBooking.PurchasedPower,
        new ChargeVersion(-(Formula)ErcotTerms.Awarded("RR"), BillingTerms.MwHour, ErcotTerms.CapacityPrice("RR"),
            ErcotTerms.Protocols + "4.6.4.1.3")
        {
            Step = TwoSettlement.Hour,
        });
}
