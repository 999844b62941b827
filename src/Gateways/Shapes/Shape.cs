using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Gateways.Shapes;

/// <summary>What a document may look like, as far as its standard says. A shape is checked against a node and every fault is kept with its
/// line and column.</summary>
internal abstract record Shape
{
    /// <summary>Anything at all.</summary>
    public static Shape Any { get; } = new Leaves("a value", _ => true, MayNest: true);

    public static Shape Text { get; } = new Leaves("a text", cell => cell?.Kind == CellKind.Text);

    public static Shape Number { get; } = new Leaves("a number", cell => cell?.Kind == CellKind.Number);

    public static Shape Whole { get; } = new Leaves("a whole number", cell =>
        cell is { Kind: CellKind.Number } number && number.Number == Math.Floor(number.Number));

    public static Shape Natural { get; } = new Leaves("a whole number from 0", cell =>
        cell is { Kind: CellKind.Number, Number: >= 0 } number && number.Number == Math.Floor(number.Number));

    public static Shape Flag { get; } = new Leaves("true or false", cell => cell?.Kind == CellKind.Flag);

    /// <summary>A single value of any kind, or null.</summary>
    public static Shape Single { get; } = new Leaves("a single value", _ => true);

    public static Shape Moment { get; } = Written("a date and time",
        """^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)$""");

    public static Shape Uuid { get; } = Written("a UUID", "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$");

    public static Shape Uri { get; } = Written("a URI", """^[A-Za-z][A-Za-z0-9+.-]*:\S*$""");

    /// <summary>A text of a pattern.</summary>
    public static Shape Written(string what, string pattern)
    {
        var regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        return new Leaves(what, cell => cell is { Kind: CellKind.Text } text && regex.IsMatch(text.Text));
    }

    /// <summary>One of some texts, parted by spaces.</summary>
    public static Shape OneOf(string texts) => new Leaves($"one of {texts}", cell =>
        cell is { Kind: CellKind.Text } text && texts.Split(' ').Contains(text.Text));

    /// <summary>Keeps the faults of a node.</summary>
    public abstract void Check(Node node, string path, Faults faults);

    /// <summary>A single value of some kind.</summary>
    public sealed record Leaves(string What, Func<Cell?, bool> Fits, bool MayNest = false) : Shape
    {
        public override void Check(Node node, string path, Faults faults)
        {
            if (MayNest || (node is Node.Leaf leaf && Fits(leaf.Value))) return;
            var shown = node.ToTerm().ToString();
            faults.Add(node, path, $"is {(shown.Length <= 40 ? shown : shown[..40] + "…")}, not {What}");
        }
    }

    /// <summary>A list whose items have one shape.</summary>
    public sealed record ListOf(Shape Item, int Min = 0, bool IsUnique = false) : Shape
    {
        public override void Check(Node node, string path, Faults faults)
        {
            if (node is not Node.List list)
            {
                faults.Add(node, path, "is not a list");
                return;
            }
            if (list.Items.Length < Min) faults.Add(node, path, $"has fewer than {Min} items");
            if (IsUnique && list.Items.Select(item => item.ToTerm().ToString()).Distinct().Count() < list.Items.Length)
                faults.Add(node, path, "names an item twice");
            for (var i = 0; i < list.Items.Length; i++)
                Item.Check(list.Items[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), faults);
        }
    }

    /// <summary>A map of known fields. Fields are written as words: <c>name</c> is a text that may be missing, <c>name!</c> must be there,
    /// <c>name:n</c> has a kind: n number, i whole number, b flag, a anything, s single value, t date and time, u UUID, x URI, l list of
    /// texts, m a map of anything.</summary>
    public sealed record Fields : Shape
    {
        private readonly ImmutableDictionary<string, (Shape Shape, bool IsNeeded)> fields;

        private Fields(ImmutableDictionary<string, (Shape, bool)> fields) => this.fields = fields;

        /// <summary>True when a field that is not known is a fault; else it is only noticed.</summary>
        public bool IsClosed { get; private init; }

        /// <summary>The shape of any field that is not named; null where there is none.</summary>
        public Shape? Others { get; private init; }

