using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Load Reconciliation for Spot Market Energy: what the late meter reads beyond the first, at that day's RT energy price,
/// some two months after. Source: PJM Reconciliation Billing Determinants (read); Manual 28. Line number and section: Source not
/// checked (from memory).</summary>
public static class Pjm1400ReconciledEnergy
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1400", "Load Reconciliation for Spot Market Energy",
        ChargeBooking.PurchasedPower,
        PjmShapes.Reconciled(EnergyTerms.RtEnergyPrice));
}
