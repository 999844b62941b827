using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Load Reconciliation for Transmission Owner Scheduling, System Control and Dispatch: what the late meter reads beyond the
/// first, at the billing determinant of that day, which PJM posts, some two months after. Source: PJM Reconciliation Billing
/// Determinants (read); Manual 28. Line number and section: Source not checked (from memory).</summary>
public static class Pjm1450ReconciledOwnerDispatch
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM",
        "1450", "Load Reconciliation for Transmission Owner Scheduling, System Control and Dispatch",
        ChargeBooking.Administration,
        PjmShapes.Reconciled("1450"));
}
