using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Load Reconciliation for Day-ahead Scheduling Reserve: what the late meter reads beyond the first, at the billing
/// determinant of that day, which PJM posts, some two months after. Source: PJM Reconciliation Billing Determinants (read); Manual
/// 28. Line number and section: Source not checked (from memory).</summary>
public static class Pjm1475ReconciledScheduling
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1475", "Load Reconciliation for Day-ahead Scheduling Reserve",
        ChargeBooking.PurchasedPower,
        PjmShapes.Reconciled("1475")
            with { From = PjmTerms.SchedulingReserve, Until = PjmTerms.ReserveReform });
}
