using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Load Reconciliation for Transmission Congestion: what the late meter reads beyond the first, at that day's RT congestion
/// price, some two months after. Source: PJM Reconciliation Billing Determinants (read); Manual 28. Line number and section: Source
/// not checked (from memory).</summary>
public static class Pjm1410ReconciledCongestion
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1410", "Load Reconciliation for Transmission Congestion",
        ChargeBooking.PurchasedPower,
        PjmShapes.Reconciled(EnergyTerms.RtCongestionPrice));
}
