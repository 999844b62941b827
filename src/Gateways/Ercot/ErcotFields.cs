using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Gateways.Ercot;

/// <summary>Reads the children of XML elements in the order the schema has them. The first fault stays in <see cref="Refusal"/>, with line
/// and element; what is read after it is of no use. What is not expected is refused, so that whatever is read is valid.</summary>
internal sealed partial class ErcotFields(string file)
{
    private static readonly DeliveryInterval unread = new(NodaConstants.UnixEpoch, NodaConstants.UnixEpoch + Duration.FromHours(1));

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
        if (children.Count > 0 && children.Peek().Name == ErcotWords.Ews + name) return children.Dequeue();
        Refuse("unexpected-element", children.Count > 0 ? children.Peek() : parent,
            children.Count > 0 ? $"<{children.Peek().Name.LocalName}> stands where <{name}> was expected" : $"<{name}> is missing",
            "Keep to the order of the schema.");
        return parent;
    }

    /// <summary>The next children of this name, between so many and so many.</summary>
    public List<XElement> TakeMany(XElement parent, Queue<XElement> children, string name, int least, int most)
    {
        var taken = new List<XElement>();
        while (children.Count > 0 && children.Peek().Name == ErcotWords.Ews + name) taken.Add(children.Dequeue());
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

    /// <summary>A name of letters, digits, dots, dashes and underscores.</summary>
    public string Name(XElement element)
    {
        var text = Text(element);
        if (!NameShape().IsMatch(text)) Refuse("bad-name", element, $"'{Shown(text)}' is no resource name", "Use ERCOT's name.");
        return text;
    }

    /// <summary>A number of at most so many decimals and six digits before the point.</summary>
    public decimal Number(XElement element, int decimals)
    {
        var text = Text(element);
        if (NumberShape().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && decimal.Round(value, decimals) == value)
            return value;
        Refuse("not-a-number", element, $"'{Shown(text)}' is no number of at most six digits and {decimals} decimals", "Correct it.");
        return 0;
    }

    /// <summary>A date.</summary>
    public LocalDate Date(XElement element)
    {
        var parsed = NodaTime.Text.LocalDatePattern.Iso.Parse(Text(element));
        if (parsed.Success && parsed.Value.Year is >= 2000 and < 2100) return parsed.Value;
        Refuse("bad-date", element, $"'{Shown(element.Value)}' is no date", "Write it as 2026-03-06.");
        return new(2000, 1, 1);
    }

    /// <summary>An instant on a whole minute, with the offset that ERCOT's clock has then.</summary>
    public Instant Time(XElement element)
    {
        var text = Text(element);
        if (ErcotWords.Time.Parse(text) is { Success: true } parsed && parsed.Value.Year is >= 2000 and < 2100
            && MarketCalendar.Ercot.OnClock(parsed.Value.ToInstant()) == parsed.Value && parsed.Value.Second == 0)
            return parsed.Value.ToInstant();
        Refuse("bad-time", element, $"'{Shown(text)}' is no time of ERCOT's clock", "Write it as 2026-03-06T00:00:00-06:00.");
        return NodaConstants.UnixEpoch;
    }

    /// <summary>The next two children, start and end.</summary>
    public DeliveryInterval Span(XElement parent, Queue<XElement> children)
    {
        var start = Time(Take(parent, children, "startTime"));
        var end = Time(Take(parent, children, "endTime"));
        if (end > start) return new(start, end);
        Refuse("bad-span", parent, "It ends before it begins", "Correct the times.");
        return unread;
    }

    private void NoAttributes(XElement element)
    {
        if (element.Attributes().FirstOrDefault(attribute => !attribute.IsNamespaceDeclaration) is { } attribute)
            Refuse("unexpected-attribute", element, $"The attribute {attribute.Name.LocalName} was not expected", "Remove it.");
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex(@"^-?[0-9]{1,6}(\.[0-9]{1,2})?\z")]
    private static partial Regex NumberShape();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,64}\z")]
    private static partial Regex NameShape();
}
