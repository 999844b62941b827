using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules.Miso;

/// <summary>MISO: hot, intermediate and cold start-up, no-load, steps from zero or slopes as we choose. Source: tariff Module C 39.2.5;
/// BPM-002.</summary>
internal static class MisoMarket
{
    public static MarketForm Form { get; } = new(
        "MISO", MisoSteps.Most, MisoDecimals.Mw, MisoDecimals.Price, MinimumBasis.NoLoad, [OfferSchedule.Price],
        [CurveStyle.Block, CurveStyle.Slope], [CommitmentCostBasis.Offered], HasDailyCommitmentCost: false, TakesAncillary: false,
        [MisoSteps.Rule, MisoOfferCap.Rule, MisoDecimals.Rule, MisoConductTest.Rule]);
}
