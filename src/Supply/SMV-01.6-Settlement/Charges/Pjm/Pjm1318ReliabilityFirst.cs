using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Reliability First Corporation: megawatt hours of load served and exported at the month's rate of OATT Schedule 10-RFC,
/// which is data. Source: PJM OATT Schedule 10-RFC; Manual 27 section 3; Guide to Billing. Line number and base: Source not checked
/// (from memory).</summary>
public static class Pjm1318ReliabilityFirst
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1318", "Reliability First Corporation", ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.TransmissionUse, Mwh.Unit, PjmTerms.Rate("1318", Mwh.Unit), "PJM OATT Schedule 10-RFC"));
}
