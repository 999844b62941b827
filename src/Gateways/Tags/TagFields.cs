using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Busbar.Gateways.Xml;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts.Tags;
using NodaTime;

namespace Busbar.Gateways.Tags;

/// <summary>Reads the elements of our layout of a tag: names, numbers as we write them, instants and blocks.</summary>
internal sealed partial class TagFields(string file) : XmlFields(file, TagWords.Layout)
{
    private static readonly DeliveryInterval unread = new(NodaConstants.UnixEpoch, NodaConstants.UnixEpoch + Duration.FromHours(1));

    /// <summary>The next child's name or reference.</summary>
    public string Name(XElement parent, Queue<XElement> children, string name, bool mayBeEmpty = false) =>
        Name(Take(parent, children, name), mayBeEmpty);

    /// <summary>An element's name or reference.</summary>
    public string Name(XElement element, bool mayBeEmpty = false)
    {
        var text = Text(element);
        if (!Word().IsMatch(text) && !(mayBeEmpty && text.Length == 0))
            Refuse("bad-name", element, $"'{Shown(text)}' is no name", "Use 1 to 64 printable characters, without space at the ends.");
        return text;
    }

    /// <summary>The next child's number, spelled as we spell it: no sign, no needless zeros.</summary>
    public decimal Number(XElement parent, Queue<XElement> children, string name) => Number(Take(parent, children, name));

    /// <summary>An element's number.</summary>
    public decimal Number(XElement element)
    {
        var text = Text(element);
        if (NumberShape().IsMatch(text) && decimal.Parse(text, CultureInfo.InvariantCulture) is var value && TagWords.Text(value) == text)
            return value;
        Refuse("not-a-number", element, $"'{Shown(text)}' is no number of at most six digits and six decimals", "Write it like 12.5.");
        return 0;
    }

    /// <summary>The next child, which numbers its parent in its list from 1.</summary>
    public void Ordinal(XElement parent, Queue<XElement> children, string name, int expected)
    {
        var element = Take(parent, children, name);
        if (Number(element) != expected)
            Refuse("wrong-number", element, $"'{Shown(element.Value)}' stands where {expected} was expected", "Number the list from 1.");
    }

    /// <summary>The blocks below an element.</summary>
    public ImmutableArray<ProfileBlock> Blocks(XElement profile)
    {
        var children = Open(profile);
        var blocks = TakeMany(profile, children, "ProfileBlock", 1, TagWords.MostBlocks);
        Close(children);
        return [.. blocks.Select(Block)];
    }

    private ProfileBlock Block(XElement block)
    {
        var children = Open(block);
        var (start, end) = (Time(Take(block, children, "StartDateTime")), Time(Take(block, children, "StopDateTime")));
        var mw = Number(block, children, "MWLevel");
        var (before, after) = (Ramp(block, children, "StartRampDuration"), Ramp(block, children, "StopRampDuration"));
        Close(children);
        if (end <= start) Refuse("bad-span", block, "It ends before it begins", "Correct the times.");
        return new(end <= start ? unread : new(start, end), new(mw), before, after);
    }

    private Duration Ramp(XElement block, Queue<XElement> children, string name)
    {
        var element = Take(block, children, name);
        var minutes = Number(element);
        if (minutes == decimal.Truncate(minutes) && minutes <= 60) return Duration.FromMinutes((long)minutes);
        Refuse("bad-ramp", element, $"a ramp of {minutes} minutes", "Give 0 to 60 whole minutes.");
        return Duration.Zero;
    }

    private Instant Time(XElement element)
    {
        var text = Text(element);
        if (TagWords.Time.Parse(text) is { Success: true, Value: var instant } && TagWords.Time.Format(instant) == text
            && instant.InUtc() is { Second: 0, Year: >= 2000 and < 2100 })
            return instant;
        Refuse("bad-time", element, $"'{Shown(text)}' is no time on a whole minute", "Write it in UTC as 2026-03-06T14:00:00Z.");
        return NodaConstants.UnixEpoch;
    }

    [GeneratedRegex(@"^[0-9]{1,6}(\.[0-9]{1,6})?\z")]
    private static partial Regex NumberShape();

    [GeneratedRegex(@"^[!-~]([ -~]{0,62}[!-~])?\z")]
    private static partial Regex Word();
}