        /// <summary>More that must hold, beyond single fields.</summary>
        public Action<Node.Map, string, Faults>? Also { get; private init; }

        /// <summary>A map that may hold fields we do not know, which are noticed.</summary>
        public static Fields Open(string words, params (string Name, Shape Shape)[] nested)
        {
            var fields = ImmutableDictionary.CreateBuilder<string, (Shape, bool)>();
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var (name, kind) = word.Split(':') is [var left, var right] ? (left, right) : (word, "");
                fields[name.TrimEnd('!')] = (OfKind(kind), name.EndsWith('!'));
            }
            foreach (var (name, shape) in nested) fields[name.TrimEnd('!')] = (shape, name.EndsWith('!'));
            return new(fields.ToImmutable());
        }

        /// <summary>A map that holds no other fields.</summary>
        public static Fields Closed(string words, params (string Name, Shape Shape)[] nested) =>
            Open(words, nested) with { IsClosed = true };

        public Fields With(Action<Node.Map, string, Faults> also) => this with { Also = also };

        public Fields WithOthers(Shape others) => this with { Others = others };

        public override void Check(Node node, string path, Faults faults)
        {
            if (node is not Node.Map map)
            {
                faults.Add(node, path, "is not a map of names and values");
                return;
            }
            foreach (var (name, (_, isNeeded)) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
                if (isNeeded && map[name] is null) faults.Add(node, path, $"has no '{name}'");
            foreach (var (name, value) in map.Entries)
                if (fields.TryGetValue(name, out var field)) field.Shape.Check(value, Under(path, name), faults);
                else if (Others is not null) Others.Check(value, Under(path, name), faults);
                else if (IsClosed) faults.Add(value, Under(path, name), "is not a field the standard knows");
                else faults.Notice(value, Under(path, name));
            Also?.Invoke(map, path, faults);
        }

        private static string Under(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

        private static Shape OfKind(string kind) => kind switch
        {
            "" => Text,
            "n" => Number,
            "i" => Whole,
            "b" => Flag,
            "a" => Any,
            "s" => Single,
            "t" => Moment,
            "u" => Uuid,
            "x" => Uri,
            "l" => new ListOf(Text),
            "m" => Open("").WithOthers(Any),
            _ => throw new ArgumentException($"'{kind}' is no kind of field.", nameof(kind)),
        };
    }

    /// <summary>A shape that is known only later, so that shapes can hold themselves.</summary>
    public sealed record Later(Func<Shape> Of) : Shape
    {
        public override void Check(Node node, string path, Faults faults) => Of().Check(node, path, faults);
    }

    /// <summary>A shape that depends on the node.</summary>
    public sealed record Depends(Func<Node, Shape> Of) : Shape
    {
        public override void Check(Node node, string path, Faults faults) => Of(node).Check(node, path, faults);
    }

    /// <summary>Both must hold.</summary>
    public sealed record Both(Shape First, Shape Second) : Shape
    {
        public override void Check(Node node, string path, Faults faults)
        {
            First.Check(node, path, faults);
            Second.Check(node, path, faults);
        }
    }

    /// <summary>A list of no more than one item.</summary>
    public sealed record AtMostOne(Shape List) : Shape
    {
        public override void Check(Node node, string path, Faults faults)
        {
            List.Check(node, path, faults);
            if (node is Node.List { Items.Length: > 1 }) faults.Add(node, path, "has more than one item");
        }
    }

    /// <summary>One of several shapes; exactly one where the standard says so. Where none fits, the faults of the nearest are kept.</summary>
    public sealed record Either(ImmutableArray<Shape> Shapes, bool IsExact) : Shape
    {
        public override void Check(Node node, string path, Faults faults)
        {
            var tried = Shapes.Select(shape =>
            {
                var own = faults.Apart();
                shape.Check(node, path, own);
                return own;
            }).ToList();
            var fitting = tried.Count(own => own.Count == 0);
            if (fitting == 0) faults.Take(tried.MinBy(own => own.Count)!);
            else if (IsExact && fitting > 1) faults.Add(node, path, "fits more than one form that the standard keeps apart");
        }
    }
}
