using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Pjm;

/// <summary>Energy above 1,000 USD/MWh only at verified cost; above 2,000 it sets no price. No floor. Source: FERC Order 831 (81 FR 87770,
/// December 5, 2016), 18 CFR 35.28(g)(9); PJM Operating Agreement, Schedule 1, section 6.4.</summary>
internal static class PjmOfferCap
{
    public static OfferRule Rule { get; } =
        PriceBounds.Order831("pjm-offer-cap", decimal.MinValue, 1_000, 2_000, "FERC Order 831, 18 CFR 35.28(g)(9)", SourceStanding.Read);
}
