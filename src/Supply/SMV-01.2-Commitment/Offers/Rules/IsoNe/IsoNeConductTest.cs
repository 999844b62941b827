using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.IsoNe;

/// <summary>General threshold energy mitigation: three times the reference on top of it or 100 USD/MWh, whichever is less. Source: ISO-NE
/// Market Rule 1, Appendix A, III.A.5.5.1; from memory.</summary>
internal static class IsoNeConductTest
{
    public static OfferRule Rule { get; } =
        ConductThreshold.Of("isone-conduct-test", 3m, 100m, "ISO-NE Market Rule 1, III.A.5.5.1", SourceStanding.Unverified);
}
