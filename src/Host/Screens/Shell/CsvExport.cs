using System.Text;
using Busbar.Gateways.Csv;

namespace Busbar.Host.Screens.Shell;

/// <summary>Writes a table as CSV (RFC 4180): a header with units, raw numbers, quotes where they are needed, CRLF.</summary>
public static class CsvExport
{
    /// <summary>The text. A word that a spreadsheet would take for a formula is preceded by an apostrophe.</summary>
    public static string Write(ScreenTable table)
    {
        var text = new StringBuilder();
        Line(text, table.Columns.Select(column => column.Unit is { Length: > 0 } unit ? $"{column.Name} [{unit}]" : column.Name));
        foreach (var row in table.Rows)
            Line(text, row.Select((cell, i) => table.Columns[i].IsNumber ? cell.Raw : Harmless(cell.Raw)));
        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> fields) => text.AppendJoin(',',
        fields.Select(CsvText.Field)).Append("\r\n");

    private static string Harmless(string field) =>
        field.Length > 0 && "=+-@\t\r".Contains(field[0], StringComparison.Ordinal) ? $"'{field}" : field;
}
