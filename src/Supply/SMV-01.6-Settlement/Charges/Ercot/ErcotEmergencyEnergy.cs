using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Energy made on an emergency base point is paid what its cost exceeds the real-time price. Source: ERCOT Protocols
/// 6.6.9.1.</summary>
public static class ErcotEmergencyEnergy
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "EMREAMT", "Emergency Energy Payment", ChargeBooking.PurchasedPower,
        new ChargeVersion(-(Formula)ErcotTerms.EmergencyMwh, Mwh.Unit, Formula.Greater(0m, (Formula)ErcotTerms.EmergencyCost
            - ErcotTerms.RtPrice),
            ErcotTerms.Protocols + "6.6.9.1")
        {
            Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.EmergencyMwh],
        });
}
