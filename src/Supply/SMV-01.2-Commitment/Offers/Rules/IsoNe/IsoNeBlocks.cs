using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.IsoNe;

/// <summary>At most ten blocks. Source: ISO-NE Market Rule 1 III.1.10.1A; Manual M-11; from memory.</summary>
internal static class IsoNeBlocks
{
    public const int Most = 10;

    public static OfferRule Rule { get; } =
        PointCount.Of("isone-blocks", Most, "ISO-NE Market Rule 1 III.1.10.1A", SourceStanding.Unverified);
}
