using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Non-Synchronized Reserve: each hour's credits of a reserve zone, shared by its real-time load. Obligations met by own
/// supply or bilaterals are not taken off. Source: PJM Operating Agreement Schedule 1 section 3.2.3A.001; Manual 28 section 6; Guide
/// to Billing, Non-Synchronized Reserve. Source not checked (from memory).</summary>
public static class Pjm1362NonSynchronizedReserve
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1362", "Non-Synchronized Reserve", ChargeBooking.PurchasedPower,
        PjmShapes.SharedByLoad(PjmTerms.NonSyncCredits, PjmTerms.LoadOfZone, "non-synchronized reserve", "3.2.3A.001"));
}
