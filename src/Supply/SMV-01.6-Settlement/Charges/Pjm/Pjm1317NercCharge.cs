using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>North American Electric Reliability Corporation: megawatt hours of load served and exported at the month's rate of OATT
/// Schedule 10-NERC, which is data. Source: PJM OATT Schedule 10-NERC; Manual 27 section 3; Guide to Billing. Line number and base:
/// Source not checked (from memory).</summary>
public static class Pjm1317NercCharge
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1317", "North American Electric Reliability Corporation",
        ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.TransmissionUse, Mwh.Unit, PjmTerms.Rate("1317", Mwh.Unit), "PJM OATT Schedule 10-NERC"));
}
