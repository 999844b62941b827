using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Busbar.Gateways.Shapes;

/// <summary>Reads the one document of a YAML text. Plain scalars have the types of the core schema of YAML 1.2; a key comes once; anchors
/// and aliases are refused, so that a short text cannot unfold into a long one.</summary>
internal static class YamlNodes
{
    private const int MaxBytes = 8 << 20;
    private const int MaxDepth = 60;

    /// <summary>The document. Refuses text that is too long, not YAML, nested too deep, with anchors, or with a key twice.</summary>
    public static Outcome<Node> Read(SourceFile file)
    {
        var text = file.ReadText(MaxBytes);
        if (text is not Outcome<ReadOnlyMemory<byte>>.Done { Value: var bytes })
            return ((Outcome<ReadOnlyMemory<byte>>.Refused)text).Refusal;
        try
        {
            var parser = new Parser(new Scanner(new StringReader(Encoding.UTF8.GetString(bytes.Span)), skipComments: true));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return new Refusal("empty-file", "The file holds no document", file.Name,
                "Fetch it again.");
            parser.Consume<DocumentStart>();
            return new Walk(file.Name, parser).Value(0);
        }
        catch (YamlException fault)
        {
            return new Refusal("not-yaml", $"The text is not YAML: {fault.Message}", Where(file.Name, fault.Start), "Correct the line.");
        }
    }

    private static string Where(string file, Mark mark) => $"{file}:{mark.Line}:{mark.Column}";

    private sealed class Walk(string file, Parser parser)
    {
        public Outcome<Node> Value(int depth)
        {
            var at = parser.Current ?? throw new InvalidOperationException("A document holds a value.");
            if (depth > MaxDepth) return Refuse(at, "too-deep", $"The document is nested deeper than {MaxDepth} levels", "Flatten it.");
            if (at is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
                return Refuse(at, "yaml-anchor", "The document uses an anchor or an alias", "Write the value out.");
            parser.MoveNext();
            return at switch
            {
                Scalar scalar => new Node.Leaf(Line(at), Column(at), Cell(scalar)),
                SequenceStart => List(at, depth),
                MappingStart => Map(at, depth),
                _ => Refuse(at, "not-yaml", "A value was expected", "Correct the line."),
            };
        }

        private Outcome<Node> List(ParsingEvent at, int depth)
        {
            var items = ImmutableArray.CreateBuilder<Node>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                if (Value(depth + 1) is Outcome<Node>.Done done) items.Add(done.Value);
                else return fault!;
            return new Node.List(Line(at), Column(at), items.ToImmutable());
        }

        private Outcome<Node> Map(ParsingEvent at, int depth)
        {
            var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
            var names = new HashSet<string>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                if (parser.Current is not Scalar { Anchor.IsEmpty: true } key)
                    return Refuse(parser.Current!, "not-yaml", "A key is not a plain text", "Correct the line.");
                if (!names.Add(key.Value)) return Refuse(key, "key-twice", $"The key '{key.Value}' comes twice", "Keep one of them.");
                parser.MoveNext();
                if (Value(depth + 1) is Outcome<Node>.Done done) entries.Add(KeyValuePair.Create(key.Value, done.Value));
                else return fault!;
            }
            return new Node.Map(Line(at), Column(at), entries.ToImmutable());
        }

        private Refusal? fault;

        private Outcome<Node> Refuse(ParsingEvent at, string code, string what, string remedy) =>
            fault = new(code, what, Where(file, at.Start), remedy);

        private static int Line(ParsingEvent at) => (int)at.Start.Line;

        private static int Column(ParsingEvent at) => (int)at.Start.Column;

        private static Cell? Cell(Scalar scalar)
        {
            var text = scalar.Value;
            if (!scalar.IsPlainImplicit || scalar.Style != ScalarStyle.Plain) return Digital.Handoffs.DataQuality.Cell.Of(text);
            return text switch
            {
                "" or "~" or "null" or "Null" or "NULL" => null,
                "true" or "True" or "TRUE" => Digital.Handoffs.DataQuality.Cell.Of(true),
                "false" or "False" or "FALSE" => Digital.Handoffs.DataQuality.Cell.Of(false),
                ".inf" or "+.inf" => Digital.Handoffs.DataQuality.Cell.Of(double.PositiveInfinity),
                "-.inf" => Digital.Handoffs.DataQuality.Cell.Of(double.NegativeInfinity),
                _ when IsNumber(text) => Digital.Handoffs.DataQuality.Cell.OfNumber(double.Parse(text, CultureInfo.InvariantCulture), text),
                _ => Digital.Handoffs.DataQuality.Cell.Of(text),
            };
        }

        /// <summary>[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?, the core schema's pattern.</summary>
        private static bool IsNumber(string text) =>
            text[^1] is (>= '0' and <= '9') or '.' && text.Any(char.IsAsciiDigit) && text.All(one => char.IsAsciiDigit(one)
                || one is '.' or '-' or '+' or 'e' or 'E')
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }
}
