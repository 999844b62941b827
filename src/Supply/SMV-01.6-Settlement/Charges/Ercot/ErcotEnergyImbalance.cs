using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>What a participant takes at a load zone or hub beyond what it scheduled, bought and traded, by the quarter hour: metered load
/// (adjusted for losses and unaccounted energy) less its net position, at the real-time settlement point price. The load is billed at the
/// energy-weighted price of its zone where that is given; a generator's metered output stands in the position as supply. Source: ERCOT
/// Protocols 6.6.3.1 to 6.6.3.3; the split of the load's price: Source not checked (from memory).</summary>
public static class ErcotEnergyImbalance
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "RTEIAMT", "Real-Time Energy Imbalance Payment or Charge",
        ChargeBooking.RealTimeEnergy,
        new ChargeVersion(ErcotTerms.Imbalance, Mwh.Unit, ErcotTerms.RtPrice,
            ErcotTerms.Protocols + "6.6.3")
        {
            Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.AdjustedLoad, ErcotTerms.DaPurchases, ErcotTerms.DaSales,
                ErcotTerms.MeteredOutput],
        });
}
