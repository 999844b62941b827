using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>A load's obligation of Responsive Reserve that it did not arrange itself, at the price of the obligation, by the hour. Source:
/// ERCOT Protocols 4.6.4.2.3.</summary>
public static class ErcotResponsiveCharge
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "DARRAMT", "Responsive Reserve Charge", ChargeBooking.PurchasedPower,
        new ChargeVersion(((Formula)ErcotTerms.Obligation("RR") - ErcotTerms.SelfArranged("RR")).As("obligation not self-arranged",
            BillingTerms.MwHour), BillingTerms.MwHour, ErcotTerms.ObligationPrice("RR"),
            ErcotTerms.Protocols + "4.6.4.2.3")
        {
            Step = TwoSettlement.Hour,
        });
}
