using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Caiso;

/// <summary>What flows into a utility's distribution area beyond its meters and losses, at the area's five-minute price. Source: CAISO
/// Tariff 11.5.3; BPM configuration guide CC 6474.</summary>
public static class CaisoUnaccountedEnergy
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("CAISO", "6474", "Real Time Unaccounted for Energy Settlement", ChargeBooking.RealTime,
        new ChargeVersion(CaisoTerms.UnaccountedMwh, Mwh.Unit, CaisoTerms.RtdPrice,
            CaisoTerms.Guide + "CC 6474")
        {
            Step = TwoSettlement.FiveMinutes, Basis = [CaisoTerms.UnaccountedMwh],
        });
}
