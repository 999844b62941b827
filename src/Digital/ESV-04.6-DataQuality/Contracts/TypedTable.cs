using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.DataQuality.Rules;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Contracts;

/// <summary>A table whose values have the types its contract gives them.</summary>
/// <param name="Schema">What the contract says.</param>
/// <param name="Whole">Every value; one that cannot have its type stays text.</param>
/// <param name="Clean">The same without the values that cannot have their type.</param>
internal sealed record TypedTable(ContractSchema Schema, Table Whole, Table Clean)
{
    public static TypedTable Of(ContractSchema schema, Table table)
    {
        var (whole, clean) = (table.Columns.ToBuilder(), table.Columns.ToBuilder());
        foreach (var property in schema.Properties)
            if (Find(table, property) is { } column && KindOf(property.LogicalType) is { } kind)
            {
                var place = table.Columns.IndexOf(column);
                if (column.Values.Any(cell => cell.Kind != kind)) whole[place] = column.Select(cell => Turn(cell, property) ?? cell);
                clean[place] = whole[place].Values.All(cell => cell.Kind == kind) ? whole[place]
                    : whole[place].Select(cell => cell.Kind == kind ? cell : null);
            }
        return new(schema, table with { Columns = whole.ToImmutable() }, table with { Columns = clean.ToImmutable() });
    }

    /// <summary>The column of a field: by physical name, else by name.</summary>
    public static TableColumn? Find(Table table, ContractProperty property) => table.Find(property.PhysicalName)
        ?? table.Find(property.Name);

    /// <summary>The kind of value of a logical type; null where the contract says none.</summary>
    public static CellKind? KindOf(string logicalType) => logicalType switch
    {
        "string" => CellKind.Text,
        "number" or "integer" => CellKind.Number,
        "boolean" => CellKind.Flag,
        "date" or "timestamp" => CellKind.Time,
        "time" => CellKind.Text,
        "object" or "array" => CellKind.Nested,
        _ => null,
    };

    private static Cell? Turn(Cell cell, ContractProperty property) => (property.LogicalType, cell.Kind) switch
    {
        ("string" or "time", CellKind.Number or CellKind.Flag) => Cell.Of(cell.ToString()),
        ("number" or "integer", CellKind.Text) =>
            double.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? Cell.OfNumber(number, cell.Text) : null,
        ("boolean", CellKind.Text) => cell.Text.ToUpperInvariant() switch
        {
            "TRUE" or "T" or "YES" or "1" => Cell.Of(true),
            "FALSE" or "F" or "NO" or "0" => Cell.Of(false),
            _ => null,
        },
        ("date" or "timestamp", CellKind.Text) => Values.InKind(cell, CellKind.Time),
        ("object" or "array", CellKind.Text) when cell.Text is ['{', ..] or ['[', ..] => new Cell(CellKind.Nested, 0, cell.Text),
        _ => null,
    };
}
