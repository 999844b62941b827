using System.Collections.Immutable;
using System.Globalization;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Recovery.Eqr;

/// <summary>Writes the rows of a report in the words of the dictionary.</summary>
internal static class EqrRows
{
    private static readonly LocalDatePattern day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    public static EqrTable Identification(BuildEqrInputs inputs) => Table(EqrSection.Identification,
    [
        ("", new()
        {
            ["Filing Type"] = inputs.Type, ["Seller"] = inputs.Seller.Name, ["Seller CID"] = inputs.Seller.Cid,
            ["Seller Contact"] = inputs.Seller.Contact, ["Seller Contact Phone"] = inputs.Seller.Phone,
            ["Seller Contact Email"] = inputs.Seller.Email, ["Filing Quarter"] = $"{inputs.Quarter.Number}",
            ["Filing Year"] = $"{inputs.Quarter.Year}", ["Qualifying Facility"] = Flag(inputs.Seller.IsQualifyingFacility),
            ["Notes"] = inputs.Notes,
        }),
    ]);

    public static EqrTable Contracts(BuildEqrInputs inputs, IEnumerable<SalesAgreement> agreements) => Table(EqrSection.Contracts,
        agreements.Select((agreement, i) => ($"agreement {agreement.Agreement}", new Dictionary<string, string>
        {
            ["Contract Unique ID"] = $"C{i + 1}", ["Seller"] = inputs.Seller.Name, ["Customer is RTO/ISO"] = Flag(agreement.IsRto),
            ["Customer Company Name"] = agreement.Customer, ["Contract Affiliate"] = Flag(agreement.IsAffiliate),
            ["FERC Tariff Reference"] = agreement.Tariff, ["Contract Service Agreement ID"] = agreement.Agreement,
            ["Contract Execution Date"] = day.Format(agreement.Executed),
            ["Commencement Date of Contract Terms"] = day.Format(agreement.Commenced),
            ["Contract Termination Date"] = Day(agreement.Terminates),
            ["Actual Termination Date"] = agreement.Terminates <= inputs.Quarter.LastDay ? Day(agreement.Terminates) : "",
            ["Extension Provision Description"] = agreement.Extension, ["Class Name"] = agreement.Class,
            ["Term Name"] = TermOf(agreement), ["Increment Name"] = "N/A", ["Increment Peaking Name"] = "N/A",
            ["Product Type"] = agreement.ProductType, ["Product Name"] = "ENERGY", ["Rate Description"] = agreement.RateDescription,
            ["PODBAA"] = agreement.BalancingAuthority,
        })));

    public static EqrTable Transactions(EqrSeller seller, IEnumerable<(QuarterSale Sale, SalesAgreement Agreement)> sales) =>
        Table(EqrSection.Transactions, sales.Select((each, i) => (each.Sale.Source, Of(seller, each.Sale, each.Agreement, i))));

    private static Dictionary<string, string> Of(EqrSeller seller, QuarterSale sale, SalesAgreement agreement, int place)
    {
        var (begin, end, zone) = SaleClock.Of(sale.Market, sale.Stretch);
        var (energy, price) = (Number(sale.Energy.Value, 10), Number(sale.Price.Value, 10));
        return new()
        {
            ["Seller"] = seller.Name, ["Customer Company Name"] = agreement.Customer, ["Transaction Unique ID"] = $"T{place + 1}",
            ["FERC Tariff Reference"] = agreement.Tariff, ["Contract Service Agreement ID"] = agreement.Agreement,
            ["Transaction Identifier"] = sale.Deal, ["Transaction Begin Date"] = begin, ["Transaction End Date"] = end,
            ["Trade Date"] = day.Format(sale.TradeDate.Date), ["Type of Rate"] = sale.RateType, ["Time Zone"] = zone,
            ["PODBAA"] = agreement.BalancingAuthority, ["PODSL"] = sale.Location, ["Class Name"] = agreement.Class,
            ["Term Name"] = sale.WholeTerm >= Duration.FromDays(365) ? "LT" : "ST",
            ["Increment Name"] = SaleClock.IncrementOf(sale.WholeTerm), ["Increment Peaking Name"] = sale.Peaking,
            ["Product Name"] = "ENERGY", ["Transaction Quantity"] = energy, ["Price"] = price, ["Rate Units"] = "$/MWH",
            ["Standardized Quantity"] = energy, ["Standardized Price"] = price,
            ["Total Transmission Charge"] = Number(sale.Transmission.ToCents().Value, 2),
            ["Total Transaction Charge"] = Number(sale.Charge.Value, 2),
        };
    }

    private static EqrTable Table(EqrSection section, IEnumerable<(string Source, Dictionary<string, string> Fields)> rows)
    {
        var layout = EqrLayout.CurrentOf(section);
        return new(layout, [.. rows.Select((row, i) => new EqrRow(i + 1,
            [.. layout.Columns.Select(column => row.Fields.GetValueOrDefault(column.Field.Name, ""))], row.Source))]);
    }

    private static string TermOf(SalesAgreement agreement) => agreement.Terminates is not { } end ? "Evergreen"
        : Period.DaysBetween(agreement.Commenced, end) >= 365 ? "LT" : "ST";

    private static string Flag(bool isSo) => isSo ? "Y" : "N";

    private static string Day(LocalDate? date) => date is { } given ? day.Format(given) : "";

    /// <summary>A number with no more decimals than its field has, without zeros at the end. The one rounding of the report.</summary>
    private static string Number(decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("0.##########", CultureInfo.InvariantCulture);
}
