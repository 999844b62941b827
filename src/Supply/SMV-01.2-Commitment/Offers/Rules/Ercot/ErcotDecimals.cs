using Busbar.Supply.Commitment.Offers.Rules.Checks;

namespace Busbar.Supply.Commitment.Offers.Rules.Ercot;

/// <summary>MW to one decimal, prices to the cent with at most six digits before the point. Source: ErcotCommonTypes.xsd, MWSingleDecimal
/// and ErcotPrice.</summary>
internal static class ErcotDecimals
{
    public const int Mw = 1;
    public const int Price = 2;

    public static OfferRule Rule { get; } = DecimalPlaces.Of("ercot-decimals", Mw, Price, "ErcotCommonTypes.xsd", SourceStanding.Read);
}
