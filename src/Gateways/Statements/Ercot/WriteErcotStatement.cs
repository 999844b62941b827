using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Busbar.Gateways.Ercot;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>Writes settlement documents as ERCOT's schemas have them, so that a stand-in for ERCOT can publish and what was kept can be
/// handed on. UTF-8, equal records make equal bytes, and a simulated record carries the mark that the readers look for.</summary>
public static class WriteErcotStatement
{
    private static readonly LocalDatePattern monthFirst = LocalDatePattern.CreateWithInvariantCulture("MM'/'dd'/'uuuu");

    /// <summary>A statement; the date of computation is the last day that had ended when it was published.</summary>
    public static byte[] Of(MarketStatement statement) => Bytes(new("Statement",
        new XElement("AccountSection",
            Leaf("MarketType", statement.MarketType), Leaf("OperatingDay", Date(statement.OperatingDay.Date)),
            Leaf("BatchDate", Date(MarketCalendar.Ercot.DayOf(statement.PublishedAt - Duration.Epsilon).Date)),
            Leaf("StatementType", ErcotRuns.Word(statement.StatementType)), Leaf("Channel", Number(statement.Version)),
            Leaf("ParticipantName", statement.Participant), Leaf("AccountID", statement.Account),
            Leaf("StatementID", statement.StatementId)),
        new XElement("DataSection", statement.Lines.Select((line, i) => Charge(statement, line, i))),
        new XElement("Summary",
            statement.PreviousTotals.Select(previous => new XElement("History",
                previous.StatementType is { } type ? Leaf("PrevStatementType", ErcotRuns.Word(type)) : null,
                previous.Version is { } version ? Leaf("PrevChannel", Number(version)) : null,
                Leaf("PrevTotal", Number(previous.Total.Value)),
                previous.Invoice.Length > 0 ? Leaf("InvoiceNumber", previous.Invoice) : null)),
            new XElement("CurrentDollars", Leaf("StatementTotal", Number(statement.Total.Value)),
                Leaf("NetAmount", Number(statement.NetAmount.Value))))), statement.IsSimulated);

    /// <summary>A settlement calendar.</summary>
    public static byte[] Of(ImmutableArray<SettlementCalendarEntry> entries, bool isSimulated) => Bytes(new("SETTLEMENT_CALENDAR_DATA",
        entries.Select((entry, i) => new XElement("SETTLEMENT_CALENDAR", new XAttribute("num", i + 1),
            Leaf("SETTLEMENTTYPE", entry.SettlementType), Leaf("OPERATINGDATE", Date(entry.OperatingDay.Date)),
            Clock("BATCHDATE", entry.BatchDate), Leaf("VERSION", entry.Version), Clock("INVOICEDATE", entry.InvoiceDate),
            Clock("INVOICEDUEDATE", entry.InvoiceDueDate), Clock("INVOICEPAYOUTDATE", entry.PayoutDate), Clock("POSTDATE", entry.PostDate),
            Clock("DISPUTEDATE", entry.DisputeDate)))), isSimulated);

    internal static byte[] Bytes(XElement root, bool isSimulated)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes,
            new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
            (isSimulated ? new XDocument(new XComment(ErcotDocument.SimulatedMark), root) : new XDocument(root)).Save(writer);
        return bytes.ToArray();
    }

    internal static XElement Leaf(string name, string text) => new(name, text);

    internal static string Number(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    internal static string Date(LocalDate date) => monthFirst.Format(date);

    internal static XElement? Clock(string name, LocalDate? date) =>
        date is { } known ? Leaf(name, LocalDateTimePattern.GeneralIso.Format(known.AtMidnight())) : null;

    private static XElement? Clock(string name, Instant? instant) => instant is { } known
        ? Leaf(name, ErcotWords.Text(known)) : null;

    private static XElement Charge(MarketStatement statement, MarketStatementLine line, int index) => new("ChargeType",
        Leaf("AmountDescription", line.Title), Leaf("AmountCode", line.Code), Leaf("SortGroup", statement.MarketType),
        Leaf("SortOrder", Number(index + 1)),
        new XElement("BillingDetails", Leaf("Activity", "CURRENT"), Leaf("SaveChannel", Number(statement.Version)),
            Leaf("StatementType", ErcotRuns.Word(statement.StatementType)), Leaf("Amount", Number(line.Amount.Value)),
            Leaf("BillAmount", Number(line.Amount.Value))),
        line.Intervals is not { } series ? null : new object[]
        {
            Leaf("NumberOfIntervals", Number(series.Count)),
            series.Values.Zip(ErcotIntervals.Labels(statement.OperatingDay, series.Step)).Select((each, i) => new XElement("Interval",
                new XAttribute("NUM", i + 1), Leaf("IntervalEnding", each.Second), Leaf("IntervalValue", Number(each.First)))),
        });
}
