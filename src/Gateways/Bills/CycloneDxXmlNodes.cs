using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Bills;

/// <summary>A CycloneDX document in XML said as JSON says it, as far as a bill of materials is read from it: lists lose the element
/// around each item, attributes are fields.</summary>
internal static class CycloneDxXmlNodes
{
    /// <summary>The namespace without the version at its end.</summary>
    public const string Space = "http://cyclonedx.org/schema/bom/";

    /// <summary>Elements that hold a list.</summary>
    private static readonly FrozenSet<string> lists = ["components", "services", "licenses", "dependencies", "vulnerabilities", "affects",
        "references"];

    /// <summary>The document.</summary>
    public static Node.Map Of(XElement root) => (Node.Map)Value(root);

    private static Node Value(XElement element)
    {
        var (line, column) = (((IXmlLineInfo)element).LineNumber, ((IXmlLineInfo)element).LinePosition);
        if (lists.Contains(element.Name.LocalName)) return new Node.List(line, column, [.. Own(element).Select(Item)]);
        if (!element.HasElements && !element.HasAttributes) return Leaf(line, column, element.Value);
        var entries = element.Attributes().Where(each => each.Name.Namespace == XNamespace.None)
            .Select(each => KeyValuePair.Create(each.Name.LocalName, Leaf(line, column, each.Value)))
            .Concat(Own(element).GroupBy(each => each.Name.LocalName).Select(group => KeyValuePair.Create(group.Key, group.Count() == 1
                ? Value(group.First()) : new Node.List(line, column, [.. group.Select(Value)]))));
        return new Node.Map(line, column, [.. entries]);
    }

    private static Node Item(XElement element)
    {
        var (line, column) = (((IXmlLineInfo)element).LineNumber, ((IXmlLineInfo)element).LinePosition);
        return element.Name.LocalName switch
        {
            "license" => Map("license", Value(element)),
            "expression" => Map("expression", Leaf(line, column, element.Value)),
            "dependency" => new Node.Map(line, column, [KeyValuePair.Create("ref", Leaf(line, column, element.Attribute("ref")!.Value)),
                KeyValuePair.Create<string, Node>("dependsOn", new Node.List(line, column, [.. Own(element).Where(each =>
                    each.Name.LocalName == "dependency").Select(each => Leaf(line, column, each.Attribute("ref")!.Value))]))]),
            _ => Value(element),
        };
        Node.Map Map(string name, Node value) => new(line, column, [KeyValuePair.Create(name, value)]);
    }

    private static Node Leaf(int line, int column, string text) => new Node.Leaf(line, column, Cell.Of(text.Trim()));

    private static IEnumerable<XElement> Own(XElement element) =>
        element.Elements().Where(each => each.Name.Namespace == element.Name.Namespace);
}
