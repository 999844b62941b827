using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>An auction revenue right, allocated to load: megawatts at the annual auction price of the sink less that of the source,
/// by the day, prorated where the auction brought less than the targets of all rights. Source: PJM Operating Agreement Schedule 1
/// sections 5.2 and 7.4; payout ratio as Monitoring Analytics reports it (2014 State of the Market, section 13). By the day: Source
/// not checked (from memory).</summary>
public static class Pjm2510AuctionRevenueRight
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2510", "Auction Revenue Rights", ChargeBooking.Rights,
        new ChargeVersion(-(Formula)PjmTerms.ArrMw, "MW-day",
            FtrShape.Paid(EnergyTerms.AuctionPriceOfDay, PjmTerms.AuctionRevenue, PjmTerms.ArrTargets,
            "the auction's revenue and the rights' targets; paid in full"), PjmTerms.Schedule1 + "5.2 and 7.4; Manual 6")
        {
            Basis = [PjmTerms.ArrMw],
        });
}
