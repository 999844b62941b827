using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.PglibUc;

/// <summary>Reads JSON (RFC 8259) token by token, strictly: a fault is told with line, column and path. Fields in any order; one given
/// twice
/// is refused. Nothing is built but what a caller asks for, and nesting is bounded.</summary>
internal ref struct JsonText
{
    private const int MostNesting = 16;

    private readonly string file;
    private readonly ReadOnlySpan<byte> text;
    private readonly List<string> path;
    private Utf8JsonReader reader;

    private JsonText(string file, ReadOnlySpan<byte> text, List<string> path)
    {
        this.file = file;
        this.text = text;
        this.path = path;
        reader = new(text, new JsonReaderOptions { MaxDepth = MostNesting });
    }

    /// <summary>Reads what stands at the place.</summary>
    public delegate T Reader<out T>(ref JsonText json);

    /// <summary>Reads the value of a field.</summary>
    public delegate void FieldReader(ref JsonText json, string field);

    /// <summary>Reads a whole text. The first fault is the answer.</summary>
    public static Outcome<T> Read<T>(string file, ReadOnlySpan<byte> text, Reader<T> read)
    {
        var path = new List<string> { "$" };
        if (text.StartsWith(Encoding.UTF8.Preamble)) text = text[Encoding.UTF8.Preamble.Length..];
        try
        {
            var json = new JsonText(file, text, path);
            json.reader.Read();
            var value = read(ref json);
            json.reader.Read();
            return value;
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
        catch (JsonException fault)
        {
            return Malformed(file, text, path, fault);
        }
    }

    /// <summary>Reads an object field by field.</summary>
    public void EachField(FieldReader read)
    {
        Expect(JsonTokenType.StartObject, "an object { }");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            if (!seen.Add(field)) throw Refuse("duplicate-field", $"The field '{field}' stands twice", "Give each field once.");
            path.Add("." + field);
            reader.Read();
            read(ref this, field);
            path.RemoveAt(path.Count - 1);
        }
    }

    /// <summary>Reads an array item by item.</summary>
    public ImmutableArray<T> EachItem<T>(Reader<T> read)
    {
        Expect(JsonTokenType.StartArray, "a list [ ]");
        var items = ImmutableArray.CreateBuilder<T>();
        path.Add("[0]");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(read(ref this));
            path[^1] = string.Create(CultureInfo.InvariantCulture, $"[{items.Count}]");
        }
        path.RemoveAt(path.Count - 1);
        return items.DrainToImmutable();
    }

    /// <summary>A list of finite numbers.</summary>
    public ImmutableArray<double> Numbers() => EachItem(static (ref json) => json.Number());

    /// <summary>A finite number.</summary>
    public double Number()
    {
        Expect(JsonTokenType.Number, "a number");
        return reader.TryGetDouble(out var value) && double.IsFinite(value) ? value
            : throw Refuse("not-a-number", "The number is too large", "Correct the value.");
    }

    /// <summary>A whole number, also when written as 3.0.</summary>
    public int Whole()
    {
        var value = Number();
        return value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue ? (int)value
            : throw Refuse("not-whole", FormattableString.Invariant($"{value} is not a whole number"), "Round it to whole hours.");
    }

    /// <summary>Yes or no, as 1 or 0, true or false.</summary>
    public bool Flag() => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => Whole() switch
        {
            1 => true,
            0 => false,
            var other => throw Refuse("not-a-flag", $"{other} is neither 0 nor 1", "Write 1 for yes and 0 for no."),
        },
    };

    /// <summary>A text.</summary>
    public string Text()
    {
        Expect(JsonTokenType.String, "a text in quotes");
        return reader.GetString()!;
    }

    /// <summary>Passes over whatever stands at the place.</summary>
    public void Skip() => reader.Skip();

    /// <summary>A field that must be there.</summary>
    public readonly T Need<T>(T? value, string field)
        where T : struct => value ?? throw Missing(field);

    /// <summary>Says that a field is missing from the object that was just read.</summary>
    public readonly RefusedException Missing(string field) =>
        Refuse("missing-field", $"The field '{field}' is missing", "Add the field, or get the file again.");

    /// <summary>A refusal that names the place.</summary>
    public readonly RefusedException Refuse(string code, string what, string remedy) =>
        new(new(code, what, Where(file, text, path, (int)reader.TokenStartIndex), remedy));

    private readonly void Expect(JsonTokenType wanted, string words)
    {
        if (reader.TokenType == wanted) return;
        if (reader.TokenType == JsonTokenType.Null)
            throw Refuse("missing-value", $"The value is null; {words} was expected", "Give the value.");
        var isNumberAsText = wanted == JsonTokenType.Number && reader.TokenType == JsonTokenType.String;
        throw Refuse(isNumberAsText ? "not-a-number" : "wrong-shape",
            $"{(reader.TokenType == JsonTokenType.None ? "Nothing" : reader.TokenType)} stands where {words} was expected",
            isNumberAsText ? "Write the number without quotes; NaN and Infinity are none." : "Check the file against pglib-uc's README.");
    }

    private static Refusal Malformed(string file, ReadOnlySpan<byte> text, List<string> path, JsonException fault)
    {
        var at = OffsetOf(text, fault.LineNumber ?? 0, fault.BytePositionInLine ?? 0);
        var where = Where(file, text, path, at);
        if (text.IsEmpty) return new("empty-file", "The file holds no text", where, "Fetch the file again.");
        var rest = text[Math.Min(at, text.Length)..];
        if (rest.StartsWith("NaN"u8) || rest.StartsWith("Infinity"u8) || rest.StartsWith("-Infinity"u8) || rest.StartsWith("I"u8))
            return new("not-a-number", "NaN or Infinity stands where a number was expected", where, "Correct the value.");
        return fault.Message.Contains("depth", StringComparison.OrdinalIgnoreCase)
            ? new("too-deep", $"The text nests deeper than {MostNesting} levels", where, "Check that this is a pglib-uc file.")
            : new("broken-json", $"The text is not JSON: {fault.Message.Split(" LineNumber")[0]}", where,
                "Fetch the file again, or correct it at that place.");
    }

    private static int OffsetOf(ReadOnlySpan<byte> text, long line, long column)
    {
        var at = 0;
        for (; line > 0; line--) at += text[at..].IndexOf((byte)'\n') + 1;
        return (int)Math.Min(at + column, text.Length);
    }

    private static string Where(string file, ReadOnlySpan<byte> text, List<string> path, int at)
    {
        var before = text[..Math.Min(at, text.Length)];
        var column = before.Length - before.LastIndexOf((byte)'\n');
        return string.Create(CultureInfo.InvariantCulture, $"{file}:{before.Count((byte)'\n') + 1}:{column} {string.Concat(path)}");
    }
}
