using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Non-Spinning Reserve awarded day-ahead, paid at its market clearing price for capacity, by the hour. Source: ERCOT Protocols
/// 4.6.4.1.4.</summary>
public static class ErcotNonSpinPayment
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "PCNSAMT", "Non-Spinning Reserve Payment", ChargeBooking.PurchasedPower,
        new ChargeVersion(-(Formula)ErcotTerms.Awarded("NS"), BillingTerms.MwHour, ErcotTerms.CapacityPrice("NS"),
            ErcotTerms.Protocols + "4.6.4.1.4")
        {
            Step = TwoSettlement.Hour,
        });
}
