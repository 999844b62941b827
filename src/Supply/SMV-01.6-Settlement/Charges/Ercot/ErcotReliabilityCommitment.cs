using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>A unit committed for reliability is paid what its guaranteed costs exceed its real-time revenue at minimum energy and above,
/// over the day. Source: ERCOT Protocols 5.7.1.</summary>
public static class ErcotReliabilityCommitment
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "RUCMWAMT", "RUC Make-Whole Payment", ChargeBooking.PurchasedPower,
        new ChargeVersion(1m, "resource-day", -Formula.Greater(0m, (Formula)new Formula.OverDay(ErcotTerms.RucCost)
            - new Formula.OverDay(ErcotTerms.RucRevenue)),
            ErcotTerms.Protocols + "5.7.1")
        {
            Basis = [ErcotTerms.RucCost],
        });
}
