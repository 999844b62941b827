using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>A load-serving entity's daily unforced capacity obligation in a zone at the zone's final capacity price. Source: PJM OATT
/// Attachment DD section 5.14; Manual 18 section 9. The letter: Source not checked (from memory).</summary>
public static class Pjm1610LocationalReliability
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1610", "Locational Reliability", ChargeBooking.PurchasedPower,
        new ChargeVersion(PjmTerms.CapacityObligation, "MW-day", PjmTerms.ZonalCapacityPrice,
            "PJM OATT Attachment DD section 5.14(f); Manual 18 section 9.2"));
}
