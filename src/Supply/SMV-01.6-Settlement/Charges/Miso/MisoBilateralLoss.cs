using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>A financial bilateral schedule pays the day-ahead losses from its source to its delivery point, by the hour. Source: MISO
/// BPM-005 Market Settlements.</summary>
public static class MisoBilateralLoss
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "DA_FIN_LS", "Day-Ahead Financial Bilateral Transaction Loss Amount",
        ChargeBooking.DayAhead,
        new ChargeVersion(MisoTerms.BilateralMwh, Mwh.Unit, EnergyTerms.DaLossPrice,
            MisoTerms.Manual)
        {
            Step = TwoSettlement.Hour,
        });
}
