using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Gateways.Shapes;

/// <summary>The shapes of one version of a standard, written as text. A line <c>name = shape</c> names a shape; a shape is
/// <c>{field:shape field!:shape}</c> (an exclamation mark: it must be there; a tilde after the brace: others are noticed, not faults),
/// <c>[shape]</c> (then + at least one, * none twice, 1 at most one), <c>&lt;shape / shape&gt;</c> any, <c>&lt;shape ^ shape&gt;</c>
/// exactly one, <c>(text text)</c> one of these with ~ for a space, <c>%name</c> a pattern, or a word: another line's name or text, text1,
/// int, num, flag, time, date, iri, email, any, map. Fields, texts and shapes parted by <c>;</c> carry the versions they belong to:
/// <c>@5</c> from, <c>@-4</c> to, <c>@5-6</c>. In braces <c>=1(a b+c)</c> asks for exactly one, <c>&gt;0(a b)</c> for any,
/// <c>&lt;2(a b)</c> for at most one, <c>?(a b)</c> for a only where b is true,
/// <c>#2</c> for at least so many fields.</summary>
internal sealed class Grammar
{
    private readonly string text;
    private readonly int version;
    private readonly ImmutableDictionary<string, string> patterns;
    private readonly Dictionary<string, Shape> shapes = [];
    private int at;

    private Grammar(string text, int version, ImmutableDictionary<string, string> patterns) =>
        (this.text, this.version, this.patterns) = (text, version, patterns);

    /// <summary>The shape of a name in one version; what the text cannot say is given as known.</summary>
    public static Shape Of(string name, string text, int version, ImmutableDictionary<string, string> patterns,
        params ReadOnlySpan<(string Name, Shape Shape)> known)
    {
        var grammar = new Grammar(text, version, patterns);
        foreach (var (word, shape) in known) grammar.shapes[word] = shape;
        while (grammar.Peek() != '\0')
        {
            var line = grammar.Word();
            grammar.Expect('=');
            grammar.shapes[line] = grammar.One();
        }

        return grammar.shapes[name];
    }

    private Shape One()
    {
        switch (Peek())
        {
            case '{':
                return Map();
            case '[':
                at++;
                var item = One();
                Expect(']');
                var (isFilled, isUnique, isSingle) = (Take('+'), Take('*'), Take('1'));
                isFilled |= Take('+');
                Shape list = new Shape.ListOf(item, isFilled ? 1 : 0, isUnique);
                return isSingle ? new Shape.AtMostOne(list) : list;
            case '<':
                return Alternatives();
            case '(':
                return Texts();
            case '%':
                at++;
                var pattern = Word();
                return Shape.Written($"a text of the form {pattern}", patterns[pattern]);
            default:
                return Named(Word());
        }
    }

    private Shape Named(string word) => word switch
    {
        "text" => Shape.Text,
        "text1" => new Shape.Leaves("a text that is not empty", cell => cell is { Kind: CellKind.Text } one && one.Text.Length > 0),
        "flag" => Shape.Flag,
        "time" => Formats.Time,
        "date" => Formats.Date,
        "iri" => Formats.Iri,
        "email" => Formats.Email,
        "any" => Shape.Any,
        "map" => Shape.Fields.Open("").WithOthers(Shape.Any),
        "int" => Within(Shape.Whole),
        "num" => Within(Shape.Number),
        _ => new Shape.Later(() => shapes[word]),
    };

    /// <summary>A number with bounds, <c>(0..1)</c>; either may be left out.</summary>
    private Shape Within(Shape number)
    {
        if (at >= text.Length || text[at] != '(') return number;
        var end = text.IndexOf(')', at);
        var (least, most) = text[(at + 1)..end].Split("..") is [var low, var high] ? (low, high)
            : throw new FormatException($"Bounds are written low..high, not {text[at..end]}.");
        at = end + 1;
        double Bound(string bound, double none) => bound.Length == 0 ? none : double.Parse(bound, CultureInfo.InvariantCulture);
        return new Shape.Both(number, new Shape.Leaves($"from {least} to {most}", cell => cell is not { Kind: CellKind.Number } one
            || (one.Number >= Bound(least, double.NegativeInfinity) && one.Number <= Bound(most, double.PositiveInfinity)), MayNest: true));
    }

