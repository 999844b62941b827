using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Energy imported over a direct current tie under emergency is paid at the tie's real-time price. Source: ERCOT Protocols
/// 6.6.3.5; form: Source not checked (from memory).</summary>
public static class ErcotDcTieImport
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "RTDCIMPAMT", "Real-Time Payment for DC Tie Imports",
        ChargeBooking.RealTimeEnergy,
        new ChargeVersion(-(Formula)ErcotTerms.TieImportMwh, Mwh.Unit, ErcotTerms.RtPrice,
            ErcotTerms.Protocols + "6.6.3.5")
        {
            Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.TieImportMwh],
        });
}
