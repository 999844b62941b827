using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Gateways.Shapes;

/// <summary>A value of a YAML or JSON document and where it stands.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal abstract record Node(int Line, int Column)
{
    /// <summary>A single value; null where the document says null.</summary>
    public sealed record Leaf(int Line, int Column, Cell? Value) : Node(Line, Column);

    /// <summary>Values in order.</summary>
    public sealed record List(int Line, int Column, ImmutableArray<Node> Items) : Node(Line, Column);

    /// <summary>Named values in the order of the document.</summary>
    public sealed record Map(int Line, int Column, ImmutableArray<KeyValuePair<string, Node>> Entries) : Node(Line, Column)
    {
        public Node? this[string name] => Entries.FirstOrDefault(entry => entry.Key == name).Value;

        /// <summary>The text of a name, a number or a flag as printed; null where there is none.</summary>
        public string? Text(string name) => this[name] is Leaf { Value: { } cell } ? cell.ToString() : null;

        public bool Flag(string name) => this[name] is Leaf { Value: { Kind: CellKind.Flag, Number: 1 } };

        public double? Number(string name) => this[name] is Leaf { Value: { Kind: CellKind.Number } cell } ? cell.Number : null;

        /// <summary>The maps of a list; none where there is no list.</summary>
        public IEnumerable<Map> Maps(string name) => (this[name] as List)?.Items.OfType<Map>() ?? [];

        public ImmutableArray<string> Texts(string name) =>
            [.. ((this[name] as List)?.Items ?? []).OfType<Leaf>().Select(leaf => leaf.Value?.ToString() ?? "")];
    }

    /// <summary>The same without its place.</summary>
    public Term ToTerm() => this switch
    {
        Leaf leaf => new Term.Leaf(leaf.Value),
        List list => new Term.List([.. list.Items.Select(item => item.ToTerm())]),
        Map map => new Term.Map([.. map.Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToTerm()))]),
        _ => throw new InvalidOperationException("A node is a leaf, a list or a map."),
    };
}
