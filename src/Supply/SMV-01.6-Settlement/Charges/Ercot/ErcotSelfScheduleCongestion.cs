using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>A self-schedule from a source to a sink pays the difference of their real-time prices, by the quarter hour. Source: ERCOT
/// Protocols 6.6.4.</summary>
public static class ErcotSelfScheduleCongestion
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "RTCCAMT", "Real-Time Congestion Payment or Charge for Self-Schedules",
        ChargeBooking.RealTime,
        new ChargeVersion(ErcotTerms.SelfSchedule, Mwh.Unit, ErcotTerms.RtPrice,
            ErcotTerms.Protocols + "6.6.4")
        {
            Step = TwoSettlement.QuarterHour,
        });
}
