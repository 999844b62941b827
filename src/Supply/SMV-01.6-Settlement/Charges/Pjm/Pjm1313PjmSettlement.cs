using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>PJM Settlement, Inc.: megawatt hours of load served and exported at the month's rate of OATT Schedule 9-PJMSettlement,
/// which is data. Source: PJM OATT Schedule 9-PJMSettlement; Manual 27 section 3; Guide to Billing. Line number and base: Source not
/// checked (from memory).</summary>
public static class Pjm1313PjmSettlement
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1313", "PJM Settlement, Inc.", ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.TransmissionUse, Mwh.Unit, PjmTerms.Rate("1313", Mwh.Unit), "PJM OATT Schedule 9-PJMSettlement"));
}
