using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Organization of PJM States Funding: megawatt hours of load served and exported at the month's rate of OATT Schedule
/// 9-OPSI, which is data. Source: PJM OATT Schedule 9-OPSI; Manual 27 section 3; Guide to Billing. Line number and base: Source not
/// checked (from memory).</summary>
public static class Pjm1316OpsiFunding
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1316", "Organization of PJM States Funding", ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.TransmissionUse, Mwh.Unit, PjmTerms.Rate("1316", Mwh.Unit), "PJM OATT Schedule 9-OPSI"));
}
