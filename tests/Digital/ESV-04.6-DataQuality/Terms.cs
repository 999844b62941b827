using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Tests;

/// <summary>JSON as terms and cells, for vectors.</summary>
internal static class Terms
{
    public static Term.Map Map(string json) => (Term.Map)Of(JsonDocument.Parse(json).RootElement);

    public static Term Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new Term.Map([.. element.EnumerateObject().Select(each => KeyValuePair.Create(each.Name, Of(each.Value)))]),
        JsonValueKind.Array => new Term.List([.. element.EnumerateArray().Select(Of)]),
        _ => new Term.Leaf(CellOf(element)),
    };

    public static Cell? CellOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => Cell.Of(element.GetDouble()),
        JsonValueKind.String when element.GetString() is "Infinity" => Cell.Of(double.PositiveInfinity),
        JsonValueKind.String when element.GetString() is "-Infinity" => Cell.Of(double.NegativeInfinity),
        JsonValueKind.String => Cell.Of(element.GetString()!),
        JsonValueKind.True => Cell.Of(true),
        JsonValueKind.False => Cell.Of(false),
        _ => null,
    };

    public static Table Table(string name, params (string Column, Cell?[] Cells)[] columns) =>
        new(name, [.. columns.Select(each => TableColumn.Of(each.Column, each.Cells))], columns[0].Cells.Length);

    public static Cell?[] Cells(params object?[] values) => [.. values.Select(value => value switch
    {
        null => (Cell?)null,
        string text => Cell.Of(text),
        bool flag => Cell.Of(flag),
        Cell cell => cell,
        _ => Cell.Of(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
    })];
}
