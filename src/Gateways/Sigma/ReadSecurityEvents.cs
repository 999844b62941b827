using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Sigma;

/// <summary>Reads events of logs: Windows events as JSON (System, EventData, UserData), other objects of JSON, or lines of
/// text.</summary>
public static class ReadSecurityEvents
{
    private const int MaxBytes = 512 << 20;
    private const int MaxDepth = 40;

    /// <summary>The events in the order of the file: objects one after another or in a list where it begins with a bracket, else a line
    /// each. Refuses text that is not JSON (<c>not-json</c>) and an item that is no object (<c>not-an-event</c>).</summary>
    /// <param name="file">The log.</param>
    /// <param name="label">What wrote it, for all but Windows events, which say so themselves.</param>
    public static Outcome<ImmutableArray<SecurityEvent>> Run(SourceFile file, LogSource label)
    {
        var text = file.ReadText(MaxBytes);
        if (text is Outcome<ReadOnlyMemory<byte>>.Refused unread) return unread.Refusal;
        var bytes = text.OrThrow();
        if (bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        return bytes.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] ? Objects(file.Name, bytes, label)
            : Lines(file.Name, bytes, label);
    }

    private static ImmutableArray<SecurityEvent> Lines(string file, ReadOnlyMemory<byte> text, LogSource label) =>
    [
        .. Encoding.UTF8.GetString(text.Span).Split('\n').Select((line, i) => (Line: line.TrimEnd('\r'), Number: i + 1))
            .Where(each => each.Line.Length > 0)
            .Select(each => new SecurityEvent($"{file}#{each.Number}", null, label.Product, label.Service, CategoriesOf(label),
                FrozenDictionary<string, ImmutableArray<string>>.Empty, each.Line)),
    ];

    private static Outcome<ImmutableArray<SecurityEvent>> Objects(string file, ReadOnlyMemory<byte> text, LogSource label)
    {
        var events = ImmutableArray.CreateBuilder<SecurityEvent>();
        var reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                using var document = JsonDocument.ParseValue(ref reader);
                var root = document.RootElement;
                foreach (var each in root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToArray() : [root])
                {
                    var id = FormattableString.Invariant($"{file}#{events.Count + 1}");
                    if (each.ValueKind != JsonValueKind.Object)
                        return new Refusal("not-an-event", $"It is a {each.ValueKind}, not an object", id, "Give objects.");
                    events.Add(Event(id, each, label));
                }
            }
        }
        catch (JsonException fault)
        {
            return new Refusal("not-json", $"The text is not JSON: {fault.Message}",
                FormattableString.Invariant($"{file}:{fault.LineNumber + 1}:{fault.BytePositionInLine + 1}"), "Correct the line.");
        }
        return events.ToImmutable();
    }

    private static SecurityEvent Event(string id, JsonElement root, LogSource label)
    {
        var fields = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        if (!root.TryGetProperty("Event", out var windows) || windows.ValueKind != JsonValueKind.Object)
        {
            Flatten(fields, "", root, isDotted: true);
            return new(id, Time(First(fields, "@timestamp") ?? First(fields, "time") ?? ""), label.Product, label.Service,
                CategoriesOf(label), Freeze(fields), "");
        }
        foreach (var part in new[] { "EventData", "UserData" })
            if (windows.TryGetProperty(part, out var told)) Flatten(fields, "", told, isDotted: false);
        var said = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        if (windows.TryGetProperty("System", out var system)) Flatten(said, "", system, isDotted: false);
        foreach (var (name, values) in said) fields.TryAdd(name, values);
        var (channel, eventId) = (First(said, "Channel") ?? "", First(said, "EventID") ?? "");
        var categories = WindowsLogs.Categories(channel, eventId, First(fields, "EventType") ?? "");
        foreach (var (category, from, to) in WindowsLogs.Aliases)
            if ((category == "" || categories.Contains(category)) && fields.TryGetValue(from, out var values)) fields.TryAdd(to, values);
        return new(id, Time(First(said, "TimeCreated_SystemTime") ?? ""), "windows", WindowsLogs.Service(channel), categories,
            Freeze(fields), "");
    }

    /// <summary>The single values below an element by name. Of a Windows event the innermost name counts, without spaces, as rules write
    /// it (<c>ThreatName</c>); an attribute stands behind its element's name (<c>Provider_Name</c>).</summary>
    private static void Flatten(Dictionary<string, List<string>> fields, string name, JsonElement value, bool isDotted)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var each in value.EnumerateObject()) Flatten(fields, NameOf(name, each.Name, isDotted), each.Value, isDotted);
                break;
            case JsonValueKind.Array:
                foreach (var each in value.EnumerateArray()) Flatten(fields, name, each, isDotted);
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                if (!fields.TryGetValue(name, out var values)) fields[name] = values = [];
                values.Add(value.ToString());
                break;
        }
    }

    private static string NameOf(string parent, string name, bool isDotted)
    {
        if (isDotted) return parent.Length == 0 ? name : $"{parent}.{name}";
        if (name == "#attributes") return $"{parent}_";
        if (name == "#text") return parent;
        return parent.EndsWith('_') ? parent + name : name.Replace(" ", "", StringComparison.Ordinal);
    }

    private static ImmutableArray<string> CategoriesOf(LogSource label) => label.Category.Length == 0 ? [] : [label.Category];

    private static string? First(Dictionary<string, List<string>> fields, string name) => fields.GetValueOrDefault(name)?[0];

    private static Instant? Time(string text) => InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    private static FrozenDictionary<string, ImmutableArray<string>> Freeze(Dictionary<string, List<string>> fields) =>
        fields.ToFrozenDictionary(each => each.Key, each => each.Value.ToImmutableArray(), StringComparer.OrdinalIgnoreCase);
}
