using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Pjm;

/// <summary>MW to one decimal, prices to the cent. Source: PJM Markets Gateway User Guide; from memory.</summary>
internal static class PjmDecimals
{
    public const int Mw = 1;
    public const int Price = 2;

    public static OfferRule Rule { get; } =
        DecimalPlaces.Of("pjm-decimals", Mw, Price, "PJM Markets Gateway User Guide", SourceStanding.Unverified);
}
