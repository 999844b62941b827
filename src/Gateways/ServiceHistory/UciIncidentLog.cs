using System.Buffers.Text;
using System.Collections.Immutable;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.ServiceHistory;

/// <summary>Reads the event log of a ServiceNow desk as UCI publishes it (data set 498; Amaral, Fantinato and Peres 2018): a row an update,
/// 36 columns, as CSV or the one CSV of a zip. Times are local without a zone and are taken as UTC; <c>?</c> is a value not kept; a
/// state the desk never had is kept as it stands. Takes the original header, and the copy that calls <c>incident_state</c>
/// <c>ident_state</c> and names <c>category</c> twice. A bad row refuses the file.</summary>
public static class UciIncidentLog
{
    private static readonly string[] links = ["cmdb_ci", "problem_id", "rfc", "caused_by"];

    private static readonly string[] columns =
    [
        "number", "incident_state", "reassignment_count", "reopen_count", "sys_mod_count", "made_sla", "opened_at", "sys_updated_at",
        "contact_type", "impact", "urgency", "priority", "assignment_group", "resolved_at", "closed_at", .. links,
    ];

    private static readonly HashSet<string> states =
    [
        "New", "Active", "Awaiting Evidence", "Awaiting Problem", "Awaiting User Info", "Awaiting Vendor", "Resolved", "Closed",
    ];

    private static readonly ImmutableSortedDictionary<string, string> none =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static readonly LocalDateTimePattern stamp = LocalDateTimePattern.CreateWithInvariantCulture("d/M/yyyy HH:mm");

    /// <summary>The incidents in the order of the log. Refuses an archive with no table or several, a header without the columns, a time,
    /// number or flag that is none, and an incident whose rows are apart.</summary>
    public static Outcome<IncidentHistory> Read(SourceFile file)
    {
        if (!ZippedTables.IsZip(file)) return ReadTable(file);
        var tables = ZippedTables.Read(file);
        if (tables is Outcome<ImmutableArray<SourceFile>>.Refused refused) return refused.Refusal;
        return tables.OrThrow() is [var table] ? ReadTable(table)
            : new Refusal("not-one-table", "The archive does not hold one CSV", file.Name, "Unpack it and give the log itself.");
    }

    private static Outcome<IncidentHistory> ReadTable(SourceFile file)
    {
        using var rows = file.OpenText();
        if (!rows.Read())
        {
            rows.Refuse("empty-file", "The file holds no text; a header was expected", "", "Fetch the file again.");
            return rows.Refusal!;
        }
        var (header, oddities) = (Corrected(rows), new Oddities(file.Name));
        if (header.Places(rows, "a ServiceNow incident log", columns) is not { } at) return rows.Refusal!;
        if (!header.Names.SequenceEqual(Enumerable.Range(0, rows.Count).Select(rows.Text)))
            oddities.Add("header-typo", "a header that misspells the log's names", 1);
        var (seen, words) = (new HashSet<string>(), new Dictionary<string, string>());
        var incidents = ImmutableArray.CreateBuilder<HistoricIncident>();
        HistoricIncident? current = null;
        var events = ImmutableArray.CreateBuilder<HistoryEvent>();
        while (rows.Read() && header.Fits(rows))
        {
            var row = new Row(rows, at, words, oddities);
            var number = row.Text(0);
            if (current?.Number != number)
            {
                if (current is not null) incidents.Add(current with { Events = events.DrainToImmutable() });
                if (!seen.Add(number))
                    rows.Refuse("incident-apart", $"Incident {number} has rows further up", "number", "Sort the log by incident.");
                current = row.Incident(number);
            }
            if (row.Links() is var linked && linked != current!.Links) current = current with { Links = linked };
            var each = row.Event();
            if (events.Count > 0 && each.At < events[^1].At)
                oddities.Add("rows-out-of-order", "an update before the one above it", rows.Line);
            events.Add(each);
        }
        if (rows.Refusal is null && current is null)
            rows.Refuse("header-only", "The log has no event", "", "Fetch the file again.");
        if (rows.Refusal is { } refusal) return refusal;
        incidents.Add(current! with { Events = events.DrainToImmutable() });
        return Outcome.Of(new IncidentHistory(file.Name, incidents.ToImmutable()), [.. oddities.Findings(), .. rows.Findings]);
    }

