using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>ERCOT Contingency Reserve Service awarded day-ahead, paid at its market clearing price for capacity, by the hour. Source: ERCOT
/// Protocols 4.6.4.1.5; the service began on 10 June 2023 (NPRR863).</summary>
public static class ErcotContingencyPayment
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "PCECRAMT", "ERCOT Contingency Reserve Service Payment",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(-(Formula)ErcotTerms.Awarded("ECR"), BillingTerms.MwHour, ErcotTerms.CapacityPrice("ECR"),
            ErcotTerms.Protocols + "4.6.4.1.5")
        {
            From = ErcotTerms.ContingencyReserve, Step = TwoSettlement.Hour,
        });
}
