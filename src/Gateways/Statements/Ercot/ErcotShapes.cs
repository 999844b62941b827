using System.Collections.Immutable;
using static Busbar.Gateways.Statements.Ercot.XmlShape;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>The documents of ERCOT's settlement and billing interface, element by element. Source: ERCOT api-specs, snb (Statements 1.5,
/// Settlement_Invoice, CARD_Invoice 1.6, CRR_Auction_Invoice 1.6, Misc_Invoice 1.4, BalAcct_Invoice 1.4, Default_Uplift_Invoice,
/// Settlements_Calendar, edw_mp_disputes). A test holds them against ERCOT's own schemas.</summary>
internal static class ErcotShapes
{
    private static readonly XmlValue name = XmlValue.Token(64);
    private static readonly XmlValue strictTime = XmlValue.Pattern("a time as ERCOT's schema writes it (09:00, 17:00)",
        "([01][1-9]|2[0-3]):[0-5][0-9]");

    /// <summary>Every document by the name of its root.</summary>
    public static ImmutableDictionary<string, XmlShape> ByRoot { get; } = new XmlShape[]
    {
        Statement(), SettlementInvoice(), DefaultUplift(), AuctionInvoice(), MiscInvoice(), VersionedInvoice("CARD_Invoice", "QSE"),
        VersionedInvoice("BalAcct_Invoice", ""), Calendar(), Disputes(),
    }.Concat(ExtractTables.All).ToImmutableDictionary(shape => shape.Name);

    private static XmlShape Statement() => Of("Statement",
        Of("AccountSection", Text("MarketType", 16), Leaf("OperatingDay", XmlValue.MonthFirst), Leaf("BatchDate", XmlValue.MonthFirst),
            Text("StatementType", 16), Leaf("Channel", XmlValue.Float), Leaf("ParticipantName", name), Text("AccountID", 64),
            Text("StatementID", 200)),
        Of("DataSection", Of("ChargeType", Leaf("AmountDescription", name), Text("AmountCode", 254), Text("SortGroup", 254),
            Leaf("SortOrder", XmlValue.Float),
            Of("BillingDetails", Text("Activity", 12), Leaf("SaveChannel", XmlValue.Float), Text("StatementType", 16).Optional,
                Leaf("Amount", XmlValue.Float).Optional, Leaf("BillAmount", XmlValue.Float).Optional).Many(0),
            Leaf("NumberOfIntervals", XmlValue.Integer).Optional,
            Of("Interval", Text("IntervalEnding", 5), Leaf("IntervalValue", XmlValue.Float)).Many(0) with
            {
                Attribute = ("NUM", XmlValue.Integer, true),
            }).Many(0)),
        Of("Summary",
            Of("History", Text("PrevStatementType", 16).Optional, Leaf("PrevChannel", XmlValue.Float).Optional,
                Leaf("PrevTotal", XmlValue.Float).Optional, Text("InvoiceNumber", 64).Optional).Many(0),
            Of("CurrentDollars", Leaf("StatementTotal", XmlValue.Float), Leaf("NetAmount", XmlValue.Float))));

    private static XmlShape SettlementInvoice() => Of("STL_Invoice", Parties(),
        Of("InvoiceData", Of("InvoiceGroup",
            Of("InvoiceDetail", Leaf("StatementType", name), Leaf("OperatingDate", XmlValue.MonthFirst), Leaf("StatementID", name),
                Leaf("SaveChannel", name), Leaf("StatementAmount", XmlValue.Float)).Many(0),
            Leaf("Subtotal", XmlValue.Float)).Many(1) with
        {
            Order = XmlOrder.AgainOrNone,
            Attribute = ("name", XmlValue.Text(), false),
        }),
        Of("SummarySection", Text("TimePeriod"), Leaf("InvoiceID", XmlValue.Pattern("an invoice id (STL and digits)", @"STL\d+")),
            Leaf("InvoiceDate", XmlValue.MonthFirst), Leaf("InvoiceDueDate", XmlValue.MonthFirst),
            Leaf("InvoicePayoutDate", XmlValue.MonthFirst), Leaf("InvoiceDueTime", strictTime), Text("InvoiceTerms"), Text("InvoiceTotal"))
            with { Order = XmlOrder.Any });

