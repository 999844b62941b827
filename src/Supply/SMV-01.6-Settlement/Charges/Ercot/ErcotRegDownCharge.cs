using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>A load's obligation of Regulation Down Service that it did not arrange itself, at the price of the obligation, by the hour.
/// Source: ERCOT Protocols 4.6.4.2.2.</summary>
public static class ErcotRegDownCharge
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "DARDAMT", "Regulation Down Service Charge", ChargeBooking.PurchasedPower,
        new ChargeVersion(((Formula)ErcotTerms.Obligation("RD") - ErcotTerms.SelfArranged("RD")).As("obligation not self-arranged",
            BillingTerms.MwHour), BillingTerms.MwHour, ErcotTerms.ObligationPrice("RD"),
            ErcotTerms.Protocols + "4.6.4.2.2")
        {
            Step = TwoSettlement.Hour,
        });
}
