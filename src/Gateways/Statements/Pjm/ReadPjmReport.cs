using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Statements.Pjm;

/// <summary>What a PJM settlement report does not say of itself.</summary>
/// <param name="Participant">Us, as PJM spells it.</param>
/// <param name="Codes">Which billing line item an amount column is; a column that is not here keeps its own title as its code.</param>
public sealed record PjmReportTerms(
    string Participant, StatementType StatementType, decimal Version, Instant PublishedAt, ImmutableDictionary<string, string> Codes)
{
    /// <summary>The amounts of the spot market, congestion and loss reports. Source: PJM Billing Statement Line Items (codes); titles from
    /// memory.</summary>
    public static ImmutableDictionary<string, string> KnownCodes { get; } = new Dictionary<string, string>
    {
        ["Day-ahead Spot Market Energy Charge ($)"] = "1200", ["Balancing Spot Market Energy Charge ($)"] = "1205",
        ["Day-ahead Transmission Congestion Charge ($)"] = "1210", ["Balancing Transmission Congestion Charge ($)"] = "1215",
        ["Day-ahead Transmission Losses Charge ($)"] = "1220", ["Balancing Transmission Losses Charge ($)"] = "1225",
    }.ToImmutableDictionary();
}

/// <summary>One report, as a statement of its amounts and an extract of its other numbers.</summary>
public sealed record PjmReport(MarketStatement Statement, DeterminantExtract Determinants);

/// <summary>Reads an hourly or five-minute MSRS report of one customer and one operating day. Convention: <c>GMT … Ending</c> is the key,
/// the end of the interval; <c>EPT … Ending</c> is held against it. Columns that end in ($) are amounts, positive when they charge us, as
/// PJM's; those that end in another unit in brackets are determinants; the rest are left out with a finding. Source: PJM, Guide to MSRS
/// Report Format and billing example (charges positive for withdrawals); names of columns from memory, no file was at hand.</summary>
public static class ReadPjmReport
{
    private static readonly MarketCalendar calendar = MarketCalendar.Pjm;
    private static readonly LocalDateTimePattern clock = LocalDateTimePattern.CreateWithInvariantCulture("MM/dd/yyyy HH:mm");

    /// <summary>Reads the file; refused when it is not one whole day of one customer in equal steps.</summary>
    public static Outcome<PjmReport> Read(SourceFile file, PjmReportTerms terms)
    {
        using var rows = file.OpenText();
        var read = new List<(Instant End, string Customer, decimal[] Values)>();
        if (Header.Read(rows) is not { } header) return rows.Refusal!;
        var kind = header.Names.Contains("GMT Interval Ending") ? "Interval" : "Hour";
        if (header.Places(rows, "pjm-report", ["Customer ID", $"EPT {kind} Ending", $"GMT {kind} Ending"]) is not { } keys)
            return rows.Refusal!;
        var numbers = header.Names.Select((name, place) => (Name: name, Place: place)).Where(each => UnitOf(each.Name) is not null)
            .Select(each => (each.Name, each.Place, Column: new Column(each.Name, UnitOf(each.Name)!, -1e12m, 1e12m))).ToList();
        while (rows.Read() && rows.Text(0) != "End of Report" && header.Fits(rows))
            if (EndOf(rows, keys[1], keys[2]) is { } end)
                read.Add((end, rows.Text(keys[0]), [.. numbers.Select(each => each.Column.Read(rows, each.Place))]));
        if (rows.Refusal is null && read.Count == 0) rows.Refuse("header-only", "The file has a header and no rows", "", "Fetch it again.");
        if (rows.Refusal is { } refusal) return refusal;
        if (WholeDay(file, read) is { } broken) return broken;
        var step = read.Count == 1 ? Duration.FromHours(1) : read[1].End - read[0].End;
        var day = calendar.DayOf(read[0].End - step);
        Series<decimal> Of(int i) => new(calendar.WholeDay(day).Start, step, [.. read.Select(row => row.Values[i])]);
        var leftOut = header.Names.Where((_, place) => !keys.Contains(place) && numbers.All(each => each.Place != place)).ToList();
        return Outcome.Of(ReportOf(terms, day, read[0].Customer, [.. numbers.Select((each, i) => (each.Name, Of(i)))]), leftOut.Count == 0
            ? rows.Findings : rows.Findings.Add(new("unknown-field", Severity.Note, $"Columns without a unit: {string.Join(", ", leftOut)}",
                file.Name, "left them out")));
    }

