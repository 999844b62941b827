using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Regulation Market Administration: megawatt hours of regulation provided and owed at the month's rate of OATT Schedule
/// 9-4, which is data. Source: PJM OATT Schedule 9-4; Manual 27 section 3; Guide to Billing. Line number and base: Source not checked
/// (from memory).</summary>
public static class Pjm1304RegulationAdministration
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM",
        "1304", "PJM Scheduling, System Control and Dispatch: Regulation Market Administration",
        ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.RegulationMwh, Mwh.Unit, PjmTerms.Rate("1304", Mwh.Unit), "PJM OATT Schedule 9-4"));
}
