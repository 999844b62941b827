using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery.Form1;
using NodaTime;

namespace Busbar.Supply.Recovery.Form1;

/// <summary>Form 1's page 397, amounts included in ISO/RTO settlement statements, from January to the end of a quarter. Cost is positive,
/// revenue negative, as the page prints them.</summary>
/// <param name="Filer">The utility.</param>
/// <param name="Filing">Id of the filing.</param>
/// <param name="Through">Last day of the quarter.</param>
/// <param name="NetPurchases">Hours of net purchase (account 555).</param>
/// <param name="NetSales">Hours of net sale (account 447), negative.</param>
/// <param name="TransmissionRights">Financial transmission rights.</param>
/// <param name="AncillaryServices">Ancillary services.</param>
/// <param name="Others">Other items by name.</param>
/// <param name="Total">The total as reported, which need not be the sum.</param>
public sealed record SettlementPage(
    string Filer, string Filing, LocalDate Through, Usd NetPurchases, Usd NetSales, Usd TransmissionRights, Usd AncillaryServices,
    ImmutableArray<SettlementItem> Others, Usd Total)
{
    /// <summary>What the lines sum to.</summary>
    public Usd Sum => Others.Aggregate(NetPurchases + NetSales + TransmissionRights + AncillaryServices, (sum, item) => sum + item.Amount);

    /// <summary>The page as facts of the taxonomy; lines of zero are left out.</summary>
    public ImmutableArray<Form1Fact> ToFacts()
    {
        ImmutableArray<(string Element, Usd Amount)> lines =
        [
            (SettlementElements.NetPurchases, NetPurchases), (SettlementElements.NetSales, NetSales),
            (SettlementElements.TransmissionRights, TransmissionRights), (SettlementElements.AncillaryServices, AncillaryServices),
        ];
        return
        [
            .. lines.Where(line => line.Amount != Usd.Zero).Select(line => Fact(line.Element, "", line.Amount)),
            .. Others.Select(item => Fact(SettlementElements.OtherItem, $"{SettlementElements.Axis}={item.Name}", item.Amount)),
            Fact(SettlementElements.Total, "", Total),
        ];
    }

    private Form1Fact Fact(string element, string dimension, Usd amount) => new(Filer, Filing, element, new(Through.Year, 1, 1), Through,
        dimension, amount.Value.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Another item of page 397, by the name the filer gives it.</summary>
public sealed record SettlementItem(string Name, Usd Amount);

/// <summary>Elements of FERC's Form 1 taxonomy on page 397.</summary>
internal static class SettlementElements
{
    public const string NetPurchases = "IsoOrRtoSettlementsEnergyNetPurchasesPurchasedPower";
    public const string NetSales = "IsoOrRtoSettlementsEnergyNetSales";
    public const string TransmissionRights = "IsoOrRtoSettlementsTransmissionRights";
    public const string AncillaryServices = "IsoOrRtoSettlementsAncillaryServices";
    public const string OtherItem = "IsoOrRtoSettlementsOtherItems";
    public const string Total = "IsoOrRtoSettlements";
    public const string Axis = "AmountsIncludedInIsoOrRtoSettlementStatementsAxis";
}
