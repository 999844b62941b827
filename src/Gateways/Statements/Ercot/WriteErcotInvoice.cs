using System.Xml.Linq;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using static Busbar.Gateways.Statements.Ercot.WriteErcotStatement;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>Writes any of ERCOT's six invoices as its schemas have them. Bank details, which are not kept, are written as none.</summary>
public static class WriteErcotInvoice
{
    private const string None = "none";

    /// <summary>The document.</summary>
    /// <exception cref="ArgumentException">The kind is none of the six.</exception>
    public static byte[] Of(MarketInvoice invoice) => Bytes(invoice.Kind switch
    {
        "settlement" => new XElement("STL_Invoice", Parties(invoice), new XElement("InvoiceData", invoice.Lines.GroupBy(line => line.Group)
            .Select(group => new XElement("InvoiceGroup", new XAttribute("name", group.Key), group.Select(Statement),
                Leaf("Subtotal", Sum(group)))).DefaultIfEmpty(new("InvoiceGroup"))), Summary(invoice)),
        "default-uplift" => new XElement("DEF_Invoice", Parties(invoice), new XElement("UpliftInvoiceData", invoice.Lines.Select(line =>
            new XElement("UpliftGroup", new XAttribute("name", line.Group), Uplift(invoice, line)))), Summary(invoice)),
        "crr-auction" => new XElement("CRRAuctionInvoice", LooseParties(invoice, "CRRSection", "CRR"), new XElement("InvoiceData",
            invoice.Lines.Select(Auctioned)), Summary(invoice, "AuctionType", "InvoiceTotalAmount")),
        "miscellaneous" => new XElement("Misc_Invoice", LooseParties(invoice, "RecipientSection", "Recipient"), new XElement("InvoiceData",
            invoice.Lines.Select(Miscellaneous)), Summary(invoice, "Category")),
        "congestion-revenue" => new XElement("CARD_Invoice", LooseParties(invoice, "QSESection", "QSE"), Versioned(invoice),
            Summary(invoice, "AuctionType")),
        "balancing-account" => new XElement("BalAcct_Invoice", LooseParties(invoice, "RecipientSection", ""), Versioned(invoice),
            Summary(invoice)),
        _ => throw new ArgumentException($"ERCOT has no invoice of kind '{invoice.Kind}'.", nameof(invoice)),
    }, invoice.IsSimulated);

    private static XElement Statement(MarketInvoiceLine line) => new("InvoiceDetail", Leaf("StatementType", line.Description),
        Leaf("OperatingDate", Date(line.OperatingDay!.Value.Date)), Leaf("StatementID", line.Reference), Leaf("SaveChannel", line.Version),
        Leaf("StatementAmount", Number(line.Amount.Value)));

    private static object[] Uplift(MarketInvoice invoice, MarketInvoiceLine line) =>
    [
        new XElement("UpliftDetail", Leaf("InvoiceDue", Date(invoice.InvoiceDate)), Leaf("Reference", line.Reference),
            Leaf("UpliftedAmount", Number(line.Amount.Value))),
        new XElement("UpliftHeader", Leaf("Subtotal", Number(line.Amount.Value)), Leaf("PreviousUplifts", "0"), Leaf("Reduction", "0"),
            Leaf("Total", Number(line.Amount.Value))),
        Leaf("BillableAmount", Number(line.Amount.Value)),
    ];

    private static XElement Auctioned(MarketInvoiceLine line) => new("InvoiceDetail", Leaf("ProductID", line.Reference),
        Leaf("HedgeType", line.Group), Leaf("PCRRType", line.Description[1..].Trim()), Leaf("BuyerSeller", line.Description[..1]),
        Leaf("Amount", Number(line.Amount.Value)));

    private static XElement Miscellaneous(MarketInvoiceLine line) => new("InvoiceDetail", Leaf("DescriptionOne", line.Group),
        Leaf("DescriptionTwo", line.Reference), Leaf("DescriptionThree", line.Description), Leaf("DescriptionFour", ""),
        Leaf("DetailAmount", Number(line.Amount.Value)));

    private static XElement Versioned(MarketInvoice invoice) => new("InvoiceData", invoice.Lines.GroupBy(line => line.Group).Select(group =>
        new XElement("InvoiceDetail", Leaf("InvoiceVersion", group.Key),
            group.Select(line => new XElement("VersionDetail", Leaf("BillDetermCode", line.Reference),
                Leaf("Description", line.Description),
                Leaf("Amount", Number(line.Amount.Value)), Leaf("BillAmount", Number(line.Amount.Value)))),
            Leaf("SubTotal", Sum(group)))));

    private static XElement Parties(MarketInvoice invoice) => new("AccountSection",
        new XElement("RecipientSection", Leaf("RecipientAccountName", invoice.Participant), Leaf("RecipientAccountID", invoice.Account),
            Leaf("RecipientFinancialInst", None), Leaf("RecipientBankName", None), Leaf("RecipientBankAcctNum", None),
            Leaf("RecipientRoutingNum", None)), Market());

    private static XElement LooseParties(MarketInvoice invoice, string section, string prefix) => new("AccountSection",
        new XElement(section, Leaf($"{prefix}AccountName", invoice.Participant), Leaf($"{prefix}AccountID", invoice.Account),
            Leaf($"{prefix}FinancialInst", None), Leaf($"{prefix}BankName", None), Leaf($"{prefix}RoutingNum", None),
            Leaf($"{prefix}BankAcctNum", None)), Market());

    private static XElement Market() => new("ERCOT_SECTION", Leaf("ERCOTFinancialInst", None), Leaf("ERCOTBankName", None),
        Leaf("ERCOTBankAcctNum", None), Leaf("ERCOTRoutingNum", None));

    private static XElement Summary(MarketInvoice invoice, string? extra = null, string total = "InvoiceTotal") => new("SummarySection",
        extra == "AuctionType" ? Leaf(extra, "MONTHLY") : null, Leaf(extra == "Category" ? extra : "TimePeriod", invoice.Period),
        Leaf("InvoiceID", invoice.InvoiceId), Leaf("InvoiceDate", Date(invoice.InvoiceDate)),
        Leaf("InvoiceDueDate", Date(MarketCalendar.Ercot.DayOf(invoice.DueAt).Date)),
        Leaf("InvoiceDueTime", MarketCalendar.Ercot.OnClock(invoice.DueAt).TimeOfDay.ToString("HH':'mm", null)),
        Leaf("InvoiceTerms", invoice.IsSimulated ? "SIMULATED" : ""),
        Leaf("InvoicePayoutDate", Date(invoice.PayoutDate ?? invoice.InvoiceDate)), Leaf(total, Number(invoice.Amount.Value)));

    private static string Sum(IEnumerable<MarketInvoiceLine> lines) => Number(lines.Sum(line => line.Amount.Value));
}
