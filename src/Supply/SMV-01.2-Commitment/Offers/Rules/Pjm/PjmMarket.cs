using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules.Pjm;

/// <summary>PJM: a cost and a price schedule, no-load and segments from zero, three start types. Source: Manual 11 section 2.3.3, Manual
/// 15.</summary>
internal static class PjmMarket
{
    public static MarketForm Form { get; } = new(
        "PJM", PjmSegments.Most, PjmDecimals.Mw, PjmDecimals.Price, MinimumBasis.NoLoad, [OfferSchedule.Cost, OfferSchedule.Price],
        [CurveStyle.Block, CurveStyle.Slope], [CommitmentCostBasis.Offered], HasDailyCommitmentCost: false, TakesAncillary: false,
        [PjmSegments.Rule, PjmOfferCap.Rule, PjmDecimals.Rule, PjmCostReference.Rule, PjmSchedules.Rule]);
}
