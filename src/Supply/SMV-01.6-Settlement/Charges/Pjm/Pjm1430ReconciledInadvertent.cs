using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Load Reconciliation for Inadvertent Interchange: what the late meter reads beyond the first, at the billing determinant
/// of that day, which PJM posts, some two months after. Source: PJM Reconciliation Billing Determinants (read); Manual 28. Line
/// number and section: Source not checked (from memory).</summary>
public static class Pjm1430ReconciledInadvertent
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1430", "Load Reconciliation for Inadvertent Interchange",
        ChargeBooking.PurchasedPower,
        PjmShapes.Reconciled("1430"));
}
