using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Ercot;

/// <summary>Behind a constraint that is not competitive an offer is held to the mitigated offer cap: incremental cost times 1.10 to 1.50,
/// the more the less a unit runs; the least is taken. Source: ERCOT Nodal Protocols 4.4.9.4.1; from memory.</summary>
internal static class ErcotMitigatedOfferCap
{
    public static OfferRule Rule { get; } =
        ConductThreshold.Of("ercot-mitigated-offer-cap", 0.10m, null, "ERCOT Nodal Protocols 4.4.9.4.1", SourceStanding.Unverified);
}
