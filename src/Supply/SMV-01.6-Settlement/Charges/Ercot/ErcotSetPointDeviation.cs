using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>The same charge on a resource's set point since real-time co-optimisation began on 5 December 2025. Source: ERCOT Protocols
/// 6.6.5 (NPRR1010); that the tolerances stayed: Source not checked (from memory).</summary>
public static class ErcotSetPointDeviation
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "SPDAMT", "Set Point Deviation Charge", ChargeBooking.RealTime,
        new ChargeVersion(1m, "interval", ErcotTerms.DeviationCharge,
            ErcotTerms.Protocols + "6.6.5")
        {
            From = ErcotTerms.CoOptimisation, Step = TwoSettlement.FiveMinutes, Basis = [ErcotTerms.BasePoint],
        });
}
