using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Caiso;

/// <summary>MW to two decimals, prices to the cent. Source: CAISO BPM for Market Instruments, SIBR rules; from memory.</summary>
internal static class CaisoDecimals
{
    public const int Mw = 2;
    public const int Price = 2;

    public static OfferRule Rule { get; } =
        DecimalPlaces.Of("caiso-decimals", Mw, Price, "CAISO BPM for Market Instruments, SIBR rules", SourceStanding.Unverified);
}
