using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Unforced capacity bought back in an incremental auction, at the resource clearing price of its delivery area for each
/// megawatt-day. Source: PJM OATT Attachment DD section 5.14(a) (read); Manual 18 section 9.</summary>
public static class Pjm1600CapacityBought
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1600", "RPM Auction", ChargeBooking.PurchasedPower,
        new ChargeVersion(PjmTerms.CapacityBought, "MW-day", PjmTerms.CapacityPrice, "PJM OATT Attachment DD section 5.14(a)"));
}
