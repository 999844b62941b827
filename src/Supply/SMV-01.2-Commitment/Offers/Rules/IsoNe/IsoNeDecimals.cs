using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.IsoNe;

/// <summary>MW to one decimal, prices to the cent. Source: ISO-NE eMarket User Guide; from memory.</summary>
internal static class IsoNeDecimals
{
    public const int Mw = 1;
    public const int Price = 2;

    public static OfferRule Rule { get; } =
        DecimalPlaces.Of("isone-decimals", Mw, Price, "ISO-NE eMarket User Guide", SourceStanding.Unverified);
}
