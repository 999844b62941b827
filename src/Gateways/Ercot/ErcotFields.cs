using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Busbar.Gateways.Xml;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Gateways.Ercot;

/// <summary>Reads the elements of ERCOT's schema, with its names, numbers and clock.</summary>
internal sealed partial class ErcotFields(string file) : XmlFields(file, ErcotWords.Ews)
{
    private static readonly DeliveryInterval unread = new(NodaConstants.UnixEpoch, NodaConstants.UnixEpoch + Duration.FromHours(1));

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

    [GeneratedRegex(@"^-?[0-9]{1,6}(\.[0-9]{1,2})?\z")]
    private static partial Regex NumberShape();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,64}\z")]
    private static partial Regex NameShape();
}
