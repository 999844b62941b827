using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Pjm;

/// <summary>A seller that fails the three-pivotal-supplier test is dispatched at cost plus ten percent: what is priced above that may be
/// mitigated. Source: PJM Operating Agreement, Schedule 1, section 6.4.2; from memory.</summary>
internal static class PjmCostReference
{
    public static OfferRule Rule { get; } =
        ConductThreshold.Of("pjm-cost-reference", 0.10m, null, "PJM Operating Agreement, Schedule 1, 6.4.2", SourceStanding.Unverified);
}
