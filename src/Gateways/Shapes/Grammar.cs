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
    private const string Stops = "{}[]<>():!@;";

    private readonly GrammarText text;
    private readonly ImmutableDictionary<string, string> patterns;
    private readonly Dictionary<string, Shape> shapes = [];

    private Grammar(GrammarText text, ImmutableDictionary<string, string> patterns) => (this.text, this.patterns) = (text, patterns);

    /// <summary>The shape of a name in one version; what the text cannot say is given as known.</summary>
    public static Shape Of(string name, string text, int version, ImmutableDictionary<string, string> patterns,
        params ReadOnlySpan<(string Name, Shape Shape)> known)
    {
        var grammar = new Grammar(new(text, version), patterns);
        foreach (var (word, shape) in known) grammar.shapes[word] = shape;
        while (grammar.text.Peek() != '\0')
        {
            var line = grammar.text.Word(Stops);
            grammar.text.Expect('=');
            grammar.shapes[line] = grammar.One();
        }

        return grammar.shapes[name];
    }

    private Shape One()
    {
        switch (text.Peek())
        {
            case '{':
                return Map();
            case '[':
                text.Expect('[');
                var item = One();
                text.Expect(']');
                var (isFilled, isUnique, isSingle) = (text.Take('+'), text.Take('*'), text.Take('1'));
                isFilled |= text.Take('+');
                Shape list = new Shape.ListOf(item, isFilled ? 1 : 0, isUnique);
                return isSingle ? new Shape.AtMostOne(list) : list;
            case '<':
                return Alternatives();
            case '(':
                return Texts();
            case '%':
                text.Expect('%');
                var pattern = text.Word(Stops);
                return Shape.Written($"a text of the form {pattern}", patterns[pattern]);
            default:
                return Named(text.Word(Stops));
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
        if (text.Bounds() is not { } bounds) return number;
        double Bound(string bound, double none) => bound.Length == 0 ? none : double.Parse(bound, CultureInfo.InvariantCulture);
        var (least, most) = (Bound(bounds.Low, double.NegativeInfinity), Bound(bounds.High, double.PositiveInfinity));
        return new Shape.Both(number, new Shape.Leaves($"from {bounds.Low} to {bounds.High}", cell =>
            cell is not { Kind: CellKind.Number } one || (one.Number >= least && one.Number <= most)));
    }

    private Shape Map()
    {
        text.Expect('{');
        var isOpen = text.Take('~');
        var fields = new List<(string, Shape)>();
        var rules = new List<Action<Node.Map, string, Faults>>();
        while (!text.Take('}'))
        {
            if (text.Peek() is '=' or '>' or '<' or '?' or '#')
            {
                if (Rule() is { } rule) rules.Add(rule);
                continue;
            }
            var name = text.Word(Stops) + (text.Take('!') ? "!" : "");
            var isOurs = text.IsOurs();
            text.Expect(':');
            var shape = One();
            if (isOurs) fields.Add((name, shape));
        }

        var map = isOpen ? Shape.Fields.Open("", [.. fields]) : Shape.Fields.Closed("", [.. fields]);
        return rules.Count == 0 ? map : map.With((node, path, faults) => rules.ForEach(rule => rule(node, path, faults)));
    }

    private Action<Node.Map, string, Faults>? Rule()
    {
        if (text.Take('#'))
        {
            var least = int.Parse(text.Word(Stops), CultureInfo.InvariantCulture);
            return !text.IsOurs() ? null : (map, path, faults) =>
            {
                if (map.Entries.Length < least) faults.Add(map, path, $"has fewer than {least} fields");
            };
        }

        var sign = text.Until('(');
        var groups = text.Until(')').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(group => group.Split('+'))
            .ToArray();
        var shown = string.Join(", ", groups.Select(group => string.Join(" with ", group)));
        if (!text.IsOurs()) return null;
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
        text.Expect('<');
        var (all, ours) = (new List<Shape>(), new List<Shape>());
        var (isExact, isByVersion) = (false, false);
        do
        {
            isByVersion |= text.IsAtMark;
            var isOurs = text.IsOurs();
            all.Add(One());
            if (isOurs) ours.Add(all[^1]);
            if (text.Peek() == '^') isExact = true;
        }
        while (text.Take(';') || text.Take('^') || text.Take('/'));
        text.Expect('>');
        // A field of a type that no version of ours has is left out by its own mark.
        return isByVersion ? ours.FirstOrDefault(Shape.Any) : new Shape.Either([.. all], isExact);
    }

    private Shape Texts()
    {
        text.Expect('(');
        var values = text.Texts(')');
        var set = values.ToImmutableHashSet();
        return new Shape.Leaves(OneOf(values), cell => cell is { Kind: CellKind.Text } one && set.Contains(one.Text));
    }

    /// <summary>How a choice of texts is told to people.</summary>
    public static string OneOf(List<string> values) =>
        $"one of {(values.Count <= 12 ? string.Join(", ", values) : $"the {values.Count} values of the standard")}";
}