    private static XmlShape DefaultUplift() => Of("DEF_Invoice", Parties(),
        Of("UpliftInvoiceData", Of("UpliftGroup",
            Of("UpliftDetail", Leaf("InvoiceDue", XmlValue.MonthFirst), Leaf("Reference", name).Optional,
                Leaf("UpliftedAmount", name)).Many(1),
            Of("UpliftHeader", Leaf("Subtotal", XmlValue.Float), Leaf("PreviousUplifts", XmlValue.Float),
                Leaf("Reduction", XmlValue.Float), Leaf("Total", XmlValue.Float)),
            Leaf("BillableAmount", XmlValue.Float)).Many(1) with
        {
            Order = XmlOrder.Again,
            Attribute = ("name", XmlValue.Text(), false),
        }),
        Of("SummarySection", Leaf("TimePeriod", XmlValue.Pattern("a month (MAR 2026)",
                @"(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\s\d{4}")),
            Leaf("InvoiceID", XmlValue.Pattern("an invoice id (DEF and digits)", @"DEF\d+")), Leaf("InvoiceDate", XmlValue.MonthFirst),
            Leaf("InvoiceDueDate", XmlValue.MonthFirst), Leaf("InvoiceDueTime", strictTime), Text("InvoiceTerms"),
            Leaf("InvoicePayoutDate", XmlValue.MonthFirst), Leaf("InvoiceTotal", XmlValue.Float)));

    private static XmlShape AuctionInvoice() => Of("CRRAuctionInvoice", LooseParties("CRRSection", "CRR", "ERCOTAcctName"),
        Of("InvoiceData", (Of("InvoiceDetail", Text("ProductID", 30), Leaf("HedgeType", name), Text("PCRRType", 16),
            Leaf("BuyerSeller", XmlValue.Pattern("one letter", ".")), Leaf("Amount", XmlValue.Float), Nillable("ClearingPrice"),
            Nillable("AwardFee")) with { Order = XmlOrder.Any }).Many(0)),
        Summary([Text("AuctionType", 16), Text("TimePeriod", 14)], [Leaf("InvoiceSubtotalAmount", XmlValue.Float).Optional,
            Nillable("InvoiceSubtotalAwardFees"), Leaf("InvoiceTotalAmount", XmlValue.Float)]));

    private static XmlShape MiscInvoice() => Of("Misc_Invoice", LooseParties("RecipientSection", "Recipient", "ERCOTAcctID"),
        Of("InvoiceData", Of("InvoiceDetail", Leaf("DescriptionOne", name), Leaf("DescriptionTwo", name), Leaf("DescriptionThree", name),
            Leaf("DescriptionFour", name), Leaf("DetailAmount", XmlValue.Float)).Many(0)),
        Summary([Text("Category", 30)], [Leaf("InvoiceTotal", XmlValue.Float)]));

    /// <summary>The two invoices whose details stand under a version: congestion revenue and balancing account.</summary>
    private static XmlShape VersionedInvoice(string root, string prefix)
    {
        var isCard = prefix.Length > 0;
        var details = Of("VersionDetail", Leaf("BillDetermCode", name), Leaf("Description", name), Leaf("Amount", XmlValue.Float),
            Leaf("BillAmount", XmlValue.Float)).Many(isCard ? 1 : 0);
        var subtotal = isCard ? XmlValue.Float
            : XmlValue.Float.Or(new("No Activity", text => XmlValue.Collapsed(text) == "No Activity"));
        return Of(root, LooseParties(isCard ? "QSESection" : "RecipientSection", prefix, "ERCOTAcctID"),
            Of("InvoiceData", Of("InvoiceDetail", Text("InvoiceVersion", 16), details, Leaf("SubTotal", subtotal)).Many(0)),
            Summary(isCard ? [Text("AuctionType", 16), Text("TimePeriod", 8)] : [Text("TimePeriod", 8)],
                [Leaf("InvoiceTotal", XmlValue.Float)]));
    }

