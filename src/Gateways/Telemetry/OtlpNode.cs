using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Gateways.Telemetry;

/// <summary>The state of one reading of an OTLP post: where it comes from, how much it has, what was wrong first.</summary>
internal sealed class OtlpReading(string where, TelemetryLimits limits)
{
    private int count;

    public Refusal? Refusal { get; private set; }

    /// <summary>Counts one number, record or span; false once there are too many.</summary>
    public bool Take()
    {
        if (++count > limits.MaxSamples)
            Refusal ??= new("too-much-telemetry", $"It has more than {limits.MaxSamples} entries", where, "Send smaller batches.");
        return Refusal is null;
    }

    public void Refuse(string path, string what) =>
        Refusal ??= new("bad-otlp", what, $"{where}, {path}", "Send OTLP 1.x as JSON; see the protocol's JSON encoding.");

    public int MaxLabels => limits.MaxLabels;
}

/// <summary>A value of an OTLP post, with its way from the root. Unknown fields are left alone, a missing one is its default, 64-bit
/// numbers may be texts (OTLP 1.x, "JSON Protobuf Encoding").</summary>
internal sealed record OtlpNode(JsonElement Element, OtlpNode? Parent, string Name, OtlpReading Reading)
{
    private string Path => Parent is null ? "the post" : Parent.Parent is null ? Name : $"{Parent.Path}.{Name}";

    public OtlpNode? this[string field] =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null
            ? new(value, this, field, Reading) : null;

    public void Refuse(string what) => Reading.Refuse(Path, what);

    /// <summary>The items of a list; none when it is missing.</summary>
    public IEnumerable<OtlpNode> List(string field)
    {
        if (this[field] is not { } list) yield break;
        if (list.Element.ValueKind != JsonValueKind.Array) list.Refuse("a list was expected");
        else
            for (var i = 0; i < list.Element.GetArrayLength(); i++)
                yield return new(list.Element[i], this, string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]"), Reading);
    }

    public string Text(string field)
    {
        if (this[field] is not { } node) return "";
        if (node.Element.ValueKind == JsonValueKind.String) return node.Element.GetString()!;
        node.Refuse("a text was expected");
        return "";
    }

    public long Whole(string field)
    {
        if (this[field] is not { } node) return 0;
        var text = node.Element.ValueKind == JsonValueKind.String ? node.Element.GetString()! : node.Element.GetRawText();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return value;
        node.Refuse($"'{text}' is no whole number of 64 bits");
        return 0;
    }

    /// <summary>A number of this node itself.</summary>
    public double Number()
    {
        var text = Element.ValueKind == JsonValueKind.String ? Element.GetString()! : Element.GetRawText();
        if (Element.ValueKind is JsonValueKind.String or JsonValueKind.Number && SampleLine.TryNumber(text, out var value)) return value;
        Refuse($"'{text}' is no number");
        return 0;
    }

    public double Number(string field) => this[field]?.Number() ?? 0;

    public bool IsTrue(string field) => this[field]?.Element.ValueKind == JsonValueKind.True;

    /// <summary>Nanoseconds since 1970; null when missing or zero, which OTLP calls unknown.</summary>
    public Instant? Time(string field)
    {
        var nanoseconds = Whole(field);
        if (nanoseconds < 0) this[field]!.Refuse("a time before 1970");
        return nanoseconds > 0 ? Instant.FromUnixTimeTicks(nanoseconds / 100).PlusNanoseconds(nanoseconds % 100) : null;
    }

    /// <summary>An id of so many hexadecimal digits, in lower case; empty when missing.</summary>
    public string Id(string field, int digits, bool isNeeded)
    {
        var id = Text(field);
        if (id.Length == 0 ? isNeeded : id.Length != digits || !id.All(char.IsAsciiHexDigit) || id.All(digit => digit == '0'))
            (this[field] ?? this).Refuse($"'{id}' is no {field} of {digits} hexadecimal digits");
        return id.ToLowerInvariant();
    }

    /// <summary>Its attributes as labels, then those of another node that it does not have itself.</summary>
    public ImmutableArray<TelemetryLabel> Labels(OtlpNode? others = null)
    {
        var own = List("attributes").Select(pair => new TelemetryLabel(pair.Text("key"), pair["value"]?.AnyValue() ?? ""))
            .DistinctBy(label => label.Name).ToList();
        foreach (var label in others?.Labels() ?? [])
            if (!own.Exists(each => each.Name == label.Name)) own.Add(label);
        if (own.Count > Reading.MaxLabels) Refuse($"there are more than {Reading.MaxLabels} attributes");
        return [.. own];
    }

    /// <summary>OTLP's value of any kind as a text; a structure stays JSON.</summary>
    public string AnyValue()
    {
        if (Element.ValueKind != JsonValueKind.Object) return "";
        foreach (var field in Element.EnumerateObject())
            return field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText();
        return "";
    }
}
