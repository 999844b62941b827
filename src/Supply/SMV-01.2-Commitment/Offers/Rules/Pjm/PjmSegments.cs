using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Pjm;

/// <summary>At most ten price and MW pairs. Source: PJM Manual 11 section 2.3.3; eMKT User Guide, schedule offer page; from
/// memory.</summary>
internal static class PjmSegments
{
    public const int Most = 10;

    public static OfferRule Rule { get; } = PointCount.Of("pjm-segments", Most, "PJM Manual 11, 2.3.3", SourceStanding.Unverified);
}
