using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Energy bought in the day-ahead market at the settlement point price of the hour, DAEPAMT = DASPP × DAEP. Source: ERCOT Nodal
/// Protocols section 4.6.2.2; the section's number is not checked (from memory).</summary>
public static class ErcotDamEnergyPurchase
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "DAEPAMT", "Day-Ahead Energy Purchase", ChargeBooking.DayAheadEnergy,
        new ChargeVersion(EnergyTerms.DaMwh, Mwh.Unit, ErcotCodes.DaSettlementPointPrice, "ERCOT Nodal Protocols section 4.6.2.2")
        {
            Step = TwoSettlement.Hour,
        });
}
