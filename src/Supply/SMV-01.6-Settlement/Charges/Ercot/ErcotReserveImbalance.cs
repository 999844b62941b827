using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>On-line and off-line reserves beyond or short of a participant's ancillary service responsibility, at the prices of the
/// operating reserve demand curve, by the quarter hour, until real-time co-optimisation on 5 December 2025. Source: ERCOT Protocols 6.7.4
/// (NPRR568, NPRR591).</summary>
public static class ErcotReserveImbalance
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "RTASIAMT", "Real-Time Ancillary Service Imbalance Amount",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(1m, "interval", -((Formula)ErcotTerms.OnLineImbalance * ErcotTerms.OnLinePrice + ErcotTerms.OffLineImbalance
            * (Formula)ErcotTerms.OffLinePrice),
            ErcotTerms.Protocols + "6.7.4")
        {
            Until = ErcotTerms.CoOptimisation, Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.OnLineImbalance],
        });
}
