using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Energy sold day-ahead at a settlement point, by the hour: a payment, negative. Source: ERCOT Protocols 4.6.2.1.</summary>
public static class ErcotDayAheadSale
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "DAESAMT", "Day-Ahead Energy Payment", ChargeBooking.DayAheadEnergy,
        new ChargeVersion(-(Formula)ErcotTerms.DaSales, Mwh.Unit, ErcotTerms.DaPrice,
            ErcotTerms.Protocols + "4.6.2.1")
        {
            Step = TwoSettlement.Hour,
        });
}
