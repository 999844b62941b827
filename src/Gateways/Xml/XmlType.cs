using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Xml;

/// <summary>What an element of an XML document may hold, as far as its standard says.</summary>
internal abstract record XmlType
{
    private static readonly XNamespace instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Keeps the faults of an element.</summary>
    public abstract void Check(XElement element, XmlCheck check);

    /// <summary>Anything at all.</summary>
    public sealed record Anything : XmlType
    {
        public override void Check(XElement element, XmlCheck check)
        {
        }
    }

    /// <summary>A text without elements and attributes.</summary>
    public sealed record Value(string What, Func<string, bool> Fits) : XmlType
    {
        public override void Check(XElement element, XmlCheck check)
        {
            foreach (var attribute in Own(element)) check.Fault(element, attribute, $"has the attribute '{attribute.Name.LocalName}'");
            CheckText(element, check);
        }

        public void CheckText(XElement element, XmlCheck check)
        {
            if (element.HasElements) check.Fault(element, element.Elements().First(), $"holds elements, not {What}");
            else if (!Fits(element.Value)) check.Fault(element, element, $"is '{Shown(element.Value)}', not {What}");
        }
    }

    /// <summary>A type that is known only later, so that types can hold themselves.</summary>
    public sealed record Later(Func<XmlType> Of) : XmlType
    {
        public override void Check(XElement element, XmlCheck check) => Of().Check(element, check);
    }

    /// <summary>An element with attributes, and elements or a text.</summary>
    /// <param name="Attributes">Those it may or must have.</param>
    /// <param name="Others">Which attributes more.</param>
    /// <param name="Content">Its elements.</param>
    /// <param name="Text">What its text is; null where it has none.</param>
    /// <param name="IsMixed">True where any text may stand between the elements.</param>
    public sealed record Element(
        ImmutableArray<XmlAttribute> Attributes, XmlOthers Others, XmlPart.Series Content, XmlType? Text, bool IsMixed) : XmlType
    {
        public override void Check(XElement element, XmlCheck check)
        {
            CheckAttributes(element, check);
            if (Text is not null)
            {
                ValueOf(Text).CheckText(element, check);
                return;
            }

            if (!IsMixed && element.Nodes().OfType<XText>().FirstOrDefault(text => !string.IsNullOrWhiteSpace(text.Value)) is { } odd)
                check.Fault(element, odd, $"holds the text '{Shown(odd.Value.Trim())}' between its elements");
            var children = new XmlChildren(element, check);
            Content.Take(children);
            if (children.Next is { } left) check.Fault(left, left, "was not expected here");
        }

        private void CheckAttributes(XElement element, XmlCheck check)
        {
            foreach (var known in Attributes)
                if (element.Attribute(known.Name) is not { } attribute)
                {
                    if (known.IsNeeded) check.Fault(element, element, $"has no attribute '{known.Name}'");
                }
                else if (ValueOf(known.Type) is { } value && !value.Fits(attribute.Value))
                    check.Fault(element, attribute, $"has the attribute {known.Name}='{Shown(attribute.Value)}', not {value.What}");
            if (Others == XmlOthers.Any) return;
            foreach (var attribute in Own(element).Where(each => Attributes.All(known => each.Name != known.Name)))
                if (Others == XmlOthers.None || attribute.Name.Namespace == XNamespace.None
                    || attribute.Name.Namespace == element.Name.Namespace)
                    check.Fault(element, attribute, $"has the attribute '{attribute.Name.LocalName}'");
        }

        private static Value ValueOf(XmlType type) => type switch
        {
            Value value => value,
            Later later => ValueOf(later.Of()),
            _ => throw new InvalidOperationException("An attribute and a text have simple types."),
        };
    }

    private static IEnumerable<XAttribute> Own(XElement element) =>
        element.Attributes().Where(each => !each.IsNamespaceDeclaration && each.Name.Namespace != instance);

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

/// <summary>An attribute that an element may or must have.</summary>
internal sealed record XmlAttribute(string Name, XmlType Type, bool IsNeeded);

/// <summary>Which attributes an element may have beside its own.</summary>
internal enum XmlOthers
{
    /// <summary>None.</summary>
    None,
    /// <summary>Those of other namespaces.</summary>
    Foreign,
    /// <summary>Any.</summary>
    Any,
}
