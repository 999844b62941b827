using System.Globalization;
using System.Text.Json;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Scanners;

/// <summary>Reads fields of JSON that may be missing or of another kind: then they are empty.</summary>
internal static class JsonFields
{
    /// <summary>Most bytes of a JSON report when it is unfolded.</summary>
    public const int BytesMost = 512 << 20;

    /// <summary>Most levels of nesting; SARIF needs fifteen.</summary>
    public const int DepthMost = 64;

    /// <summary>Reads the whole report. Refuses <c>too-much-text</c>, <c>broken-gzip</c>, <c>broken-json</c> (also duplicate keys and more
    /// than <see cref="DepthMost"/> levels).</summary>
    public static void Read(ScanReading reading, Action<JsonElement, ScanReading> take)
    {
        switch (reading.File.ReadText(BytesMost))
        {
            case Outcome<ReadOnlyMemory<byte>>.Refused refused:
                var fault = refused.Refusal;
                reading.Refuse(fault.Code, fault.What, "", fault.Remedy);
                break;
            case Outcome<ReadOnlyMemory<byte>>.Done done:
                Parse(WithoutMark(done.Value), reading, take);
                break;
        }
    }

    /// <summary>The field, or nothing.</summary>
    public static JsonElement At(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>Text, or a number or flag as it is written; empty for all else.</summary>
    public static string Text(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => "",
    };

    /// <summary>The text of a field.</summary>
    public static string Text(this JsonElement element, string name) => element.At(name).Text();

    /// <summary>The text of the first field that has one.</summary>
    public static string Text(this JsonElement element, string name, string otherwise) =>
        element.Text(name) is { Length: > 0 } text ? text : element.Text(otherwise);

    /// <summary>A whole number, or 0.</summary>
    public static int Whole(this JsonElement element, string name) =>
        int.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A number, or null.</summary>
    public static double? Number(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>True when the field says so.</summary>
    public static bool Flag(this JsonElement element, string name) => element.At(name).ValueKind == JsonValueKind.True;

    /// <summary>The items of a list; none for anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>The items of a field that is a list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.At(name).Items();

    /// <summary>The fields of an object; none for anything else.</summary>
    public static IEnumerable<JsonProperty> Fields(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    /// <summary>The texts of a list, or the one text.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name) => element.At(name) is var value
        && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => item.Text()) : [value.Text()];

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) =>
        text.Span is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;

    private static void Parse(ReadOnlyMemory<byte> text, ScanReading reading, Action<JsonElement, ScanReading> take)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = DepthMost, AllowDuplicateProperties = false });
            take(document.RootElement, reading);
        }
        catch (JsonException fault)
        {
            reading.Refuse("broken-json", fault.Message, $"{fault.LineNumber + 1}", "Export the report again as JSON.");
        }
        catch (InvalidOperationException fault)
        {
            // How System.Text.Json tells half a surrogate pair in a string.
            reading.Refuse("broken-json", fault.Message, "", "Export the report again as JSON in UTF-8.");
        }
    }
}
