using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>FTR Administration Refund: megawatt hours of rights held at the month's rate of OATT Schedule 9-2, which is data,
/// negative for a refund. Source: PJM OATT Schedule 9-2; Manual 27 section 3; Guide to Billing. Line number and base: Source not
/// checked (from memory).</summary>
public static class Pjm1309FtrAdministrationRefund
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1309", "PJM Scheduling, System Control and Dispatch: FTR Administration Refund",
        ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.FtrMwh, Mwh.Unit, PjmTerms.Rate("1309", Mwh.Unit), "PJM OATT Schedule 9-2"));
}
