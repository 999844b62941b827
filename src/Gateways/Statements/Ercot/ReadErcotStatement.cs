using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>Reads ERCOT's settlement statement. ERCOT's charges are positive, as ours are. The document says on which date it was computed,
/// not when it was posted: it is taken to be known when that date has ended on ERCOT's clock. The billing detail of the statement's own
/// channel is the amount; without one it is the sum of the intervals, with a finding. A file is read whole or refused whole, with line and
/// reason; the gateways' README lists the refusals.</summary>
public static class ReadErcotStatement
{
    /// <summary>Reads a document; held against ERCOT's own schema too when that is given.</summary>
    public static Outcome<MarketStatement> Read(SourceFile file, OfficialSchemas? schemas = null)
    {
        var opened = ErcotDocument.Open(file, schemas, root => root == "Statement", "a statement of ERCOT's");
        if (opened is Outcome<ErcotDocument>.Refused refused) return refused.Refusal;
        var document = opened.OrThrow();
        var account = document.Root.Element("AccountSection")!;
        if (ErcotRuns.Of(ErcotDocument.Text(account, "StatementType")) is not { } type)
            return Unknown(document, account.Element("StatementType")!, "type of statement");
        var day = new OperatingDay(XmlValue.MonthFirstOf(account.Element("OperatingDay")!.Value)!.Value);
        var batch = new OperatingDay(XmlValue.MonthFirstOf(account.Element("BatchDate")!.Value)!.Value);
        var channel = ErcotDocument.Number(account, "Channel")!.Value;

        var findings = new List<Finding>();
        var lines = ImmutableArray.CreateBuilder<MarketStatementLine>();
        foreach (var charge in document.Root.Element("DataSection")!.Elements())
        {
            var read = LineOf(document, charge, day, channel, findings);
            if (read is Outcome<MarketStatementLine>.Refused wrong) return wrong.Refusal;
            var line = read.OrThrow();
            if (lines.Any(other => other.Code == line.Code))
                return document.Fault("duplicate-charge", charge, $"The charge {line.Code} stands twice", "Fetch the document again.");
            lines.Add(line);
        }
        var summary = document.Root.Element("Summary")!;
        var previous = ImmutableArray.CreateBuilder<PreviousTotal>();
        foreach (var history in summary.Elements("History"))
        {
            var word = ErcotDocument.Text(history, "PrevStatementType");
            if (word.Length > 0 && ErcotRuns.Of(word) is null) return Unknown(document, history, "type of statement");
            previous.Add(new(ErcotRuns.Of(word), ErcotDocument.Number(history, "PrevChannel"),
                new(ErcotDocument.Number(history, "PrevTotal") ?? 0), ErcotDocument.Text(history, "InvoiceNumber")));
        }
        var dollars = summary.Element("CurrentDollars")!;
        return Outcome.Of(new MarketStatement(MarketCalendar.Ercot.Name, ErcotDocument.Text(account, "MarketType").ToUpperInvariant(),
            ErcotDocument.Text(account, "ParticipantName"), ErcotDocument.Text(account, "AccountID"), day, type, channel,
            ErcotDocument.Text(account, "StatementID"), MarketCalendar.Ercot.WholeDay(batch).End, lines.ToImmutable(),
            previous.ToImmutable(), new(ErcotDocument.Number(dollars, "StatementTotal")!.Value),
            new(ErcotDocument.Number(dollars, "NetAmount")!.Value), document.IsSimulated), findings);
    }

    private static Outcome<MarketStatementLine> LineOf(
        ErcotDocument document, XElement charge, OperatingDay day, decimal channel, List<Finding> findings)
    {
        var code = ErcotDocument.Text(charge, "AmountCode");
        var read = IntervalsOf(document, charge, day);
        if (read is Outcome<Series<decimal>?>.Refused refused) return refused.Refusal;
        var intervals = read.OrThrow();
        var own = charge.Elements("BillingDetails").Where(detail => ErcotDocument.Number(detail, "SaveChannel") == channel).ToList();
        if (own.Count > 1)
            return document.Fault("duplicate-charge", own[1], $"{code} has two billing details of channel {channel}",
                "Fetch the document again.");
        var amount = own.Count == 0 ? null : ErcotDocument.Number(own[0], "BillAmount") ?? ErcotDocument.Number(own[0], "Amount");
        if (amount is null)
        {
            if (intervals is null)
                return document.Fault("no-amount", charge, $"{code} has neither an amount of channel {channel} nor intervals",
                    "Fetch the document again.");
            amount = decimal.Round(intervals.Values.Sum(), 2, MidpointRounding.AwayFromZero);
            findings.Add(new("amount-from-intervals", Severity.Note, $"{code} states no amount of channel {channel}",
                $"{document.File} {code}", "took the sum of its intervals, in cents"));
        }
        return new MarketStatementLine(code, ErcotDocument.Text(charge, "AmountDescription"), new Usd(amount.Value), intervals, Usd.Unit);
    }

    private static Outcome<Series<decimal>?> IntervalsOf(ErcotDocument document, XElement charge, OperatingDay day)
    {
        var elements = charge.Elements("Interval").ToList();
        if (ErcotDocument.Number(charge, "NumberOfIntervals") is { } stated && stated != elements.Count)
            return document.Fault("interval-count", charge, $"{stated} intervals are announced and {elements.Count} given",
                "Fetch the document again.");
        if (elements.Count == 0) return (Series<decimal>?)null!;
        if (ErcotIntervals.StepOf(day, elements.Count) is not { } step)
            return document.Fault("interval-count", charge,
                $"{elements.Count} intervals are given; {day} has {ErcotIntervals.Counts(day)} in ERCOT",
                "A file of 24 hours for a day of 23 or 25 loses an hour or makes one up: fetch the document again.");
        foreach (var (element, i, label) in elements.Zip(ErcotIntervals.Labels(day, step))
            .Select((pair, i) => (pair.First, i, pair.Second)))
            if (element.Attribute("NUM")!.Value.Trim() is var number && int.Parse(number, CultureInfo.InvariantCulture) != i + 1)
                return document.Fault("interval-order", element, $"Interval {number} stands where {i + 1} was expected",
                    "Fetch the document again; an interval is missing, doubled or out of order.");
            else if (ErcotDocument.Text(element, "IntervalEnding") is var ending && ending != label)
                return document.Fault("interval-label", element, $"Interval {i + 1} ends at '{ending}'; on {day} it ends at {label}",
                    "Check the day and the market's clock.");
        return new Series<decimal>(MarketCalendar.Ercot.WholeDay(day).Start, step,
            [.. elements.Select(element => ErcotDocument.Number(element, "IntervalValue")!.Value)]);
    }

    private static Refusal Unknown(ErcotDocument document, XElement at, string what) => document.Fault("unknown-word", at,
        $"'{XmlValue.Collapsed(at.Value)}' is no {what} that we know", "Tell us ERCOT's new word; nothing is guessed.");
}
