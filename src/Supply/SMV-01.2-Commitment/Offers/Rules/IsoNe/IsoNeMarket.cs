using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules.IsoNe;

/// <summary>ISO New England: cold, intermediate and hot start-up, no-load, blocks from zero. Source: Market Rule 1
/// III.1.10.1A.</summary>
internal static class IsoNeMarket
{
    public static MarketForm Form { get; } = new(
        "ISO-NE", IsoNeBlocks.Most, IsoNeDecimals.Mw, IsoNeDecimals.Price, MinimumBasis.NoLoad, [OfferSchedule.Price],
        [CurveStyle.Block], [CommitmentCostBasis.Offered], HasDailyCommitmentCost: false, TakesAncillary: false,
        [IsoNeBlocks.Rule, IsoNeOfferCap.Rule, IsoNeDecimals.Rule, IsoNeConductTest.Rule]);
}
