using System.Collections.Immutable;
using System.Xml.Linq;

namespace Busbar.Gateways.Xml;

/// <summary>A part of what an element holds. As in XML Schema (part 1, section 3.8.6) the next element alone says which part it belongs
/// to.</summary>
/// <param name="Least">How often it must come: 0 or 1.</param>
/// <param name="IsMany">True where it may come more than once.</param>
internal abstract record XmlPart(int Least, bool IsMany)
{
    /// <summary>True when nothing at all satisfies it.</summary>
    public abstract bool IsEmptiable { get; }

    /// <summary>True when it can begin with this element.</summary>
    public abstract bool Begins(XElement element);

    /// <summary>Takes the elements that belong to it and keeps their faults.</summary>
    public abstract void Take(XmlChildren children);

    /// <summary>An element of the standard's own namespace.</summary>
    public sealed record Named(string Name, XmlType Type, int Least, bool IsMany) : XmlPart(Least, IsMany)
    {
        public override bool IsEmptiable => Least == 0;

        public override bool Begins(XElement element) =>
            element.Name.LocalName == Name && element.Name.Namespace == element.Parent!.Name.Namespace;

        public override void Take(XmlChildren children)
        {
            var count = 0;
            for (; (count == 0 || IsMany) && children.Next is { } next && Begins(next); count++)
                Type.Check(children.Take(), children.Check);
            if (count < Least) children.Check.Fault(children.Parent, children.Next ?? children.Parent, $"needs <{Name}>" + (
                children.Next is null ? "" : $" before <{children.Next.Name.LocalName}>"));
        }
    }

    /// <summary>Any elements of other namespaces; what they hold is theirs.</summary>
    public sealed record Foreign() : XmlPart(0, true)
    {
        public override bool IsEmptiable => true;

        public override bool Begins(XElement element) =>
            element.Name.Namespace != XNamespace.None && element.Name.Namespace != element.Parent!.Name.Namespace;

        public override void Take(XmlChildren children)
        {
            while (children.Next is { } next && Begins(next)) children.Take();
        }
    }

    /// <summary>Parts one after another.</summary>
    public sealed record Series(ImmutableArray<XmlPart> Parts, int Least, bool IsMany) : XmlPart(Least, IsMany)
    {
        public override bool IsEmptiable => Least == 0 || Parts.All(part => part.IsEmptiable);

        public override bool Begins(XElement element)
        {
            foreach (var part in Parts)
            {
                if (part.Begins(element)) return true;
                if (!part.IsEmptiable) return false;
            }
            return false;
        }

        public override void Take(XmlChildren children)
        {
            for (var count = 0; count < Least || ((count == 0 || IsMany) && children.Next is { } next && Begins(next)); count++)
                foreach (var part in Parts) part.Take(children);
        }
    }

    /// <summary>One of several parts.</summary>
    public sealed record Choice(ImmutableArray<XmlPart> Parts, int Least, bool IsMany) : XmlPart(Least, IsMany)
    {
        public override bool IsEmptiable => Least == 0 || Parts.Any(part => part.IsEmptiable);

        public override bool Begins(XElement element) => Parts.Any(part => part.Begins(element));

        public override void Take(XmlChildren children)
        {
            var count = 0;
            for (; (count == 0 || IsMany) && children.Next is { } next && Parts.FirstOrDefault(each => each.Begins(next)) is { } part;
                count++) part.Take(children);
            if (count < Least && !IsEmptiable)
                children.Check.Fault(children.Parent, children.Next ?? children.Parent, $"needs {string.Join(" or ", Names(this))}");
        }

        private static IEnumerable<string> Names(XmlPart part) => part switch
        {
            Named named => [$"<{named.Name}>"],
            Choice choice => choice.Parts.SelectMany(Names),
            Series series => series.Parts.Take(1).SelectMany(Names),
            _ => [],
        };
    }
}