    private Shape Map()
    {
        Expect('{');
        var isOpen = Take('~');
        var fields = new List<(string, Shape)>();
        var rules = new List<Action<Node.Map, string, Faults>>();
        while (!Take('}'))
        {
            if (Peek() is '=' or '>' or '<' or '?' or '#')
            {
                if (Rule() is { } rule) rules.Add(rule);
                continue;
            }
            var name = Word() + (Take('!') ? "!" : "");
            var isOurs = IsOurs();
            Expect(':');
            var shape = One();
            if (isOurs) fields.Add((name, shape));
        }

        var map = isOpen ? Shape.Fields.Open("", [.. fields]) : Shape.Fields.Closed("", [.. fields]);
        return rules.Count == 0 ? map : map.With((node, path, faults) => rules.ForEach(rule => rule(node, path, faults)));
    }

    private Action<Node.Map, string, Faults>? Rule()
    {
        if (Take('#'))
        {
            var least = int.Parse(Word(), CultureInfo.InvariantCulture);
            return !IsOurs() ? null : (map, path, faults) =>
            {
                if (map.Entries.Length < least) faults.Add(map, path, $"has fewer than {least} fields");
            };
        }

        var start = at;
        at = text.IndexOf('(', start);
        var sign = text[start..at++];
        var end = text.IndexOf(')', at);
        var groups = text[at..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(group => group.Split('+')).ToArray();
        at = end + 1;
        var shown = string.Join(", ", groups.Select(group => string.Join(" with ", group)));
        if (!IsOurs()) return null;
        if (sign == "?")
            return (map, path, faults) =>
            {
                if (map[groups[0][0]] is { } node && !map.Flag(groups[1][0]))
                    faults.Add(node, path, $"has '{groups[0][0]}' although '{groups[1][0]}' is not true");
            };
        return (map, path, faults) =>
        {
            var count = groups.Count(group => group.All(name => map[name] is not null));
            if (sign == "=1" && count != 1) faults.Add(map, path, $"needs exactly one of {shown}");
            if (sign == ">0" && count == 0) faults.Add(map, path, $"needs one of {shown}");
            if (sign == "<2" && count > 1) faults.Add(map, path, $"has more than one of {shown}");
        };
    }

    /// <summary>Parted by a semicolon, the one of our version; else a choice that the document makes.</summary>
    private Shape Alternatives()
    {
        Expect('<');
        var (all, ours) = (new List<Shape>(), new List<Shape>());
        var (isExact, isByVersion) = (false, false);
        do
        {
            isByVersion |= Peek() == '@';
            var isOurs = IsOurs();
            all.Add(One());
            if (isOurs) ours.Add(all[^1]);
            if (Peek() == '^') isExact = true;
        }
        while (Take(';') || Take('^') || Take('/'));
        Expect('>');
        // A field of a type that no version of ours has is left out by its own mark.
        return isByVersion ? ours.FirstOrDefault(Shape.Any) : new Shape.Either([.. all], isExact);
    }

    private Shape Texts()
    {
        Expect('(');
        var (values, isOurs) = (new List<string>(), true);
        while (!Take(')'))
            if (Peek() == '@') isOurs = IsOurs();
            else if (Word(stops: ")").Replace('~', ' ') is var value && isOurs) values.Add(value);
        var set = values.ToImmutableHashSet();
        var shown = values.Count <= 12 ? string.Join(", ", values) : $"the {values.Count} values of the standard";
        return new Shape.Leaves($"one of {shown}", cell => cell is { Kind: CellKind.Text } one && set.Contains(one.Text));
    }

    /// <summary>Reads the versions that something belongs to; without them it is everyone's.</summary>
    private bool IsOurs()
    {
        if (!Take('@')) return true;
        var bounds = Regex.Match(text[at..], @"^(\d*)(-(\d+))?");
        at += bounds.Length;
        var from = bounds.Groups[1].Length == 0 ? 0 : int.Parse(bounds.Groups[1].Value, CultureInfo.InvariantCulture);
        var to = bounds.Groups[3].Length == 0 ? int.MaxValue : int.Parse(bounds.Groups[3].Value, CultureInfo.InvariantCulture);
        return version >= from && version <= to;
    }

    private char Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at < text.Length ? text[at] : '\0';
    }

    private bool Take(char one)
    {
        if (Peek() != one) return false;
        at++;
        return true;
    }

    private void Expect(char one)
    {
        if (!Take(one)) throw new FormatException($"'{one}' was expected at {at}: {text[at..Math.Min(text.Length, at + 40)]}");
    }

    private string Word(string stops = "{}[]<>():!@;")
    {
        Peek();
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !stops.Contains(text[at], StringComparison.Ordinal)) at++;
        return at > start ? text[start..at] : throw new FormatException($"A word was expected at {at}.");
    }
}
