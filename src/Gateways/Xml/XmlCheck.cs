using System.Xml;
using System.Xml.Linq;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Xml;

/// <summary>A document under check: what is wrong and where.</summary>
internal sealed class XmlCheck(Faults faults)
{
    /// <summary>Keeps a fault of an element at the place of a part of it.</summary>
    public void Fault(XElement element, IXmlLineInfo at, string what) => faults.Add(at.LineNumber, at.LinePosition,
        string.Join('/', element.AncestorsAndSelf().Reverse().TakeLast(4).Select(each => each.Name.LocalName)), what);
}

/// <summary>The elements inside an element, taken from the front.</summary>
internal sealed class XmlChildren(XElement parent, XmlCheck check)
{
    private XElement? next = parent.Elements().FirstOrDefault();

    /// <summary>Whose they are.</summary>
    public XElement Parent => parent;

    public XmlCheck Check => check;

    /// <summary>The one that is next; null at the end.</summary>
    public XElement? Next => next;

    public XElement Take()
    {
        var taken = next!;
        next = taken.ElementsAfterSelf().FirstOrDefault();
        return taken;
    }
}
