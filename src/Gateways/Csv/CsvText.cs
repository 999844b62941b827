using System.Buffers;
using System.Text;

namespace Busbar.Gateways.Csv;

/// <summary>Writes comma-separated text: a field is quoted where RFC 4180 needs it, a row ends in a line feed.</summary>
public static class CsvText
{
    private static readonly SearchValues<char> quoted = SearchValues.Create(",\"\r\n");

    /// <summary>Appends a row.</summary>
    public static StringBuilder AppendCsv(this StringBuilder text, IEnumerable<string> values) =>
        text.AppendJoin(',', values.Select(Field)).Append('\n');

    /// <summary>A field as it stands in a row.</summary>
    public static string Field(string value) =>
        value.AsSpan().ContainsAny(quoted) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