    private static XmlShape Calendar() => Of("SETTLEMENT_CALENDAR_DATA", Of("SETTLEMENT_CALENDAR", Text("SETTLEMENTTYPE").Optional,
        Text("OPERATINGDATE").Optional, Clock("BATCHDATE"), Text("VERSION").Optional, Clock("INVOICEDATE"), Clock("INVOICEDUEDATE"),
        Clock("INVOICEPAYOUTDATE"), Clock("POSTDATE"), Clock("DISPUTEDATE")).Many(1) with { Attribute = ("num", XmlValue.Decimal, false) });

    private static XmlShape Disputes() => Of("MPDISPUTE_DATA", Of("MPDISPUTE",
        [.. "DISPUTE_NUMBER MP_ACCOUNT_NAME MP_ACCOUNT_NUMBER MARKET_TYPE DISPUTE_TYPE DISPUTE_SUB_TYPE CHARGE_TYPE DESCRIPTION".Split(' ')
            .Select(each => Text(each)),
        .. "OPERATING_DATE START_OPERATING_DATE END_OP_DATE BEGINNING_INTERVAL INVOICE_DATE".Split(' ').Select(Day), Text("INVOICE_TYPE"),
        Day("CREATED_DATE"), Day("CLOSED_DATE"), Text("RESOLUTION_CODE"), Text("STATUS"), Day("DISPUTE_DUE_DATE"),
        Day("PLANNED_RESOLUTION_DATE"), Day("RESOLUTION_DATE"), Leaf("DISPUTE_AMOUNT", XmlValue.Decimal), Text("RESOLUTION_AMOUNT"),
        Leaf("AMOUNT_AWARD", XmlValue.Decimal),
        .. ("CONTACT_FIRST_NAME CONTACT_LAST_NAME_SC CONTACT_EMAIL_ADDRESS_SC CONTACT_BUSINESS_PHONE_SC EXP_OF_CONF_RULE_FLAG "
            + "ATTACHMENT_FLAG").Split(' ').Select(each => Text(each))]).Many(1));

    private static XmlShape Parties() => Of("AccountSection",
        Of("RecipientSection", Named("RecipientAccountName RecipientAccountID RecipientFinancialInst RecipientBankName "
            + "RecipientBankAcctNum RecipientRoutingNum")),
        Of("ERCOT_SECTION", Named("ERCOTFinancialInst ERCOTBankName ERCOTBankAcctNum ERCOTRoutingNum")));

    private static XmlShape LooseParties(string section, string prefix, string ercotAccount) => Of("AccountSection",
        Of(section, [.. "AccountName AccountID FinancialInst BankName RoutingNum BankAcctNum".Split(' ')
            .Select(each => Leaf(prefix + each, name))]) with { Order = XmlOrder.Any },
        Of("ERCOT_SECTION", [Leaf(ercotAccount, name).Optional,
            .. Named("ERCOTFinancialInst ERCOTBankName ERCOTRoutingNum ERCOTBankAcctNum")]) with { Order = XmlOrder.Any });

    private static XmlShape Summary(ImmutableArray<XmlShape> first, ImmutableArray<XmlShape> last) => Of("SummarySection",
    [
        .. first, Text("InvoiceID", 32), Leaf("InvoiceDate", XmlValue.MonthFirst), Leaf("InvoiceDueDate", XmlValue.MonthFirst),
        Leaf("InvoiceDueTime", XmlValue.ClockTime), Text("InvoiceTerms", 254), Leaf("InvoicePayoutDate", XmlValue.MonthFirst), .. last,
    ]) with { Order = XmlOrder.Any };

    private static ImmutableArray<XmlShape> Named(string names) => [.. names.Split(' ').Select(each => Leaf(each, name))];

    private static XmlShape Nillable(string element) => Leaf(element, XmlValue.Float).Optional with { IsNillable = true };

    private static XmlShape Clock(string element) => Leaf(element, XmlValue.DateTime).Optional;

    private static XmlShape Day(string element) => Leaf(element, XmlValue.Date);

    private static XmlShape Text(string element, int most = int.MaxValue) => Leaf(element, XmlValue.Text(most));
}