    private static Header Corrected(CsvRows rows)
    {
        var names = new List<string>();
        for (var index = 0; index < rows.Count; index++)
            names.Add(rows.Text(index) switch
            {
                "ident_state" => "incident_state",
                "category" when names.Contains("category") => "subcategory",
                var name => name,
            });
        return new([.. names]);
    }

    /// <summary>What was odd, how often, and where first.</summary>
    private sealed class Oddities(string file)
    {
        private readonly Dictionary<string, (string What, int Line, int Count)> kinds = [];

        public void Add(string code, string what, int line) =>
            kinds[code] = kinds.TryGetValue(code, out var kind) ? kind with { Count = kind.Count + 1 } : (what, line, 1);

        public IEnumerable<Finding> Findings() => kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new Finding(
            kind.Key, Severity.Warning, $"{kind.Value.Count} × {kind.Value.What}", $"{file}:{kind.Value.Line}", "kept as it stands"))
            .Prepend(new("no-zone", Severity.Note, "The log's times name no zone", file, "taken as UTC"));
    }

    /// <summary>One row, by the places of <see cref="columns"/>.</summary>
    private readonly struct Row(CsvRows rows, ImmutableArray<int> at, Dictionary<string, string> words, Oddities oddities)
    {
        public string Text(int column)
        {
            var text = rows.Text(at[column]);
            return words.TryGetValue(text, out var known) ? known : words[text] = text == "?" ? "" : text;
        }

        public HistoricIncident Incident(string number)
        {
            var resolved = TimeOrNone(13);
            if (resolved is null) oddities.Add("no-resolution-time", "an incident without the time of its resolution", rows.Line);
            return new(number, Time(6), resolved, TimeOrNone(14), Text(8), none, []);
        }

        public ImmutableSortedDictionary<string, string> Links()
        {
            var found = none;
            for (var index = 0; index < links.Length; index++)
                if (rows[at[columns.Length - links.Length + index]] is not [(byte)'?'])
                    found = found.SetItem(links[index], Text(columns.Length - links.Length + index));
            return found;
        }

        public HistoryEvent Event()
        {
            var (state, flag) = (Text(1), Text(5));
            if (!states.Contains(state)) oddities.Add("unknown-state", $"a state '{state}' that the desk does not have", rows.Line);
            if (flag is not ("true" or "false"))
                rows.Refuse("not-a-flag", $"'{flag}' is neither true nor false", columns[5], "Correct the field.");
            return new(Time(7), state, Level(9), Level(10), Level(11), Text(12), Count(2), Count(3), Count(4), flag == "true");
        }

        private Instant? TimeOrNone(int column) => rows[at[column]] is [(byte)'?'] ? null : Time(column);

        private Instant Time(int column)
        {
            if (stamp.Parse(rows.Text(at[column])).TryGetValue(default, out var local)) return local.InUtc().ToInstant();
            rows.Refuse("not-a-time", $"'{rows.Text(at[column])}' is no time", columns[column], "Write it as 29/2/2016 01:16.");
            return default;
        }

        /// <summary>A level such as <c>2</c>, or <c>2 - Medium</c> in the original.</summary>
        private int Level(int column) => Number(column, mayGoOn: true);

        private int Count(int column) => Number(column, mayGoOn: false);

        private int Number(int column, bool mayGoOn)
        {
            var field = rows[at[column]];
            if (Utf8Parser.TryParse(field, out int number, out var used) && number >= 0
                && (used == field.Length || mayGoOn && field[used] == ' '))
                return number;
            rows.Refuse("not-a-number", $"'{rows.Text(at[column])}' is no whole number", columns[column], "Correct the field.");
            return 0;
        }
    }
}
