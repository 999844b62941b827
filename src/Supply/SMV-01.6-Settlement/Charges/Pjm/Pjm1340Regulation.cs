using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Regulation: each hour's credits shared by real-time load. Obligations met by own supply or bilaterals are not taken off.
/// Source: PJM Operating Agreement Schedule 1 section 3.2.2; Manual 28 section 4; Guide to Billing, Regulation. Source not checked
/// (from memory).</summary>
public static class Pjm1340Regulation
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1340", "Regulation", ChargeBooking.PurchasedPower,
        PjmShapes.SharedByLoad(PjmTerms.RegulationCredits, PjmTerms.LoadOfPjm, "regulation", "3.2.2"));
}
