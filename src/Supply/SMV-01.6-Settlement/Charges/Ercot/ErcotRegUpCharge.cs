using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>A load's obligation of Regulation Up Service that it did not arrange itself, at the price of the obligation, by the hour.
/// Source: ERCOT Protocols 4.6.4.2.1.</summary>
public static class ErcotRegUpCharge
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "DARUAMT", "Regulation Up Service Charge", ChargeBooking.PurchasedPower,
        new ChargeVersion(((Formula)ErcotTerms.Obligation("RU") - ErcotTerms.SelfArranged("RU")).As("obligation not self-arranged",
            BillingTerms.MwHour), BillingTerms.MwHour, ErcotTerms.ObligationPrice("RU"),
            ErcotTerms.Protocols + "4.6.4.2.1")
        {
            Step = TwoSettlement.Hour,
        });
}
