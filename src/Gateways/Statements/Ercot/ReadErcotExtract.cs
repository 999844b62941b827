using System.Collections.Immutable;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>Reads one family of ERCOT's settlement extract (the tables INT001 to INT100, or INT300): its header rows name the determinant
/// and its dimensions, its interval and scalar rows hold the values of one operating day. Intervals run from ERCOT's midnight in steps of
/// SPI seconds, 92 to 100 quarters; their count, total, maximum and minimum are checked. Rows of statuses, transitions and verifiable costs
/// are found valid and reported, not kept.</summary>
public static class ReadErcotExtract
{
    private const decimal Tolerance = 0.000_001m;
    private static readonly MarketCalendar calendar = MarketCalendar.Ercot;

    private static readonly ImmutableHashSet<string> notADimension =
        ["SAVERECORDER", "SAVECHANNEL", "UIDBILLDETERMINANT", "LSTIME"];

    /// <summary>Reads the files of a family, one table each, headers in any place; held against ERCOT's own schema too when that is
    /// given.</summary>
    public static Outcome<DeterminantExtract> Read(ImmutableArray<SourceFile> files, OfficialSchemas? schemas = null)
    {
        var documents = new List<ErcotDocument>();
        foreach (var file in files)
        {
            var opened = ErcotDocument.Open(file, schemas, root => ExtractTables.All.Any(table => table.Name == root),
                "a table of ERCOT's settlement extract");
            if (opened is Outcome<ErcotDocument>.Refused refused) return refused.Refusal;
            documents.Add(opened.OrThrow());
        }
        var headers = new Dictionary<string, XElement>();
        foreach (var (document, row) in Rows(documents, "HEADER"))
            if (!headers.TryAdd(Key(row), row))
                return document.Fault("duplicate-entry", row, $"The header {Key(row)} stands twice", "Fetch the extract again.");
        var determinants = ImmutableArray.CreateBuilder<Determinant>();
        var seen = new HashSet<(string, string, OperatingDay, decimal)>();
        foreach (var (document, row) in Rows(documents, "INTERVAL").Concat(Rows(documents, "SCALAR")))
        {
            if (!headers.TryGetValue(Key(row), out var header))
                return document.Fault("no-header", row, $"No header has the id {Key(row)}", "Read the table of headers with it.");
            var read = Of(document, row, header);
            if (read is Outcome<Determinant>.Refused wrong) return wrong.Refusal;
            var one = read.OrThrow();
            if (!seen.Add((one.Code, one.Keys, one.OperatingDay, one.Version)))
                return document.Fault("duplicate-entry", row, $"{one.Code} {one.Keys} of {one.OperatingDay} stands twice",
                    "Fetch it again.");
            determinants.Add(one);
        }
        var others = documents.Where(each => !Kinds.Any(kind => Table(each).Contains(kind, StringComparison.Ordinal)));
        return Outcome.Of(new DeterminantExtract(calendar.Name, string.Join("+", documents.Select(Table).Order(StringComparer.Ordinal)),
            determinants.ToImmutable(), documents.Count > 0 && documents.All(document => document.IsSimulated)),
            others.Select(other => new Finding("table-not-kept", Severity.Note, $"{Table(other)} holds no determinants", other.File,
                $"checked its {other.Root.Elements().Count()} rows and kept none")));
    }

    private static string[] Kinds { get; } = ["HEADER", "INTERVAL", "SCALAR"];

    private static string Table(ErcotDocument document) => document.Root.Name.LocalName[..^"_DATA".Length];

    private static IEnumerable<(ErcotDocument, XElement)> Rows(List<ErcotDocument> documents, string kind) =>
        documents.Where(document => Table(document).Contains(kind, StringComparison.Ordinal))
            .SelectMany(document => document.Root.Elements().Select(row => (document, row)));

