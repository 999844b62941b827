using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Miso;

/// <summary>Energy above 1,000 USD/MWh only at verified cost; above 2,000 it sets no price. The floor of −500 is from memory. Source: FERC
/// Order 831, 18 CFR 35.28(g)(9); MISO tariff 39.2.5A, accepted in ER17-1570.</summary>
internal static class MisoOfferCap
{
    public static OfferRule Rule { get; } = PriceBounds.Order831(
        "miso-offer-cap", -500, 1_000, 2_000, "FERC Order 831, 18 CFR 35.28(g)(9); ER17-1570", SourceStanding.Read);
}
