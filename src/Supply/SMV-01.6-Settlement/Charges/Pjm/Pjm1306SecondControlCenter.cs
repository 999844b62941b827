using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Advanced Second Control Center: megawatt hours of load served and exported at the month's rate of OATT Schedule 9-6,
/// which is data. Source: PJM OATT Schedule 9-6; Manual 27 section 3; Guide to Billing. Line number and base: Source not checked
/// (from memory).</summary>
public static class Pjm1306SecondControlCenter
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM",
        "1306", "PJM Scheduling, System Control and Dispatch: Advanced Second Control Center",
        ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.TransmissionUse, Mwh.Unit, PjmTerms.Rate("1306", Mwh.Unit), "PJM OATT Schedule 9-6"));
}
