using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Miso;

/// <summary>MW to one decimal, prices to the cent. Source: MISO BPM-002; from memory.</summary>
internal static class MisoDecimals
{
    public const int Mw = 1;
    public const int Price = 2;

    public static OfferRule Rule { get; } = DecimalPlaces.Of("miso-decimals", Mw, Price, "MISO BPM-002", SourceStanding.Unverified);
}
