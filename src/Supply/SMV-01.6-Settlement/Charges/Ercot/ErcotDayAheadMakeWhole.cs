using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>A unit committed day-ahead whose offered costs of the day (start-up, minimum energy, energy above it) exceed what it earned on
/// energy and ancillary services day-ahead is paid the difference. Source: ERCOT Protocols 4.6.2.3.1.</summary>
public static class ErcotDayAheadMakeWhole
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "DAMWAMT", "Day-Ahead Make-Whole Payment", ChargeBooking.PurchasedPower,
        new ChargeVersion(1m, "resource-day", -Formula.Greater(0m, (Formula)new Formula.OverDay(ErcotTerms.DaCost)
            - ErcotTerms.DaEnergyRevenue - new Formula.OverDay(ErcotTerms.DaServiceRevenue)),
            ErcotTerms.Protocols + "4.6.2.3.1")
        {
            Basis = [ErcotTerms.DaCost],
        });
}
