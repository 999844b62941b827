using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Caiso;

/// <summary>A balanced schedule under an existing contract or ownership right gets back the real-time congestion of its path. Source: CAISO
/// Tariff 11.5.7; BPM configuration guide CC 6788.</summary>
public static class CaisoCongestionCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("CAISO", "6788", "Real Time Market Congestion Credit Settlement", ChargeBooking.Rights,
        new ChargeVersion(-(Formula)CaisoTerms.ExemptMwh, Mwh.Unit, EnergyTerms.RtCongestionPrice,
            CaisoTerms.Guide + "CC 6788")
        {
            Step = TwoSettlement.FiveMinutes, Basis = [CaisoTerms.ExemptMwh],
        });
}
