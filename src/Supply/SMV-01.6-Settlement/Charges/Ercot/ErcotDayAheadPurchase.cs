using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Energy bought day-ahead at a settlement point, by the hour, at the day-ahead settlement point price. Source: ERCOT Protocols
/// 4.6.2.2.</summary>
public static class ErcotDayAheadPurchase
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "DAEPAMT", "Day-Ahead Energy Charge", ChargeBooking.DayAheadEnergy,
        new ChargeVersion(ErcotTerms.DaPurchases, Mwh.Unit, ErcotTerms.DaPrice,
            ErcotTerms.Protocols + "4.6.2.2")
        {
            Step = TwoSettlement.Hour,
        });
}