    private static PjmReport ReportOf(
        PjmReportTerms terms, OperatingDay day, string customer, ImmutableArray<(string Name, Series<decimal> Values)> columns)
    {
        ImmutableArray<MarketStatementLine> lines =
        [
            .. columns.Where(each => UnitOf(each.Name) == "$").Select(each => new MarketStatementLine(
                terms.Codes.GetValueOrDefault(each.Name, each.Name), each.Name, new Usd(each.Values.Values.Sum()).ToCents(), each.Values,
                Usd.Unit)),
        ];
        var total = lines.Aggregate(Usd.Zero, (sum, line) => sum + line.Amount);
        return new(new(calendar.Name, "PJM", terms.Participant, customer, day, terms.StatementType, terms.Version,
            $"PJM {customer} {day} {terms.Version}", terms.PublishedAt, lines, [], total, total, IsSimulated: false),
            new(calendar.Name, "MSRS", [.. columns.Where(each => UnitOf(each.Name) != "$").Select(each =>
                new PublishedDeterminant(each.Name,
                $"Customer={customer}", day, terms.Version, UnitOf(each.Name)!, each.Values, null))], IsSimulated: false));
    }

    private static Refusal? WholeDay(SourceFile file, List<(Instant End, string Customer, decimal[] Values)> read)
    {
        if (read.Select(row => row.Customer).Distinct().Count() > 1)
            return new("another-participant", "The report holds rows of more than one customer", file.Name,
                "Export one customer at a time.");
        var step = read.Count == 1 ? Duration.FromHours(1) : read[1].End - read[0].End;
        var whole = calendar.WholeDay(calendar.DayOf(read[0].End - Duration.Epsilon));
        for (var i = 0; i < read.Count; i++)
            if (step <= Duration.Zero || read[i].End != whole.Start + step * (i + 1))
                return new("interval-order", $"Row {i + 1} ends at {read[i].End}; {whole.Start + step * (i + 1)} was expected", file.Name,
                    "Fetch the report again; an interval is missing, doubled or out of order.");
        return step is { TotalMinutes: 5 or 60 } && read[^1].End == whole.End ? null : new("interval-count",
            $"The report has {read.Count} intervals; the day from {whole.Start} has {whole.Length.TotalHours:0} hours", file.Name,
            "A 24-hour report of a day of 23 or 25 hours loses or invents one: fetch it again.");
    }

    private static string? UnitOf(string column) =>
        column.EndsWith(')') && column.LastIndexOf('(') is var at and > 0 ? column[(at + 1)..^1] : null;

    private static Instant? EndOf(CsvRows rows, int local, int utc)
    {
        var (own, gmt) = (clock.Parse(rows.Text(local)), clock.Parse(rows.Text(utc)));
        if (!own.Success || !gmt.Success)
        {
            rows.Refuse("bad-time", $"'{rows.Text(local)}' or '{rows.Text(utc)}' is no time", "GMT", "Write it as 11/03/2024 05:00.");
            return null;
        }
        var end = gmt.Value.InUtc().ToInstant();
        // PJM labels the end by the clock of the hour's start plus its length, so that the autumn hour ending 02:00 comes twice.
        var before = calendar.OnClock(end - Duration.FromMinutes(5)).LocalDateTime.PlusMinutes(5);
        if (own.Value == before || own.Value == calendar.OnClock(end).LocalDateTime) return end;
        rows.Refuse("label-mismatch", $"{gmt.Value} GMT is {before} in PJM, the row says {own.Value}", "EPT",
            "Only GMT is read; check the two.");
        return null;
    }
}
