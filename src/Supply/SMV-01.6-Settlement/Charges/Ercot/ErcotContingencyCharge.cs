using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>A load's obligation of ERCOT Contingency Reserve Service that it did not arrange itself, at the price of the obligation, by the
/// hour. Source: ERCOT Protocols 4.6.4.2.5.</summary>
public static class ErcotContingencyCharge
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "DAECRAMT", "ERCOT Contingency Reserve Service Charge",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(((Formula)ErcotTerms.Obligation("ECR") - ErcotTerms.SelfArranged("ECR")).As("obligation not self-arranged",
            BillingTerms.MwHour), BillingTerms.MwHour, ErcotTerms.ObligationPrice("ECR"),
            ErcotTerms.Protocols + "4.6.4.2.5")
        {
            From = ErcotTerms.ContingencyReserve, Step = TwoSettlement.Hour,
        });
}
