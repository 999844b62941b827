using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime.Text;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>Reads ERCOT's six invoices: settlement, congestion-revenue distribution (CARD), congestion-right auction, balancing account,
/// default uplift and miscellaneous. A payment by us is positive, as in ERCOT's. Bank details are not kept. Lines that do not add up to
/// their subtotal or the total by more than a cent are refused.</summary>
public static class ReadErcotInvoice
{
    private static readonly Usd cent = new(0.01m);

    private static readonly ImmutableDictionary<string, (string Kind, string Recipient)> kinds =
        new Dictionary<string, (string, string)>
        {
            ["STL_Invoice"] = ("settlement", "Recipient"), ["DEF_Invoice"] = ("default-uplift", "Recipient"),
            ["Misc_Invoice"] = ("miscellaneous", "Recipient"), ["CARD_Invoice"] = ("congestion-revenue", "QSE"),
            ["CRRAuctionInvoice"] = ("crr-auction", "CRR"), ["BalAcct_Invoice"] = ("balancing-account", ""),
        }.ToImmutableDictionary();

    /// <summary>Reads a document; held against ERCOT's own schema too when that is given.</summary>
    public static Outcome<MarketInvoice> Read(SourceFile file, OfficialSchemas? schemas = null)
    {
        var opened = ErcotDocument.Open(file, schemas, kinds.ContainsKey, "one of ERCOT's invoices");
        if (opened is Outcome<ErcotDocument>.Refused refused) return refused.Refusal;
        var document = opened.OrThrow();
        var (kind, prefix) = kinds[document.Root.Name.LocalName];
        var section = document.Root.Element("AccountSection")!.Elements().First();
        var summary = document.Root.Element("SummarySection")!;
        var totalElement = (summary.Element("InvoiceTotal") ?? summary.Element("InvoiceTotalAmount"))!;
        if (MoneyOf(totalElement) is not { } total)
            return document.Fault("bad-value", totalElement, $"'{totalElement.Value}' is no amount", "Correct it.");
        var lines = LinesOf(document, kind);
        if (lines is Outcome<ImmutableArray<MarketInvoiceLine>>.Refused wrong) return wrong.Refusal;
        var due = new OperatingDay(Date(summary, "InvoiceDueDate"));
        var added = lines.OrThrow().Aggregate(Usd.Zero, (sum, line) => sum + line.Amount);
        if (Math.Abs((added - total).Value) > cent.Value)
            return document.Fault("totals-differ", totalElement, $"The lines add up to {added}, the total is {total}",
                "Fetch the invoice again, or ask ERCOT.");
        var time = LocalTimePattern.CreateWithInvariantCulture("HH':'mm").Parse(ErcotDocument.Text(summary, "InvoiceDueTime")).Value;
        return new MarketInvoice(MarketCalendar.Ercot.Name, kind, ErcotDocument.Text(section, $"{prefix}AccountName"),
            ErcotDocument.Text(section, $"{prefix}AccountID"), ErcotDocument.Text(summary, "InvoiceID"),
            ErcotDocument.Text(summary, summary.Element("Category") is null ? "TimePeriod" : "Category"), Date(summary, "InvoiceDate"),
            MarketCalendar.Ercot.At(due, time), Date(summary, "InvoicePayoutDate"), lines.OrThrow(), total, document.IsSimulated);
    }

    private static Outcome<ImmutableArray<MarketInvoiceLine>> LinesOf(ErcotDocument document, string kind)
    {
        var lines = ImmutableArray.CreateBuilder<MarketInvoiceLine>();
        foreach (var group in (document.Root.Element("InvoiceData") ?? document.Root.Element("UpliftInvoiceData"))!.Elements())
        {
            if (kind is "crr-auction" or "miscellaneous") lines.Add(PlainLine(group, kind));
            else if (Fault(document, group, kind, lines) is { } fault) return fault;
        }
        return lines.ToImmutable();
    }

    private static MarketInvoiceLine PlainLine(XElement detail, string kind) => kind == "miscellaneous"
        ? new(ErcotDocument.Text(detail, "DescriptionOne"), ErcotDocument.Text(detail, "DescriptionTwo"),
            $"{ErcotDocument.Text(detail, "DescriptionThree")} {ErcotDocument.Text(detail, "DescriptionFour")}".Trim(), null, "",
            new(ErcotDocument.Number(detail, "DetailAmount")!.Value))
        : new(ErcotDocument.Text(detail, "HedgeType"), ErcotDocument.Text(detail, "ProductID"),
            $"{ErcotDocument.Text(detail, "BuyerSeller")} {ErcotDocument.Text(detail, "PCRRType")}".Trim(), null, "",
            new(ErcotDocument.Number(detail, "Amount")!.Value + (ErcotDocument.Number(detail, "AwardFee") ?? 0)));

    /// <summary>Lines under a subtotal: details run on until the element that closes them.</summary>
    private static Refusal? Fault(
        ErcotDocument document, XElement group, string kind, ImmutableArray<MarketInvoiceLine>.Builder lines)
    {
        var (heading, sum) = ((string?)group.Attribute("name") ?? ErcotDocument.Text(group, "InvoiceVersion"), Usd.Zero);
        foreach (var element in group.Elements())
            if (element.Name.LocalName is "InvoiceDetail" or "VersionDetail")
            {
                var line = kind == "settlement" ? StatementLine(heading, element) : VersionLine(heading, element);
                lines.Add(line);
                sum += line.Amount;
            }
            else if (element.Name.LocalName is "Subtotal" or "SubTotal")
            {
                var stated = new Usd(XmlValue.NumberOf(element.Value) ?? 0);
                if (Math.Abs((stated - sum).Value) > cent.Value)
                    return document.Fault("totals-differ", element, $"The lines of '{heading}' add up to {sum}, their subtotal is {stated}",
                        "Fetch the invoice again, or ask ERCOT.");
                sum = Usd.Zero;
            }
            else if (element.Name.LocalName == "BillableAmount")
                lines.Add(new(heading, ErcotDocument.Text(element.ElementsBeforeSelf("UpliftDetail").Last(), "Reference"),
                    "default uplift", null, "", new(XmlValue.NumberOf(element.Value)!.Value)));
        return null;
    }

    private static MarketInvoiceLine StatementLine(string heading, XElement detail) => new(heading,
        ErcotDocument.Text(detail, "StatementID"), ErcotDocument.Text(detail, "StatementType"),
        new(Date(detail, "OperatingDate")), ErcotDocument.Text(detail, "SaveChannel"),
        new(ErcotDocument.Number(detail, "StatementAmount")!.Value));

    private static MarketInvoiceLine VersionLine(string heading, XElement detail) => new(heading,
        ErcotDocument.Text(detail, "BillDetermCode"), ErcotDocument.Text(detail, "Description"), null, heading,
        new(ErcotDocument.Number(detail, "BillAmount")!.Value));

    private static NodaTime.LocalDate Date(XElement parent, string name) => XmlValue.MonthFirstOf(parent.Element(name)!.Value)!.Value;

    /// <summary>The settlement invoice states its total as text; a currency sign and thousands are let pass.</summary>
    private static Usd? MoneyOf(XElement element) => XmlValue.NumberOf(element.Value) is { } number ? new(number)
        : decimal.TryParse(element.Value, NumberStyles.Currency, currency, out var money) ? new(money) : null;

    private static readonly NumberFormatInfo currency = new() { CurrencySymbol = "$" };
}
