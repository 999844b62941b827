using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Busbar.Digital.Cybersecurity.Tests.Advisories;

/// <summary>A literal reading of the words of JSON Schema 2020-12 that OpenVEX's schema uses: it shares nothing with the gateway's
/// shapes.</summary>
internal sealed class JsonSchemaReading(JsonNode root)
{
    public bool Allows(JsonNode? value) => Allows(root, value);

    private bool Allows(JsonNode schema, JsonNode? value)
    {
        if (schema["$ref"] is { } reference && !Allows(Follow((string)reference!), value)) return false;
        if (schema["type"] is { } type && (string)type! != TypeOf(value) && ((string)type!, TypeOf(value)) != ("number", "integer"))
            return false;
        if (schema["enum"] is JsonArray choices && !choices.Any(each => JsonNode.DeepEquals(each, value))) return false;
        if (schema["const"] is { } only && !JsonNode.DeepEquals(only, value)) return false;
        if (schema["minimum"] is { } least && value is JsonValue number && TypeOf(value) == "integer" && (double)number < (double)least)
            return false;
        if (schema["format"] is { } format && TypeOf(value) == "string" && !Fits((string)format!, (string)value!)) return false;
        if (schema["allOf"] is JsonArray all && !all.All(each => Allows(each!, value))) return false;
        if (schema["anyOf"] is JsonArray any && !any.Any(each => Allows(each!, value))) return false;
        if (schema["if"] is { } condition && Allows(condition, value) && !Allows(schema["then"]!, value)) return false;
        return value switch
        {
            JsonObject map => Allows(schema, map),
            JsonArray list => list.Count >= ((int?)schema["minItems"] ?? 0)
                && ((bool?)schema["uniqueItems"] != true || !list.SelectMany((left, i) => list.Take(i).Select(right => (left, right)))
                    .Any(pair => JsonNode.DeepEquals(pair.left, pair.right)))
                && (schema["items"] is not { } items || list.All(each => Allows(items, each))),
            _ => true,
        };
    }

    private bool Allows(JsonNode schema, JsonObject map)
    {
        if (schema["required"] is JsonArray needed && !needed.All(each => map.ContainsKey((string)each!))) return false;
        var known = schema["properties"] as JsonObject ?? [];
        return map.All(field => known[field.Key] is { } own ? Allows(own, field.Value)
            : schema["additionalProperties"] is not { } others || (bool)others);
    }

    private JsonNode Follow(string path) =>
        path.TrimStart('#', '/').Split('/').Aggregate(root, (node, name) => node[name]!);

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
            _ => "boolean",
        },
    };

    private static bool Fits(string format, string text) => format switch
    {
        "date-time" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\dT") && DateTimeOffset.TryParse(text,
            System.Globalization.CultureInfo.InvariantCulture, out _),
        "iri" or "uri" => Uri.IsWellFormedUriString(text, UriKind.Absolute),
        _ => throw new InvalidOperationException(format),
    };
}
