using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>A financial bilateral schedule pays the day-ahead congestion from its source to its delivery point, by the hour. Source: MISO
/// BPM-005 Market Settlements.</summary>
public static class MisoBilateralCongestion
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "DA_FIN_CG", "Day-Ahead Financial Bilateral Transaction Congestion Amount",
        ChargeBooking.DayAhead,
        new ChargeVersion(MisoTerms.BilateralMwh, Mwh.Unit, EnergyTerms.DaCongestionPrice,
            MisoTerms.Manual)
        {
            Step = TwoSettlement.Hour,
        });
}
