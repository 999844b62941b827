using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.ServiceHistory;

/// <summary>Reads tickets from another desk's table, a row a ticket, by a mapping of its columns and words. The file is read whole or
/// refused
/// whole. Local times that a clock change repeats are taken as the first, with a finding; skipped ones are refused.</summary>
public static class DeskCsv
{
    private static readonly ImmutableArray<string> needed = ["number", "opened", "title"];

    private static readonly ImmutableArray<string> known =
    [
        .. needed, "kind", "state", "body", "requester", "queue", "agent", "service", "item", "impact", "urgency", "resolved", "closed",
        "resolution", "reopened",
    ];

    /// <summary>The tickets. Refuses <c>bad-mapping</c>, <c>wrong-columns</c>, <c>header-only</c>, <c>missing-value</c>,
    /// <c>unknown-word</c>, <c>bad-time</c>, <c>not-whole</c>, <c>duplicate-number</c>.</summary>
    public static Outcome<ImmutableArray<ImportedTicket>> Read(SourceFile file, DeskMapping mapping)
    {
        if (Wrong(mapping) is { } wrong)
            return new Refusal("bad-mapping", wrong, $"mapping {mapping.Name}", $"Fields are {string.Join(", ", known)}.");
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header || header.Places(rows, $"mapping {mapping.Name}", mapping.Columns.Values) is not { } places)
            return rows.Refusal!;
        var read = new Row(rows, mapping, mapping.Columns.Keys.Zip(places).ToDictionary(pair => pair.First, pair => pair.Second));
        var tickets = ImmutableArray.CreateBuilder<ImportedTicket>();
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read() && header.Fits(rows))
        {
            var ticket = read.Ticket();
            if (!numbers.Add(ticket.Number))
                rows.Refuse("duplicate-number", $"{ticket.Number} comes twice", mapping.Columns["number"], "Export one row a ticket.");
            tickets.Add(ticket);
        }
        if (tickets.Count == 0) rows.Refuse("header-only", "The table has a header and no ticket", "", "Export the tickets.");
        return rows.Refusal is { } refusal ? refusal : Outcome.Of(tickets.ToImmutable(), rows.Findings.Concat(read.Findings));
    }

    private static string? Wrong(DeskMapping mapping) =>
        needed.FirstOrDefault(field => !mapping.Columns.ContainsKey(field)) is { } missing ? $"It maps no {missing}"
        : mapping.Columns.Keys.Concat(mapping.Words.Keys).FirstOrDefault(field => !known.Contains(field)) is { } odd ? $"It maps {odd}"
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(mapping.Zone) is null ? $"There is no zone {mapping.Zone}"
        : mapping.InstantPattern == "" ? "It has no pattern for instants" : null;

    /// <summary>The current row by field.</summary>
    private sealed class Row(CsvRows rows, DeskMapping mapping, Dictionary<string, int> places)
    {
        private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[mapping.Zone];
        private readonly LocalDateTimePattern pattern = LocalDateTimePattern.CreateWithInvariantCulture(mapping.InstantPattern);

        public List<Finding> Findings { get; } = [];

        public ImportedTicket Ticket() => new(Needed("number"), Word("kind", "incident"), Word("state", "new"), Needed("title"),
            Text("body"),
            Text("requester"), Text("queue"), Text("agent"), Text("service"), Text("item"), Whole("impact"), Whole("urgency"),
            At("opened") ?? Missing(), At("resolved"), At("closed"), Text("resolution"), Whole("reopened"), $"{rows.File}:{rows.Line}");

        private string Text(string field) => places.TryGetValue(field, out var place) ? rows.Text(place).Trim() : "";

        private string Needed(string field)
        {
            var text = Text(field);
            if (text == "") rows.Refuse("missing-value", $"The {field} is empty", mapping.Columns[field], "Export it.");
            return text;
        }

        private Instant Missing()
        {
            rows.Refuse("missing-value", "The opening has no time", mapping.Columns["opened"], "Export it.");
            return default;
        }

        private string Word(string field, string otherwise)
        {
            var text = Text(field);
            if (text == "" || !mapping.Words.TryGetValue(field, out var words)) return text == "" ? otherwise : text.ToLowerInvariant();
            if (words.TryGetValue(text, out var ours)) return ours;
            rows.Refuse("unknown-word", $"'{text}' is no {field} of the mapping", mapping.Columns[field], "Add it to the mapping.");
            return otherwise;
        }

        private int Whole(string field)
        {
            var digits = Text(field).TakeWhile(char.IsAsciiDigit).ToArray();
            if (Text(field) == "") return 0;
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
            rows.Refuse("not-whole", $"'{Text(field)}' does not begin with a whole number", mapping.Columns[field],
                "Write 1, or '1 - High'.");
            return 0;
        }

        private Instant? At(string field)
        {
            var text = Text(field);
            if (text == "") return null;
            if (pattern.Parse(text) is not { Success: true, Value: var local })
            {
                rows.Refuse("bad-time", $"'{text}' is not written as {mapping.InstantPattern}", mapping.Columns[field],
                    "Correct the pattern.");
                return null;
            }
            var found = zone.MapLocal(local);
            if (found.Count == 0)
                rows.Refuse("bad-time", $"{text} does not exist in {mapping.Zone}: the clock skips it", mapping.Columns[field],
                    "Correct the zone.");
            if (found.Count == 2)
                Findings.Add(new("repeated-hour", Severity.Note, $"{text} comes twice in {mapping.Zone}",
                    $"{rows.File}:{rows.Line} {field}",
                    "took the first"));
            return found.Count == 0 ? null : found.First().ToInstant();
        }
    }
}
