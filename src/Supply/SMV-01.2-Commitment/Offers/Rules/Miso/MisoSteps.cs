using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Miso;

/// <summary>At most ten steps or points. Source: MISO BPM-002, energy offer curve; from memory.</summary>
internal static class MisoSteps
{
    public const int Most = 10;

    public static OfferRule Rule { get; } = PointCount.Of("miso-steps", Most, "MISO BPM-002, energy offer curve",
        SourceStanding.Unverified);
}
