using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Day-ahead make-whole payments of an hour, shared by the energy that each participant bought day-ahead in it. Source: ERCOT
/// Protocols 4.6.2.3.2.</summary>
public static class ErcotDayAheadMakeWholeCharge
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "LADAMWAMT", "Day-Ahead Make-Whole Charge", ChargeBooking.PurchasedPower,
        new ChargeVersion(new Formula.Share(ErcotTerms.DaPurchases, ErcotTerms.DaPurchasesOfErcot).As("share of day-ahead purchases", ""),
            "share", -(Formula)ErcotTerms.DaMakeWholeTotal,
            ErcotTerms.Protocols + "4.6.2.3.2")
        {
            Step = TwoSettlement.Hour, Basis = [ErcotTerms.DaPurchases],
        });
}
