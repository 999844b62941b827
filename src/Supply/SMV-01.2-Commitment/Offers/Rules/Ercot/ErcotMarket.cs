using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules.Ercot;

/// <summary>ERCOT: start-up hot, intermediate and cold, minimum energy per MWh at the low sustained limit, an energy offer curve on
/// straight lines, ancillary services beside it. Source: Nodal Protocols 4.4.7.2 and 4.4.9; External Web Services, Three-Part Supply
/// Offer.</summary>
internal static class ErcotMarket
{
    public static MarketForm Form { get; } = new(
        "ERCOT", ErcotCurvePoints.Most, ErcotDecimals.Mw, ErcotDecimals.Price, MinimumBasis.MinimumEnergy, [OfferSchedule.Price],
        [CurveStyle.Slope], [CommitmentCostBasis.Offered], HasDailyCommitmentCost: false, TakesAncillary: true,
        [ErcotCurvePoints.Rule, ErcotOfferCap.Rule, ErcotDecimals.Rule, ErcotMitigatedOfferCap.Rule, ErcotAncillaryBlocks.Rule,
            ErcotAncillaryRoom.Rule]);
}
