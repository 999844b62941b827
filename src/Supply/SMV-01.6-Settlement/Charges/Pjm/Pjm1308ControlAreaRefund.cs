using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Control Area Administration Refund: megawatt hours of load served and exported at the month's rate of OATT Schedule 9-1,
/// which is data, negative for a refund. Source: PJM OATT Schedule 9-1; Manual 27 section 3; Guide to Billing. Line number and base:
/// Source not checked (from memory).</summary>
public static class Pjm1308ControlAreaRefund
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM",
        "1308", "PJM Scheduling, System Control and Dispatch: Control Area Administration Refund",
        ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.TransmissionUse, Mwh.Unit, PjmTerms.Rate("1308", Mwh.Unit), "PJM OATT Schedule 9-1"));
}
