using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>A load's obligation of Non-Spinning Reserve that it did not arrange itself, at the price of the obligation, by the hour.
/// Source: ERCOT Protocols 4.6.4.2.4.</summary>
public static class ErcotNonSpinCharge
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "DANSAMT", "Non-Spinning Reserve Charge", ChargeBooking.PurchasedPower,
        new ChargeVersion(((Formula)ErcotTerms.Obligation("NS") - ErcotTerms.SelfArranged("NS")).As("obligation not self-arranged",
            BillingTerms.MwHour), BillingTerms.MwHour, ErcotTerms.ObligationPrice("NS"),
            ErcotTerms.Protocols + "4.6.4.2.4")
        {
            Step = TwoSettlement.Hour,
        });
}
