using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Busbar.Digital.Handoffs.DataQuality;

/// <summary>A column of a dataset: its distinct values once, and for each row which of them it holds. A rule about values is asked once for
/// each distinct value, however many rows hold it.</summary>
/// <param name="Name">As the header spells it.</param>
/// <param name="Values">The distinct values, in the order of their first row.</param>
/// <param name="Codes">For each row the place of its value, or −1 where none is.</param>
public sealed record TableColumn(string Name, ImmutableArray<Cell> Values, ImmutableArray<int> Codes)
{
    /// <summary>The code of a row without a value.</summary>
    public const int Missing = -1;

    /// <summary>The value of a row; null where none is.</summary>
    public Cell? this[int row] => Codes[row] is var code and not Missing ? Values[code] : null;

    /// <summary>A column of given values.</summary>
    public static TableColumn Of(string name, IEnumerable<Cell?> cells)
    {
        var places = new Dictionary<Cell, int>();
        var values = ImmutableArray.CreateBuilder<Cell>();
        var codes = cells.Select(cell => cell is { } value ? CodeOf(value) : Missing).ToArray();
        return new(name, values.ToImmutable(), ImmutableCollectionsMarshal.AsImmutableArray(codes));

        int CodeOf(Cell value)
        {
            if (places.TryGetValue(value, out var place)) return place;
            values.Add(value);
            return places[value] = values.Count - 1;
        }
    }

    /// <summary>The same rows with each distinct value turned into another; values that become equal become one, null is missing.</summary>
    public TableColumn Select(Func<Cell, Cell?> turn)
    {
        var turned = Of(Name, Values.Select(turn));
        return new(Name, turned.Values, ImmutableCollectionsMarshal.AsImmutableArray(
            Codes.Select(code => code == Missing ? Missing : turned.Codes[code]).ToArray()));
    }
}

/// <summary>A dataset's rows in memory, column by column; every column has as many rows.</summary>
/// <param name="Name">What contracts call it.</param>
/// <param name="Columns">In the order of the source.</param>
/// <param name="RowCount">How many rows.</param>
public sealed record Table(string Name, ImmutableArray<TableColumn> Columns, int RowCount)
{
    /// <summary>The column of a name, as spelt; null when there is none.</summary>
    public TableColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);
}
