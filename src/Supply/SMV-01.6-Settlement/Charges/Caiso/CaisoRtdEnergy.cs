using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Caiso;

/// <summary>Energy dispatched in five minutes beyond the fifteen-minute schedule, at the five-minute price. Source: CAISO Tariff 11.5.1;
/// BPM configuration guide CC 6470.</summary>
public static class CaisoRtdEnergy
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("CAISO", "6470", "Real Time Dispatch Instructed Imbalance Energy Settlement",
        ChargeBooking.RealTimeEnergy,
        new ChargeVersion(((Formula)CaisoTerms.RtdMwh - CaisoTerms.FmmMwh).As("RTD instructed imbalance", Mwh.Unit), Mwh.Unit,
            CaisoTerms.RtdPrice,
            CaisoTerms.Guide + "CC 6470")
        {
            Step = TwoSettlement.FiveMinutes, Basis = [CaisoTerms.RtdMwh],
        });
}
