using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Market Support: megawatt hours of load, generation and virtuals at the month's rate of OATT Schedule 9-3, which is data.
/// Source: PJM OATT Schedule 9-3; Manual 27 section 3; Guide to Billing. Line number and base: Source not checked (from
/// memory).</summary>
public static class Pjm1303MarketSupport
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1303", "PJM Scheduling, System Control and Dispatch: Market Support",
        ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.MarketActivity, Mwh.Unit, PjmTerms.Rate("1303", Mwh.Unit), "PJM OATT Schedule 9-3"));
}