    /// <summary>The id of the header, with the name of its column, so that families do not mix.</summary>
    private static string Key(XElement row)
    {
        var id = row.Elements().First(column => column.Name.LocalName.StartsWith("UID", StringComparison.Ordinal)
            && column.Name.LocalName.EndsWith("HEADER", StringComparison.Ordinal));
        return $"{id.Name.LocalName} {XmlValue.Trim(id.Value)}";
    }

    private static Outcome<Determinant> Of(ErcotDocument document, XElement row, XElement header)
    {
        var clock = XmlValue.ClockOf(ErcotDocument.Text(row, "STARTTIME"))!.Value.Clock;
        var stop = XmlValue.ClockOf(ErcotDocument.Text(row, "STOPTIME"))!.Value.Clock;
        var day = new OperatingDay(clock.Date);
        if (clock.TimeOfDay != LocalTime.Midnight || stop <= clock || stop > clock.PlusDays(1))
            return document.Fault("bad-span", row, $"The row runs from {clock} to {stop}, not over one operating day", "Fetch it again.");
        var read = row.Element("INTERVALCOUNT") is null ? Outcome.Of<Series<decimal>?>(null, []) : IntervalsOf(document, row, day);
        if (read is Outcome<Series<decimal>?>.Refused refused) return refused.Refusal;
        var keys = header.Elements().Skip(1).Where(column => !notADimension.Contains(column.Name.LocalName))
            .Select(column => $"{column.Name.LocalName}={XmlValue.Collapsed(column.Value)}");
        return new Determinant(ErcotDocument.Text(header, "UIDBILLDETERMINANT"), string.Join(' ', keys), day,
            ErcotDocument.Number(header, "SAVECHANNEL") ?? 0, ErcotDocument.Text(row, "UOMCODE"), read.OrThrow(),
            ErcotDocument.Number(row, "VALUE"));
    }

    private static Outcome<Series<decimal>?> IntervalsOf(ErcotDocument document, XElement row, OperatingDay day)
    {
        var columns = row.Elements().Where(column => column.Name.LocalName is ['I', 'N', 'T', >= '0' and <= '9', ..]).ToList();
        var values = columns.Select(column => XmlValue.NumberOf(column.Value)!.Value).ToImmutableArray();
        var (stated, seconds) = (ErcotDocument.Number(row, "INTERVALCOUNT")!.Value, ErcotDocument.Number(row, "SPI")!.Value);
        if (seconds is not (300 or 900 or 3600))
            return document.Fault("bad-value", row, $"SPI {seconds} is not 300, 900 or 3600 seconds", "Fetch it again.");
        var step = Duration.FromSeconds((int)seconds);
        var expected = (int)(calendar.WholeDay(day).Length / step);
        if (ErcotDocument.Text(row, "DSTPARTICIPANT") is not "Y" && expected != (int)(Duration.FromHours(24) / step))
            return document.Fault("clock-change-mismatch", row, $"The row keeps standard time on {day}, a day of another length in ERCOT",
                "Ask for the determinant on prevailing time (DSTPARTICIPANT Y).");
        if (values.Length != expected || stated != expected)
            return document.Fault("interval-count", row,
                $"{values.Length} intervals are given and {stated} announced; {day} has {expected} of {seconds} seconds in ERCOT",
                "Fetch it again; nothing is filled.");
        foreach (var (column, i) in columns.Select((column, i) => (column, i)))
            if (column.Name.LocalName != $"INT{i + 1:000}")
                return document.Fault("interval-order", column, $"{column.Name.LocalName} stands where INT{i + 1:000} was expected",
                    "Fetch it again; an interval is missing.");
        foreach (var (name, own) in new[] { ("TOTAL", values.Sum()), ("MAXIMUM", values.Max()), ("MINIMUM", values.Min()) })
            if (ErcotDocument.Number(row, name) is { } said && Math.Abs(said - own) > Tolerance * Math.Max(1, Math.Abs(own)))
                return document.Fault("totals-differ", row.Element(name)!, $"{name} is {said}; the intervals make {own}",
                    "Fetch it again.");
        return new Series<decimal>(calendar.WholeDay(day).Start, step, values);
    }
}
