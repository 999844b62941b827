using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Caiso;

/// <summary>Local market power mitigation puts the default energy bid in an offer's place: cost plus ten percent. Source: CAISO tariff
/// 39.7.1.1 (variable cost option); the ten percent also in IEC CIM DefaultBid.</summary>
internal static class CaisoDefaultEnergyBid
{
    public static OfferRule Rule { get; } =
        ConductThreshold.Of("caiso-default-energy-bid", 0.10m, null, "CAISO tariff 39.7.1.1", SourceStanding.Read);
}
