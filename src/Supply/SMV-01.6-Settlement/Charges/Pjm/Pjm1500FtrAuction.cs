using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>A financial transmission right bought at auction: megawatts at the clearing price of the sink less that of the source,
/// spread evenly over the days of the period bought. Source: PJM Operating Agreement Schedule 1 section 7.3; Manual 6. That it is
/// billed evenly by the day: Source not checked (from memory).</summary>
public static class Pjm1500FtrAuction
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1500", "FTR Auction", ChargeBooking.Rights,
        new ChargeVersion(PjmTerms.FtrMwBought, "MW-day", EnergyTerms.AuctionPriceOfDay, PjmTerms.Schedule1 + "7.3; Manual 6 section 8")
        {
            Basis = [PjmTerms.FtrMwBought],
        });
}
