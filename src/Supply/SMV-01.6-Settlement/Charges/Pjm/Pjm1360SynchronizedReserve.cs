using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Synchronized Reserve: each hour's credits of a reserve zone, shared by its real-time load. Obligations met by own supply
/// or bilaterals are not taken off. Source: PJM Operating Agreement Schedule 1 section 3.2.3A; Manual 28 section 6; Guide to Billing,
/// Synchronized Reserve. Source not checked (from memory).</summary>
public static class Pjm1360SynchronizedReserve
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1360", "Synchronized Reserve", ChargeBooking.PurchasedPower,
        PjmShapes.SharedByLoad(PjmTerms.SyncCredits, PjmTerms.LoadOfZone, "synchronized reserve", "3.2.3A"));
}
