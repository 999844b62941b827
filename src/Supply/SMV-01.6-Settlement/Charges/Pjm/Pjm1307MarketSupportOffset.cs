using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Market Support Offset: megawatt hours of load, generation and virtuals at the month's rate of OATT Schedule 9-3, which is
/// data, negative for a refund. Source: PJM OATT Schedule 9-3; Manual 27 section 3; Guide to Billing. Line number and base: Source
/// not checked (from memory).</summary>
public static class Pjm1307MarketSupportOffset
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1307", "PJM Scheduling, System Control and Dispatch: Market Support Offset",
        ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.MarketActivity, Mwh.Unit, PjmTerms.Rate("1307", Mwh.Unit), "PJM OATT Schedule 9-3"));
}
