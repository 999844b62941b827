using Busbar.Gateways.Csv;

namespace Busbar.Gateways.Scanners;

/// <summary>Walks a report that is a table, row by row. Columns are found by name without regard to case; a name that stands twice is the
/// first.</summary>
internal sealed class CsvEntries
{
    private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);
    private readonly CsvRows rows;

    private CsvEntries(CsvRows rows)
    {
        this.rows = rows;
        for (var index = 0; index < rows.Count; index++) places.TryAdd(rows.Text(index).Trim(), index);
    }

    /// <summary>Line of the current row.</summary>
    public string Line => $"{rows.Line}";

    private bool IsBlank => Enumerable.Range(0, rows.Count).All(index => rows[index].Trim((byte)' ').IsEmpty);

    /// <summary>Calls <paramref name="take"/> for each row that is not blank. Refuses <c>empty-file</c>, <c>not-this-scanner</c> for a
    /// header without one of the wanted columns (words after a bar are other names), <c>broken-quotes</c>,
    /// <c>line-too-long</c>.</summary>
    public static void Read(ScanReading reading, string[] wanted, Action<CsvEntries> take)
    {
        using var rows = reading.File.OpenText(ReadLimits.Default, SeparatorOf(reading));
        if (!rows.Read())
        {
            if (rows.Refusal is null) reading.Refuse("empty-file", "The file holds no text; a header was expected", "", "Export it again.");
        }
        else
        {
            var entries = new CsvEntries(rows);
            if (wanted.FirstOrDefault(names => !names.Split('|').Any(entries.places.ContainsKey)) is { } missing)
                reading.RefuseLayout($"column {missing}");
            while (reading.Refusal is null && rows.Read())
                if (!entries.IsBlank) take(entries);
        }
        if (rows.Refusal is { } fault) reading.Refuse(fault.Code, fault.What, $"{rows.Line}", fault.Remedy);
        foreach (var note in rows.Findings) reading.Note(note.Code, note.What, $"{rows.Line}", note.Done);
    }

    /// <summary>The first of these columns that the row fills, or empty.</summary>
    public string Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (places.TryGetValue(name, out var place) && place < rows.Count && rows.Text(place).Trim() is { Length: > 0 } text)
                return text;
        return "";
    }

    /// <summary>True when the column says so.</summary>
    public bool Flag(string name) => Text(name).ToLowerInvariant() is "true" or "yes" or "1";

    /// <summary>What comes first in the header: a comma, a semicolon or a tab.</summary>
    private static char SeparatorOf(ScanReading reading) =>
        (char)reading.Head().FirstOrDefault(letter => letter is (byte)',' or (byte)';' or (byte)'\t', (byte)',');
}
