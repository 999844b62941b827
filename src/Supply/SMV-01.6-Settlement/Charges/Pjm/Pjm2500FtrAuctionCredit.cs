using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>A financial transmission right sold at auction, credited at the clearing price of its path, evenly over the days of the
/// period. Source: PJM Operating Agreement Schedule 1 section 7.3; Manual 6. That it is billed evenly by the day: Source not checked
/// (from memory).</summary>
public static class Pjm2500FtrAuctionCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2500", "FTR Auction", ChargeBooking.Rights,
        new ChargeVersion(-(Formula)PjmTerms.FtrMwSold, "MW-day", EnergyTerms.AuctionPriceOfDay,
            PjmTerms.Schedule1 + "7.3; Manual 6 section 8")
        {
            Basis = [PjmTerms.FtrMwSold],
        });
}
