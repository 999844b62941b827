using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;
using NodaTime;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Energy imbalance at a settlement point in each fifteen minutes: real time less a quarter of the hour's day-ahead position, at
/// the real-time settlement point price. Schedules, trades and the energy-weighted price of metered load are not apart here. Source: ERCOT
/// Nodal Protocols section 6.6.3; the form is not checked (from memory).</summary>
public static class ErcotRealTimeImbalance
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "RTEIAMT", "Real-Time Energy Imbalance", ChargeBooking.RealTimeEnergy,
        new ChargeVersion(EnergyTerms.Deviation, Mwh.Unit, ErcotCodes.RtSettlementPointPrice, "ERCOT Nodal Protocols section 6.6.3")
        {
            Step = Duration.FromMinutes(15),
        });
}
