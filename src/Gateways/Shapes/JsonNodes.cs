using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Shapes;

/// <summary>Reads JSON into nodes with their line and column; a name comes once.</summary>
internal static class JsonNodes
{
    private const int MaxDepth = 80;

    /// <summary>One document of a file. Refuses a file that is too long, and as <see cref="Read(string, ReadOnlyMemory{byte})"/>.</summary>
    public static Outcome<Node> Read(SourceFile file, int maxBytes) => file.ReadText(maxBytes) switch
    {
        Outcome<ReadOnlyMemory<byte>>.Done done => Read(file.Name, done.Value),
        Outcome<ReadOnlyMemory<byte>>.Refused refused => refused.Refusal,
        _ => throw new InvalidOperationException("An outcome is done or refused."),
    };

    /// <summary>One document. Refuses text that is not JSON, is nested too deep, or names a key twice.</summary>
    public static Outcome<Node> Read(string file, ReadOnlyMemory<byte> text)
    {
        var reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        var places = new Places(text);
        try
        {
            reader.Read();
            var node = Value(ref reader, places);
            if (places.Twice is { } twice)
                return new Refusal("key-twice", $"The key '{twice.Name}' comes twice", $"{file}:{twice.Line}", "Keep one of them.");
            reader.Read();
            return node;
        }
        catch (JsonException fault)
        {
            return new Refusal("not-json", $"The text is not JSON: {fault.Message}",
                $"{file}:{fault.LineNumber + 1}:{fault.BytePositionInLine + 1}", "Correct the line.");
        }
    }

    private static Node Value(ref Utf8JsonReader reader, Places places)
    {
        var (line, column) = places.Of((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<Node>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value(ref reader, places));
                return new Node.List(line, column, items.ToImmutable());
            case JsonTokenType.StartObject:
                var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
                var names = new HashSet<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    if (!names.Add(name)) places.Twice ??= (name, places.Of((int)reader.TokenStartIndex).Line);
                    reader.Read();
                    entries.Add(KeyValuePair.Create(name, Value(ref reader, places)));
                }
                return new Node.Map(line, column, entries.ToImmutable());
            default:
                return new Node.Leaf(line, column, Leaf(ref reader));
        }
    }

    private static Cell? Leaf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Cell.Of(reader.GetString()!),
        JsonTokenType.Number => Cell.OfNumber(reader.GetDouble(), System.Text.Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True => Cell.Of(true),
        JsonTokenType.False => Cell.Of(false),
        _ => null,
    };

    /// <summary>Lines and columns by byte, counted onwards from the last one asked for.</summary>
    private sealed class Places(ReadOnlyMemory<byte> text)
    {
        private int at;
        private int line = 1;
        private int start;

        public (string Name, int Line)? Twice { get; set; }

        public (int Line, int Column) Of(int index)
        {
            for (; at < index; at++)
                if (text.Span[at] == '\n') (line, start) = (line + 1, at + 1);
            return (line, index - start + 1);
        }
    }
}
