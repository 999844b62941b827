using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Unforced capacity that cleared, credited at the resource clearing price of its delivery area for each megawatt-day.
/// Source: PJM OATT Attachment DD section 5.14(a) (read); Manual 18 section 9.</summary>
public static class Pjm2600CapacitySold
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2600", "RPM Auction", ChargeBooking.PurchasedPower,
        new ChargeVersion(-(Formula)PjmTerms.CapacitySold, "MW-day", PjmTerms.CapacityPrice, "PJM OATT Attachment DD section 5.14(a)"));
}
