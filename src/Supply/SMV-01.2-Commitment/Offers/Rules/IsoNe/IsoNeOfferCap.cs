using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.IsoNe;

/// <summary>Energy above 1,000 USD/MWh only at verified cost; above 2,000 it sets no price. The energy offer floor of −150 is from memory.
/// Source: FERC Order 831, 18 CFR 35.28(g)(9); ISO-NE tariff I.2.2 (Energy Offer Floor).</summary>
internal static class IsoNeOfferCap
{
    public static OfferRule Rule { get; } = PriceBounds.Order831(
        "isone-offer-cap", -150, 1_000, 2_000, "FERC Order 831, 18 CFR 35.28(g)(9); ISO-NE tariff I.2.2", SourceStanding.Read);
}
