using System.Xml;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Xml;

/// <summary>Reads the children of XML elements in the order a layout has them. The first fault stays in <see cref="Refusal"/>, with line
/// and element; what is read after it is of no use. What is not expected is refused, so that whatever is read is valid.</summary>
/// <param name="file">The file's name.</param>
/// <param name="space">The namespace of every element.</param>
internal abstract class XmlFields(string file, XNamespace space)
{
    /// <summary>The first fault, or null so far.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Keeps the first fault.</summary>
    public void Refuse(string code, XElement at, string what, string remedy) => Refusal ??= new(
        code, what, $"{file}:{(at as IXmlLineInfo).LineNumber} {at.Name.LocalName}", remedy);

    /// <summary>The children of an element, to be taken one after another.</summary>
    public Queue<XElement> Open(XElement element)
    {
        NoAttributes(element);
        if (element.Nodes().Any(node => node is XText text && !string.IsNullOrWhiteSpace(text.Value)))
            Refuse("unexpected-text", element, "Text stands between the elements", "Remove it.");
        return new(element.Elements());
    }

    /// <summary>The next child, which must have this name.</summary>
    public XElement Take(XElement parent, Queue<XElement> children, string name)
    {
        if (children.Count > 0 && children.Peek().Name == space + name) return children.Dequeue();
        Refuse("unexpected-element", children.Count > 0 ? children.Peek() : parent,
            children.Count > 0 ? $"<{children.Peek().Name.LocalName}> stands where <{name}> was expected" : $"<{name}> is missing",
            "Keep to the order of the schema.");
        return parent;
    }

    /// <summary>The next children of this name, between so many and so many.</summary>
    public List<XElement> TakeMany(XElement parent, Queue<XElement> children, string name, int least, int most)
    {
        var taken = new List<XElement>();
        while (children.Count > 0 && children.Peek().Name == space + name) taken.Add(children.Dequeue());
        if (taken.Count < least || taken.Count > most)
            Refuse("element-count", parent, $"<{name}> stands {taken.Count} times; expected {least} to {most}", "Keep to the schema.");
        return taken;
    }

    /// <summary>Refuses children that nobody took.</summary>
    public void Close(Queue<XElement> children)
    {
        if (children.Count > 0)
            Refuse("unexpected-element", children.Peek(), $"<{children.Peek().Name.LocalName}> was not expected here",
                "Keep to the order of the schema.");
    }

    /// <summary>The text of an element that holds nothing else.</summary>
    public string Text(XElement element)
    {
        NoAttributes(element);
        if (element.HasElements) Refuse("unexpected-element", element, "A value was expected, not elements", "Keep to the schema.");
        return element.Value;
    }

    /// <summary>The beginning of a long text.</summary>
    protected static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private void NoAttributes(XElement element)
    {
        if (element.Attributes().FirstOrDefault(attribute => !attribute.IsNamespaceDeclaration) is { } attribute)
            Refuse("unexpected-attribute", element, $"The attribute {attribute.Name.LocalName} was not expected", "Remove it.");
    }
}
