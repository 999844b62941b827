using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Emergency energy payments shared by load. Source: ERCOT Protocols 6.6.9.2.</summary>
public static class ErcotEmergencyUplift
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "LAEMREAMT", "Emergency Energy Charge", ChargeBooking.PurchasedPower,
        new ChargeVersion(ErcotTerms.LoadShare, "share", -(Formula)ErcotTerms.EmergencyTotal,
            ErcotTerms.Protocols + "6.6.9.2")
        {
            Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.LoadOfParticipant],
        });
}
