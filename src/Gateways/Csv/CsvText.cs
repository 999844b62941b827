using System.Buffers;
using System.Text;

namespace Busbar.Gateways.Csv;

/// <summary>Writes comma-separated text: a field is quoted where RFC 4180 needs it, a row ends in a line feed.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> quoted = SearchValues.Create(",\"\r\n");

    public static StringBuilder AppendCsv(this StringBuilder text, IEnumerable<string> values) =>
        text.AppendJoin(',', values.Select(Field)).Append('\n');

    private static string Field(string value) =>
        value.AsSpan().ContainsAny(quoted) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
