using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Busbar.Digital.Handoffs.Delivery;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Forges;

/// <summary>Reads the fields of a forge's event. One that is missing or of another kind throws <see cref="FormatException"/> with its path,
/// which <see cref="ReadForgePost"/> turns into a refusal.</summary>
internal readonly record struct ForgeFields(JsonElement At, string Path)
{
    private static readonly OffsetDateTimePattern gitLabTime =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss o<+HHmm>");

    private const int TextMost = 1 << 16, ItemsMost = 10_000;

    /// <summary>An object inside.</summary>
    public ForgeFields Object(string name) => Find(name) is { ValueKind: JsonValueKind.Object } found ? new(found, $"{Path}.{name}")
        : throw new FormatException($"{Path}.{name} is no object");

    /// <summary>True when the object is there.</summary>
    public bool Has(string name) => Find(name) is { ValueKind: JsonValueKind.Object };

    /// <summary>A text or a number as text.</summary>
    public string Text(string name) => MaybeText(name) ?? throw new FormatException($"{Path}.{name} is missing");

    /// <summary>A text or a number as text; null where it is missing or null.</summary>
    public string? MaybeText(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: <= TextMost } value => value,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw new FormatException($"{Path}.{name} is no text of at most {TextMost} letters"),
    };

    /// <summary>A time: ISO 8601, GitLab's <c>2026-03-08 12:00:00 UTC</c> or <c>+0200</c>, or seconds since 1970.</summary>
    public Instant Time(string name) => MaybeTime(name) ?? throw new FormatException($"{Path}.{name} is missing");

    /// <summary>A time; null where it is missing, null or empty.</summary>
    public Instant? MaybeTime(string name)
    {
        if (MaybeText(name) is not { Length: > 0 } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 1L << 35)
            return Instant.FromUnixTimeSeconds(seconds);
        var iso = text.EndsWith(" UTC", StringComparison.Ordinal) ? text[..^4].Replace(' ', 'T') + "Z" : text;
        return OffsetDateTimePattern.Rfc3339.Parse(iso) is { Success: true } time ? time.Value.ToInstant()
            : gitLabTime.Parse(text) is { Success: true } local ? local.Value.ToInstant()
            : throw new FormatException($"{Path}.{name} is no time: '{text[..Math.Min(40, text.Length)]}'");
    }

    /// <summary>The objects of a list; none where it is missing.</summary>
    public IEnumerable<ForgeFields> Items(string name)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } list) return [];
        if (list.GetArrayLength() > ItemsMost) throw new FormatException($"{Path}.{name} has more than {ItemsMost} items");
        var path = Path;
        return list.EnumerateArray().Select((one, index) => one.ValueKind == JsonValueKind.Object
            ? new ForgeFields(one, $"{path}.{name}[{index}]") : throw new FormatException($"{path}.{name}[{index}] is no object"));
    }

    /// <summary>A commit, which GitHub and GitLab write alike.</summary>
    public PushedCommit Commit() => new(Text("id"), MaybeText("message") ?? "", Has("author") ? Object("author").MaybeText("name") ?? ""
        : "",
        Time("timestamp"),
        [.. Names("added").Concat(Names("modified")).Concat(Names("removed")).Distinct().Order(StringComparer.Ordinal)]);

    private ImmutableArray<string> Names(string name) => Find(name) is not { ValueKind: JsonValueKind.Array } list ? []
        : list.GetArrayLength() > ItemsMost ? throw new FormatException($"{Path}.{name} has more than {ItemsMost} items")
        : [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)];

    private JsonElement? Find(string name) =>
        At.ValueKind == JsonValueKind.Object && At.TryGetProperty(name, out var found) ? found : null;
}
