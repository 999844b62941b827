using System.Collections.Immutable;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Advisories;

/// <summary>A place in an advisory and what is wrong with it.</summary>
internal readonly record struct CsafFault(Node Node, string What);

/// <summary>A CSAF document whose shape is right, with what rules ask of it again and again.</summary>
internal sealed class CsafDocument
{
    private static readonly ImmutableHashSet<string> references = ["product_ids", "products", "product_reference",
        "relates_to_product_reference", "beginning_product_reference", "next_product_reference"];

    public CsafDocument(Node.Map root)
    {
        Root = root;
        Document = Map(root, "document");
        Tracking = Map(Document, "tracking");
        Tree = Map(root, "product_tree");
        Vulnerabilities = [.. root.Maps("vulnerabilities")];
        foreach (var (name, node) in Walk(root)) Sort(name, node);
    }

    public Node.Map Root { get; }

    public Node.Map Document { get; }

    public Node.Map Tracking { get; }

    public Node.Map Tree { get; }

    public ImmutableArray<Node.Map> Vulnerabilities { get; }

    public bool IsV21 => Document.Text("csaf_version") == "2.1";

    public string Category => Document.Text("category")!;

    /// <summary>Every product that is defined, in order; one that comes twice too.</summary>
    public List<(string Id, Node.Map Node)> Products { get; } = [];

    /// <summary>Every mention of a product outside its definition.</summary>
    public List<(string Id, Node Node)> ProductReferences { get; } = [];

    /// <summary>Every mention of a group outside its definition.</summary>
    public List<(string Id, Node Node)> GroupReferences { get; } = [];

    public IEnumerable<(string Id, Node.Map Node)> Groups => Tree.Maps("product_groups").Select(group => (group.Text("group_id")!, group));

    /// <summary>The products that an item names, through its groups too.</summary>
    public IEnumerable<string> ProductsOf(Node.Map item) => item.Texts("product_ids").Concat(item.Texts("group_ids").SelectMany(
        id => Groups.Where(group => group.Id == id).SelectMany(group => group.Node.Texts("product_ids")))).Distinct();

    /// <summary>Every named value of the document, at any depth.</summary>
    public static IEnumerable<(string Name, Node Node)> Walk(Node node) => node switch
    {
        Node.Map map => map.Entries.SelectMany(entry => Walk(entry.Value).Prepend((entry.Key, entry.Value))),
        Node.List list => list.Items.SelectMany(Walk),
        _ => [],
    };

    /// <summary>The map of a name; an empty one where there is none.</summary>
    public static Node.Map Map(Node.Map map, string name) => map[name] as Node.Map ?? new(map.Line, map.Column, []);

    private void Sort(string name, Node node)
    {
        if (node is Node.Map product && product.Text("product_id") is { } id) Products.Add((id, product));
        if (node is Node.List list)
            Products.AddRange(list.Items.OfType<Node.Map>().Where(item => item["product_id"] is not null)
                .Select(item => (item.Text("product_id")!, item)));
        if (references.Contains(name)) ProductReferences.AddRange(Texts(node));
        if (name == "group_ids") GroupReferences.AddRange(Texts(node));
        if (name == "product_status" && node is Node.Map states)
            ProductReferences.AddRange(states.Entries.SelectMany(entry => Texts(entry.Value)));
    }

    private static IEnumerable<(string, Node)> Texts(Node node) => node switch
    {
        Node.Leaf { Value: { } cell } => [(cell.ToString(), node)],
        Node.List list => list.Items.SelectMany(Texts),
        _ => [],
    };
}
