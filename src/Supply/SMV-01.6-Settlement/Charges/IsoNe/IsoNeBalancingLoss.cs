using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.IsoNe;

/// <summary>The deviation from the day-ahead position at the loss component of the real-time price, by five minutes since 1 March
/// 2017. Source: ISO-NE Market Rule 1 section III.3.2.1; Manual 28.</summary>
public static class IsoNeBalancingLoss
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ISO-NE", "RT-LOSS", "Real-Time Energy Market Deviation Loss Charge/Credit",
        ChargeBooking.RealTime,
        TwoSettlement.Balancing(EnergyTerms.RtLossPrice, IsoNeCodes.Section3, IsoNeCodes.FiveMinuteSettlement));
}
