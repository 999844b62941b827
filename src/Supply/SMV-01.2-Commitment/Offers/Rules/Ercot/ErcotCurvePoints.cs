using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Ercot;

/// <summary>At most ten points. Source: ERCOT External Web Services, Three-Part Supply Offer (PriceCurve is limited to 10 points);
/// ErcotCommonTypes.xsd, CurveData maxOccurs 10.</summary>
internal static class ErcotCurvePoints
{
    public const int Most = 10;

    public static OfferRule Rule { get; } = PointCount.Of("ercot-curve-points", Most,
        "ERCOT External Web Services, Three-Part Supply Offer", SourceStanding.Read);
}
