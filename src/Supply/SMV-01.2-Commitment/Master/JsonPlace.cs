using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Commitment.Master;

/// <summary>A value of a JSON text together with the line it stands on and the path to it, so that a fault found later can still be
/// shown to the person who wrote the file.</summary>
/// <param name="Line">Line of the value's first character, from 1.</param>
/// <param name="Path">As <c>units[2].limits.economicMin</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text of a string, number, true or false.</param>
/// <param name="Items">The items of an array.</param>
/// <param name="Members">The members of an object.</param>
internal sealed record JsonPlace(
    int Line, string Path, JsonTokenType Kind, string Text, ImmutableArray<JsonPlace> Items,
    ImmutableDictionary<string, JsonPlace> Members)
{
    private const int MostDepth = 16;

    /// <summary>Reads a text: comments and trailing commas are allowed, a member named twice is not.</summary>
    public static Outcome<JsonPlace> Read(string file, string text)
    {
        // Some editors begin a file with a byte order mark.
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        var options = new JsonReaderOptions
            { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MostDepth };
        try
        {
            var reader = new Utf8JsonReader(bytes, options);
            if (!reader.Read()) return Broken(file, 1, "the file holds nothing");
            var lines = LinesOf(bytes);
            var root = ReadValue(ref reader, lines, "");
            return reader.Read() ? Broken(file, LineAt(lines, reader.TokenStartIndex), "something follows the end") : root;
        }
        catch (JsonException fault)
        {
            return Broken(file, (int)(fault.LineNumber ?? 0) + 1, fault.Message.Split(" LineNumber:")[0].Split(" Path:")[0]);
        }
    }

    private static Refusal Broken(string file, int line, string what) =>
        new("broken-json", $"The text is no JSON: {what}", $"{file}:{line}", "Correct the brackets, commas and quotes there.");

    private static JsonPlace ReadValue(ref Utf8JsonReader reader, List<long> lines, string path)
    {
        var (line, kind) = (LineAt(lines, reader.TokenStartIndex), reader.TokenType);
        return kind switch
        {
            JsonTokenType.StartObject => new(line, path, kind, "", [], ReadMembers(ref reader, lines, path)),
            JsonTokenType.StartArray => new(line, path, kind, "", ReadItems(ref reader, lines, path), Nothing),
            JsonTokenType.String => new(line, path, kind, reader.GetString()!, [], Nothing),
            _ => new(line, path, kind, Encoding.UTF8.GetString(reader.ValueSpan), [], Nothing),
        };
    }

    private static ImmutableDictionary<string, JsonPlace> Nothing => ImmutableDictionary<string, JsonPlace>.Empty;

    private static ImmutableDictionary<string, JsonPlace> ReadMembers(ref Utf8JsonReader reader, List<long> lines, string path)
    {
        var members = ImmutableDictionary.CreateBuilder<string, JsonPlace>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var line = LineAt(lines, reader.TokenStartIndex);
            reader.Read();
            var value = ReadValue(ref reader, lines, path.Length == 0 ? name : $"{path}.{name}");
            if (!members.TryAdd(name, value)) throw new JsonException($"'{name}' stands twice.", path, line - 1, null);
        }
        return members.ToImmutable();
    }

    private static ImmutableArray<JsonPlace> ReadItems(ref Utf8JsonReader reader, List<long> lines, string path)
    {
        var items = ImmutableArray.CreateBuilder<JsonPlace>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader, lines, $"{path}[{items.Count}]"));
        return items.ToImmutable();
    }

    private static List<long> LinesOf(byte[] bytes)
    {
        var ends = new List<long>();
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] == (byte)'\n') ends.Add(i);
        return ends;
    }

    private static int LineAt(List<long> lines, long place)
    {
        var index = lines.BinarySearch(place);
        return (index < 0 ? ~index : index) + 1;
    }
}
