using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Gateways.Deals;

/// <summary>Reads deals from a table: a header that names fields of <see cref="TicketForm"/>, <c>traded_at</c> and, if wanted,
/// <c>reference</c>, then a deal a row. Every bad row is told by line and field, and one bad row loads nothing. Memory holds the tickets, not
/// the text.</summary>
public static class DealCsv
{
    private const string TradedAt = "traded_at";
    private const string Reference = "reference";

    /// <summary>The deals, or the faults. Refused when there is no table to read: no header, columns that are missing or unknown, broken
    /// quotes.</summary>
    public static Outcome<DealFile> Read(SourceFile file, TicketRule rule)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header || !HasColumns(rows, header)) return rows.Refusal!;
        var (deals, words) = (new DealRows(file, rule), new Words(rows));
        var places = header.Names.Select((name, place) => (name, place)).ToDictionary(column => column.name, column => column.place);
        string Answer(string field) => places.TryGetValue(field, out var place) ? words.At(place) : "";
        var isEmpty = true;
        while (rows.Read())
        {
            isEmpty = false;
            if (rows.Count == header.Names.Length) deals.Add(rows.Line, Answer(Reference), Answer(TradedAt), Answer);
            else
                deals.AddUnread(rows.Line, new("field-count", $"The row has {rows.Count} fields, the header {header.Names.Length}", "row",
                    "Correct the row; a comma may be missing or unquoted."));
        }
        if (isEmpty) rows.Refuse("header-only", "The file has a header and no deal", "", "Add the deals.");
        return rows.Refusal is { } refusal ? refusal : deals.Close(rows.Findings);
    }

    private static bool HasColumns(CsvRows rows, Header header)
    {
        string[] needed = [TradedAt, .. TicketForm.Fields.Where(field => field.Default is null && field.Kinds.IsEmpty).Select(field => field.Name)];
        string[] known = [TradedAt, Reference, .. TicketForm.Fields.Select(field => field.Name)];
        if (needed.Except(header.Names).ToArray() is { Length: > 0 } missing)
            rows.Refuse("wrong-columns", $"A table of deals needs the columns {string.Join(", ", missing)}, which the header does not name",
                "header", $"Name the columns; known are {string.Join(", ", known)}.");
        else if (header.Names.Except(known).ToArray() is { Length: > 0 } unknown)
            rows.Refuse("wrong-columns", $"The header names {string.Join(", ", unknown)}, which no deal has", "header",
                $"Leave them out, or correct them; known are {string.Join(", ", known)}.");
        return rows.Refusal is null;
    }

    /// <summary>The fields of the current row as text; words that come again and again are kept once.</summary>
    private sealed class Words(CsvRows rows)
    {
        private const int MostKept = 20_000;
        private const int LongestKept = 32;
        private readonly HashSet<string> kept = new(StringComparer.Ordinal);

        public string At(int place)
        {
            var field = rows[place];
            if (field.Length == 0) return "";
            if (field.Length > LongestKept || !Utf8.IsValid(field)) return rows.Text(place);
            Span<char> text = stackalloc char[LongestKept];
            var letters = text[..Encoding.UTF8.GetChars(field, text)];
            var lookup = kept.GetAlternateLookup<ReadOnlySpan<char>>();
            if (lookup.TryGetValue(letters, out var known)) return known;
            var word = letters.ToString();
            if (kept.Count < MostKept) kept.Add(word);
            return word;
        }
    }
}
