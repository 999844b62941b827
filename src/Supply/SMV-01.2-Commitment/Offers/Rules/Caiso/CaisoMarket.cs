using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules.Caiso;

/// <summary>CAISO: start-up and minimum load of the day by proxy or registered cost, segments from minimum load, a self-schedule under the
/// economic bid. Source: tariff section 30; BPM for Market Instruments.</summary>
internal static class CaisoMarket
{
    public static MarketForm Form { get; } = new(
        "CAISO", CaisoSegments.Most, CaisoDecimals.Mw, CaisoDecimals.Price, MinimumBasis.MinimumLoad, [OfferSchedule.Price],
        [CurveStyle.Block], [CommitmentCostBasis.Proxy, CommitmentCostBasis.Registered], HasDailyCommitmentCost: true,
        TakesAncillary: false,
        [CaisoSegments.Rule, CaisoBidCap.Rule, CaisoDecimals.Rule, CaisoDefaultEnergyBid.Rule, CaisoDailyCommitmentCost.Rule]);
}
