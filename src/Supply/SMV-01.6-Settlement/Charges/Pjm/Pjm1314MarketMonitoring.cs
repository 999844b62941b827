using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Market Monitoring Unit Funding: megawatt hours of load, generation and virtuals at the month's rate of OATT Schedule
/// 9-MMU, which is data. Source: PJM OATT Schedule 9-MMU; Manual 27 section 3; Guide to Billing. Line number and base: Source not
/// checked (from memory).</summary>
public static class Pjm1314MarketMonitoring
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1314", "Market Monitoring Unit Funding", ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.MarketActivity, Mwh.Unit, PjmTerms.Rate("1314", Mwh.Unit), "PJM OATT Schedule 9-MMU"));
}
