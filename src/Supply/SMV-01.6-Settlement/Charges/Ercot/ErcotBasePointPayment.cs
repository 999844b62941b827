using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Base point deviation charges are paid out to load by its ratio share of the quarter hour. Source: ERCOT Protocols
/// 6.6.5.4.</summary>
public static class ErcotBasePointPayment
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "LABPDAMT", "Base Point Deviation Payment", ChargeBooking.PurchasedPower,
        new ChargeVersion(ErcotTerms.LoadShare, "share", -(Formula)ErcotTerms.DeviationTotal,
            ErcotTerms.Protocols + "6.6.5.4")
        {
            Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.LoadOfParticipant],
        });
}
