using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Tables;

/// <summary>Reads JSON objects as rows: a list of them, or one a line. A field that is null or absent is a missing value; an object or a
/// list
/// inside a field stays as its text.</summary>
public static class ReadJsonTable
{
    private const int MaxBytes = 512 << 20;
    private const int MaxDepth = 60;

    /// <summary>The table under a name. Refuses text that is not JSON (<c>not-json</c>) and a row that is no object
    /// (<c>not-a-row</c>).</summary>
    public static Outcome<Table> Run(SourceFile file, string name) => file.ReadText(MaxBytes) switch
    {
        Outcome<ReadOnlyMemory<byte>>.Done done => Read(file.Name, done.Value, name),
        Outcome<ReadOnlyMemory<byte>>.Refused refused => refused.Refusal,
        _ => throw new InvalidOperationException("An outcome is done or refused."),
    };

    private static Outcome<Table> Read(string file, ReadOnlyMemory<byte> text, string name)
    {
        var columns = new Dictionary<string, List<Cell?>>();
        var order = new List<string>();
        var count = 0;
        try
        {
            foreach (var row in Rows(text))
            {
                if (row.ValueKind != JsonValueKind.Object)
                    return new Refusal("not-a-row", $"Row {count + 1} is {row.ValueKind}, not an object", file, "Give a list of objects.");
                foreach (var field in row.EnumerateObject())
                {
                    if (!columns.TryGetValue(field.Name, out var cells))
                    {
                        columns[field.Name] = cells = [];
                        order.Add(field.Name);
                    }
                    while (cells.Count < count) cells.Add(null);
                    if (cells.Count == count) cells.Add(CellOf(field.Value));
                }
                count++;
            }
        }
        catch (JsonException fault)
        {
            return new Refusal("not-json", $"Row {count + 1} is not JSON: {fault.Message}", file, "Correct it.");
        }
        return new Table(name, [.. order.Select(each => TableColumn.Of(each, columns[each].Concat(
            Enumerable.Repeat<Cell?>(null, count - columns[each].Count))))], count);
    }

    private static IEnumerable<JsonElement> Rows(ReadOnlyMemory<byte> text)
    {
        var options = new JsonDocumentOptions { MaxDepth = MaxDepth };
        if (text.Span.TrimStart((byte)' ') is [(byte)'[', ..])
        {
            using var whole = JsonDocument.Parse(text, options);
            foreach (var row in whole.RootElement.EnumerateArray()) yield return row;
            yield break;
        }
        while (!text.IsEmpty)
        {
            var end = text.Span.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0) continue;
            using var row = JsonDocument.Parse(line, options);
            yield return row.RootElement;
        }
    }

    private static Cell? CellOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Cell.Of(value.GetString()!),
        JsonValueKind.Number => Cell.OfNumber(value.GetDouble(), value.GetRawText()),
        JsonValueKind.True => Cell.Of(true),
        JsonValueKind.False => Cell.Of(false),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => new Cell(CellKind.Nested, 0, value.GetRawText()),
    };
}
