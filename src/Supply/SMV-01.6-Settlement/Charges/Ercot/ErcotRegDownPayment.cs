using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Regulation Down Service awarded day-ahead, paid at its market clearing price for capacity, by the hour. Source: ERCOT Protocols
/// 4.6.4.1.2.</summary>
public static class ErcotRegDownPayment
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "PCRDAMT", "Regulation Down Service Payment", ChargeBooking.PurchasedPower,
        new ChargeVersion(-(Formula)ErcotTerms.Awarded("RD"), BillingTerms.MwHour, ErcotTerms.CapacityPrice("RD"),
            ErcotTerms.Protocols + "4.6.4.1.2")
        {
            Step = TwoSettlement.Hour,
        });
}
