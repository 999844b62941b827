using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Capacity Resource and Obligation Management: megawatts of capacity offered and owed at the month's rate of OATT Schedule
/// 9-5, which is data. Source: PJM OATT Schedule 9-5; Manual 27 section 3; Guide to Billing. Line number and base: Source not checked
/// (from memory).</summary>
public static class Pjm1305CapacityManagement
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM",
        "1305", "PJM Scheduling, System Control and Dispatch: Capacity Resource and Obligation Management",
        ChargeBooking.Administration,
        new ChargeVersion(PjmTerms.CapacityManaged, "MW-day", PjmTerms.Rate("1305", "MW-day"), "PJM OATT Schedule 9-5"));
}
