using System.Collections.Immutable;
using System.Text;

namespace Busbar.Digital.Handoffs.DataQuality;

/// <summary>A value of a document that may have any shape: arguments of a rule, custom properties, a rule's observed value.</summary>
public abstract record Term
{
    private Term() { }

    /// <summary>A single value; null where the document says null.</summary>
    public sealed record Leaf(Cell? Value) : Term;

    /// <summary>Values in order.</summary>
    public sealed record List(ImmutableArray<Term> Items) : Term;

    /// <summary>Named values in the order of the document; a name comes once.</summary>
    public sealed record Map(ImmutableArray<KeyValuePair<string, Term>> Entries) : Term
    {
        /// <summary>Nothing named.</summary>
        public static Map Empty { get; } = new([]);

        /// <summary>The value of a name; null when it is not there.</summary>
        public Term? this[string name] => Entries.FirstOrDefault(entry => entry.Key == name).Value;
    }

    /// <summary>A number.</summary>
    public static Term Of(double number) => new Leaf(Cell.Of(number));

    /// <summary>A text.</summary>
    public static Term Of(string text) => new Leaf(Cell.Of(text));

    /// <summary>Cells in order.</summary>
    public static Term Of(IEnumerable<Cell?> cells) => new List([.. cells.Select(cell => new Leaf(cell))]);

    /// <summary>Named values.</summary>
    public static Map Of(params (string Name, Term Value)[] entries) => new([.. entries.Select(each => KeyValuePair.Create(each.Name,
        each.Value))]);

    /// <summary>As JSON-like text, equal for equal terms; for people and for comparing.</summary>
    public sealed override string ToString() => Append(new StringBuilder()).ToString();

    private StringBuilder Append(StringBuilder text)
    {
        switch (this)
        {
            case Leaf { Value: { Kind: CellKind.Text } cell }:
                return text.Append('"').Append(cell.Text).Append('"');
            case Leaf leaf:
                return text.Append(leaf.Value?.ToString() ?? "null");
            case List list:
                text.Append('[');
                for (var i = 0; i < list.Items.Length; i++) list.Items[i].Append(i == 0 ? text : text.Append(", "));
                return text.Append(']');
            case Map map:
                text.Append('{');
                for (var i = 0; i < map.Entries.Length; i++)
                    map.Entries[i].Value.Append((i == 0 ? text : text.Append(", ")).Append(map.Entries[i].Key).Append(": "));
                return text.Append('}');
            default:
                throw new InvalidOperationException("A term is a leaf, a list or a map.");
        }
    }
}
