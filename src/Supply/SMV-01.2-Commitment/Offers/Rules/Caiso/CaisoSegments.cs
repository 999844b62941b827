using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Caiso;

/// <summary>At most ten segments. Source: CAISO BPM for Market Instruments, energy bids; as a default energy bid has at most 10 (IEC CIM
/// DefaultBid).</summary>
internal static class CaisoSegments
{
    public const int Most = 10;

    public static OfferRule Rule { get; } =
        PointCount.Of("caiso-segments", Most, "CAISO BPM for Market Instruments, section 5", SourceStanding.Unverified);
}
