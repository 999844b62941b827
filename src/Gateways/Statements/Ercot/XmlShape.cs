using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>In which order the children of an element stand.</summary>
internal enum XmlOrder
{
    /// <summary>As listed.</summary>
    Listed,
    /// <summary>Each at most once, anyhow.</summary>
    Any,
    /// <summary>As listed, and the whole list again and again.</summary>
    Again,
    /// <summary>Likewise, or nothing at all.</summary>
    AgainOrNone,
}

/// <summary>What an element holds: text of a kind, or children in an order. Checks a document against it and says of the first fault in
/// which line it stands and why.</summary>
/// <param name="Least">How often it stands at least.</param>
/// <param name="Most">How often at most.</param>
/// <param name="Value">What its text must be; null when it holds children.</param>
internal sealed record XmlShape(string Name, int Least, int Most, XmlValue? Value, ImmutableArray<XmlShape> Children)
{
    private static readonly XNamespace instance = "http://www.w3.org/2001/XMLSchema-instance";

    public XmlOrder Order { get; init; }

    /// <summary>The one attribute it may carry, with its kind and whether it must.</summary>
    public (string Name, XmlValue Value, bool IsRequired)? Attribute { get; init; }

    /// <summary>May be left empty with <c>xsi:nil</c>.</summary>
    public bool IsNillable { get; init; }

    /// <summary>An element of text that stands once.</summary>
    public static XmlShape Leaf(string name, XmlValue value) => new(name, 1, 1, value, []);

    /// <summary>An element of elements in listed order.</summary>
    public static XmlShape Of(string name, params ImmutableArray<XmlShape> children) => new(name, 1, 1, null, children);

    public XmlShape Optional => this with { Least = 0 };

    /// <summary>Any number of times, at least so many.</summary>
    public XmlShape Many(int least) => this with { Least = least, Most = int.MaxValue };

    /// <summary>The first fault of an element that has this shape's name; null when there is none.</summary>
    public Refusal? FirstFault(string file, XElement element)
    {
        var isNil = element.Attribute(instance + "nil") is { } nil && XmlConvertsToTrue(nil.Value);
        if (AttributeFault(file, element) is { } attribute) return attribute;
        if (isNil)
            return element.Nodes().Any(node => node is XElement or XText) ? Fault("unexpected-text", file, element,
                "The element says that it is nil and holds something", "Leave it empty.") : null;
        if (Value is not null) return TextFault(file, element);
        if (element.Nodes().Any(node => node is XText text && XmlValue.Trim(text.Value).Length > 0))
            return Fault("unexpected-text", file, element, "Text stands between the elements", "Remove it.");
        return Order == XmlOrder.Any ? AnyFault(file, element) : ListedFault(file, element);
    }

    public static Refusal Fault(string code, string file, XElement at, string what, string remedy) =>
        new(code, what, $"{file}:{((IXmlLineInfo)at).LineNumber} {at.Name.LocalName}", remedy);

    private static bool XmlConvertsToTrue(string text) => XmlValue.Trim(text) is "true" or "1";

    private Refusal? AttributeFault(string file, XElement element)
    {
        foreach (var attribute in element.Attributes().Where(each => !each.IsNamespaceDeclaration))
        {
            if (attribute.Name.Namespace == instance && (attribute.Name.LocalName is "noNamespaceSchemaLocation" or "schemaLocation"
                || (IsNillable && attribute.Name.LocalName == "nil" && XmlConvertsToTrue(attribute.Value)))) continue;
            if (Attribute is not { } own || attribute.Name != own.Name)
                return Fault("unexpected-attribute", file, element, $"The attribute {attribute.Name.LocalName} was not expected",
                    "Remove it.");
            if (!own.Value.Fits(attribute.Value))
                return Fault("bad-value", file, element, $"{own.Name} '{Shown(attribute.Value)}' is not {own.Value.Says}", "Correct it.");
        }
        return Attribute is { IsRequired: true } needed && element.Attribute(needed.Name) is null
            ? Fault("missing-attribute", file, element, $"The attribute {needed.Name} is missing", "Keep to the schema.") : null;
    }

    private Refusal? TextFault(string file, XElement element)
    {
        if (element.HasElements)
            return Fault("unexpected-element", file, element, "Text was expected, not elements", "Keep to the schema.");
        return Value!.Fits(element.Value) ? null
            : Fault("bad-value", file, element, $"'{Shown(element.Value)}' is not {Value.Says}", "Correct it.");
    }

    private Refusal? AnyFault(string file, XElement element)
    {
        var seen = new HashSet<string>();
        foreach (var child in element.Elements())
        {
            if (Children.FirstOrDefault(each => child.Name == each.Name) is not { } shape) return Unexpected(file, child);
            if (!seen.Add(shape.Name))
                return Fault("element-count", file, child, $"<{shape.Name}> stands twice", "Keep one.");
            if (shape.FirstFault(file, child) is { } fault) return fault;
        }
        return Children.FirstOrDefault(each => each.Least > 0 && !seen.Contains(each.Name)) is { } missing
            ? Missing(file, element, missing) : null;
    }

    private Refusal? ListedFault(string file, XElement element)
    {
        var children = element.Elements().ToList();
        var at = 0;
        if (Order == XmlOrder.AgainOrNone && children.Count == 0) return null;
        do
        {
            foreach (var shape in Children)
            {
                var count = 0;
                for (; at < children.Count && count < shape.Most && children[at].Name == shape.Name; at++, count++)
                    if (shape.FirstFault(file, children[at]) is { } fault) return fault;
                if (count >= shape.Least) continue;
                return at < children.Count ? Unexpected(file, children[at], shape) : Missing(file, element, shape);
            }
        }
        while (Order is XmlOrder.Again or XmlOrder.AgainOrNone && at < children.Count
            && Children.Any(shape => children[at].Name == shape.Name));
        return at < children.Count ? Unexpected(file, children[at]) : null;
    }

    private static Refusal Missing(string file, XElement parent, XmlShape shape) =>
        Fault("unexpected-element", file, parent, $"<{shape.Name}> is missing", "Keep to the order of the schema.");

    private static Refusal Unexpected(string file, XElement child, XmlShape? instead = null) =>
        Fault("unexpected-element", file, child, $"<{child.Name.LocalName}> was not expected here"
            + (instead is null ? "" : $"; <{instead.Name}> was"), "Keep to the order of the schema.");

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
