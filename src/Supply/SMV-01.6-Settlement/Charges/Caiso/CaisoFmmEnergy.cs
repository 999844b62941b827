using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Caiso;

/// <summary>Energy scheduled in the fifteen-minute market beyond day-ahead, at the fifteen-minute price. Source: CAISO Tariff 11.5.1; BPM
/// configuration guide CC 6460.</summary>
public static class CaisoFmmEnergy
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("CAISO", "6460", "FMM Instructed Imbalance Energy Settlement",
        ChargeBooking.RealTimeEnergy,
        new ChargeVersion(((Formula)CaisoTerms.FmmMwh - EnergyTerms.DaMwh).As("FMM instructed imbalance", Mwh.Unit), Mwh.Unit,
            CaisoTerms.FmmPrice,
            CaisoTerms.Guide + "CC 6460")
        {
            From = CaisoTerms.FifteenMinuteMarket, Step = TwoSettlement.QuarterHour, Basis = [CaisoTerms.FmmMwh],
        });
}
