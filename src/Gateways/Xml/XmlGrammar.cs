using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Busbar.Gateways.Shapes;
using NodaTime.Text;

namespace Busbar.Gateways.Xml;

/// <summary>The elements of one version of an XML standard, written as text. A line <c>name = type</c> names a type; a type is
/// <c>{items}</c>, <c>[text text]</c> one of these with ~ for a space, <c>&lt;type / type&gt;</c> either, or a word: another line's name
/// or XML Schema's text, line, token, uri, time, date, flag, int, num, then perhaps bounds of its size or length, <c>(0..1)</c>, or a
/// pattern, <c>%name</c>; <c>any</c> is anything, <c>empty</c> nothing. Items: <c>@name:type</c> an attribute (with ! it must be there),
/// <c>@~</c> attributes of other namespaces too, <c>@*</c> any too; <c>name:type</c> an element; <c>(items)</c> or
/// <c>(items | items)</c> a group, elements and groups then with ?, * or +; <c>~</c> elements of other namespaces; <c>=type</c> its text;
/// <c>&amp;</c> text anywhere. A mark <c>@5-6</c> before a line, an item or texts says the versions they belong to.</summary>
internal sealed partial class XmlGrammar
{
    private const string Stops = "{}[]<>():!@;?*+|=&~%/";

    private readonly GrammarText text;
    private readonly ImmutableDictionary<string, string> patterns;
    private readonly Dictionary<string, XmlType> types = [];

    private XmlGrammar(GrammarText text, ImmutableDictionary<string, string> patterns) => (this.text, this.patterns) = (text, patterns);

    /// <summary>The type of a name in one version; what the text cannot say is given as known.</summary>
    public static XmlType Of(string name, string text, int version, ImmutableDictionary<string, string> patterns,
        params ReadOnlySpan<(string Name, XmlType Type)> known)
    {
        var grammar = new XmlGrammar(new(text, version), patterns);
        foreach (var (word, type) in known) grammar.types[word] = type;
        while (grammar.text.Peek() != '\0')
        {
            var isOurs = grammar.text.IsOurs();
            var line = grammar.text.Word(Stops);
            grammar.text.Expect('=');
            var type = grammar.Type();
            if (isOurs) grammar.types[line] = type;
        }

        return grammar.types[name];
    }

    private XmlType Type()
    {
        if (text.Take('{')) return Element();
        if (text.Take('[')) return Texts();
        return text.Take('<') ? Either() : Named(text.Word(Stops));
    }

    private XmlType.Element Element()
    {
        var attributes = ImmutableArray.CreateBuilder<XmlAttribute>();
        var parts = ImmutableArray.CreateBuilder<XmlPart>();
        var (others, value, isMixed) = (XmlOthers.None, (XmlType?)null, false);
        while (!text.Take('}'))
        {
            var isOurs = text.IsOurs();
            if (text.Take('@'))
            {
                if (text.Take('*')) others = isOurs ? XmlOthers.Any : others;
                else if (text.Take('~')) others = isOurs ? XmlOthers.Foreign : others;
                else if (Attribute() is var attribute && isOurs) attributes.Add(attribute);
            }
            else if (text.Take('&')) isMixed |= isOurs;
            else if (text.Take('=')) value = Type() is var type && isOurs ? type : value;
            else if (Part() is var part && isOurs) parts.Add(part);
        }

        return new(attributes.ToImmutable(), others, new(parts.ToImmutable(), 1, false), value, isMixed);
    }

    private XmlAttribute Attribute()
    {
        var (name, isNeeded) = (text.Word(Stops), text.Take('!'));
        text.Expect(':');
        return new(name, Type(), isNeeded);
    }

    private XmlPart Part()
    {
        if (text.Take('~')) return new XmlPart.Foreign();
        if (text.Take('(')) return Group();
        var name = text.Word(Stops);
        text.Expect(':');
        var type = Type();
        var (least, isMany) = Times();
        return new XmlPart.Named(name, type, least, isMany);
    }

