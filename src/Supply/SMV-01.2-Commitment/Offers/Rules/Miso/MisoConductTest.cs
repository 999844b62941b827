using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Miso;

/// <summary>Economic withholding in a broad constrained area: three times the reference on top of it or 100 USD/MWh, whichever is less.
/// Source: MISO tariff Module D 64.1.2; from memory.</summary>
internal static class MisoConductTest
{
    public static OfferRule Rule { get; } =
        ConductThreshold.Of("miso-conduct-test", 3m, 100m, "MISO tariff Module D 64.1.2", SourceStanding.Unverified);
}
