using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Caiso;

/// <summary>Energy above 1,000 USD/MWh only at verified cost; above 2,000 it sets no price. The floor of −150 is from memory. Source: FERC
/// Order 831, 18 CFR 35.28(g)(9); CAISO tariff 39.6.1.</summary>
internal static class CaisoBidCap
{
    public static OfferRule Rule { get; } = PriceBounds.Order831(
        "caiso-bid-cap", -150, 1_000, 2_000, "FERC Order 831, 18 CFR 35.28(g)(9); CAISO tariff 39.6.1", SourceStanding.Read);
}