    /// <summary>An alternative of which our version has nothing is none.</summary>
    private XmlPart Group()
    {
        var alternatives = ImmutableArray.CreateBuilder<XmlPart>();
        do
        {
            var parts = ImmutableArray.CreateBuilder<XmlPart>();
            while (text.Peek() is not ('|' or ')'))
                if (text.IsOurs() is var isOurs && Part() is var part && isOurs) parts.Add(part);
            if (parts.Count > 0) alternatives.Add(parts.Count == 1 ? parts[0] : new XmlPart.Series(parts.ToImmutable(), 1, false));
        }
        while (text.Take('|'));
        text.Expect(')');
        var (least, isMany) = Times();
        return alternatives.Count == 1 ? new XmlPart.Series([alternatives[0]], least, isMany)
            : new XmlPart.Choice(alternatives.ToImmutable(), least, isMany);
    }

    private (int Least, bool IsMany) Times() => text.Take('?') ? (0, false) : text.Take('*') ? (0, true) : (1, text.Take('+'));

    private XmlType.Value Texts()
    {
        var values = text.Texts(']');
        var set = values.ToImmutableHashSet();
        return new(Grammar.OneOf(values), set.Contains);
    }

    private XmlType.Value Either()
    {
        var types = new List<XmlType>();
        do types.Add(Type());
        while (text.Take('/'));
        text.Expect('>');
        return new("a value of one of the forms of the standard", one => types.Exists(type => Of(type).Fits(one)));
    }

    private static XmlType.Value Of(XmlType type) => type is XmlType.Later later ? Of(later.Of()) : (XmlType.Value)type;

    private XmlType Named(string word)
    {
        if (word == "any") return new XmlType.Anything();
        if (word == "empty") return new XmlType.Value("nothing", one => one.Length == 0);
        if (Simple(word) is not { } simple) return new XmlType.Later(() => types[word]);
        if (text.Here == '%')
        {
            text.Expect('%');
            var name = text.Word(Stops);
            var pattern = new Regex(patterns[name], RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return new XmlType.Value($"a text of the form {name}", one =>
                simple.Fits(one) && pattern.IsMatch(word == "text" ? one : one.Trim()));
        }

        if (text.Bounds() is not { } bounds) return simple;
        double Bound(string bound, double none) => bound.Length == 0 ? none : double.Parse(bound, CultureInfo.InvariantCulture);
        var (low, high) = (Bound(bounds.Low, double.NegativeInfinity), Bound(bounds.High, double.PositiveInfinity));
        return word is "int" or "num"
            ? new XmlType.Value($"{simple.What} from {bounds.Low} to {bounds.High}", one => simple.Fits(one)
                && double.Parse(one, CultureInfo.InvariantCulture) is var number && number >= low && number <= high)
            : new XmlType.Value($"a text of {bounds.Low} to {bounds.High} characters", one => one.Length >= low && one.Length <= high);
    }

    /// <summary>XML Schema part 2; white space around all but a text is no part of it.</summary>
    private static XmlType.Value? Simple(string word) => word switch
    {
        "text" or "line" or "token" => new("a text", _ => true),
        "uri" => new("an address", one => Uri.TryCreate(one.Trim(), UriKind.RelativeOrAbsolute, out _)),
        "flag" => new("true or false", one => one.Trim() is "true" or "false" or "1" or "0"),
        "int" => new("a whole number", one => Whole().IsMatch(one.Trim())),
        "num" => new("a number", one => Decimal().IsMatch(one.Trim())),
        "time" => new("a date and time", one => Moment().Match(one.Trim()) is { Success: true } match
            && LocalDatePattern.Iso.Parse(match.Groups[1].Value).Success),
        "date" => new("a date", one => Day().Match(one.Trim()) is { Success: true } match
            && LocalDatePattern.Iso.Parse(match.Groups[1].Value).Success),
        _ => null,
    };

    [GeneratedRegex(@"^[+-]?\d+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[+-]?(\d+(\.\d*)?|\.\d+)$")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d)T(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?)"
        + @"(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?$")]
    private static partial Regex Moment();

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d)(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?$")]
    private static partial Regex Day();
}
