using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>The part of JSON Schema that contracts use about a field: <c>type</c>, <c>properties</c>, <c>required</c>, <c>items</c>,
/// <c>enum</c>, <c>minimum</c>, <c>maximum</c>. Another keyword is refused rather than passed over.</summary>
internal static class JsonSchema
{
    private const int MaxDepth = 20;

    /// <summary>The check that the argument <c>json_schema</c> states.</summary>
    public static Func<JsonElement, bool> Of(RuleRun run)
    {
        if (run.Argument("json_schema") is Term.Map map) return Of(run, map, MaxDepth);
        run.Refuse("wrong-argument", "json_schema is not an object", "Give a JSON schema.");
        return _ => true;
    }

    private static Func<JsonElement, bool> Of(RuleRun run, Term.Map schema, int depth)
    {
        var checks = ImmutableArray.CreateBuilder<Func<JsonElement, bool>>();
        if (depth == 0) run.Refuse("unknown-json-schema", "The schema is nested too deep", $"Keep to {MaxDepth} levels.");
        else
            foreach (var (keyword, value) in schema.Entries) checks.Add(One(run, keyword, value, depth));
        var all = checks.ToImmutable();
        return element => all.All(check => check(element));
    }

    private static Func<JsonElement, bool> One(RuleRun run, string keyword, Term value, int depth)
    {
        switch (keyword, value)
        {
            case ("type", Term.Leaf { Value: { Kind: CellKind.Text } name }):
                return element => IsOfType(element, name.Text);
            case ("required", Term.List names):
                var wanted = names.Items.Select(name => (name as Term.Leaf)?.Value?.Text ?? "").ToImmutableArray();
                return element => element.ValueKind != JsonValueKind.Object || wanted.All(name => element.TryGetProperty(name, out _));
            case ("properties", Term.Map fields):
                var each = fields.Entries.Where(field => field.Value is Term.Map)
                    .Select(field => (field.Key, Fits: Of(run, (Term.Map)field.Value, depth - 1))).ToImmutableArray();
                return element => element.ValueKind != JsonValueKind.Object
                    || each.All(field => !element.TryGetProperty(field.Key, out var inner) || field.Fits(inner));
            case ("items", Term.Map item):
                var fits = Of(run, item, depth - 1);
                return element => element.ValueKind != JsonValueKind.Array || element.EnumerateArray().All(fits);
            case ("enum", Term.List values):
                var texts = values.Items.Select(item => item is Term.Leaf leaf ? leaf.Value?.ToString() ?? "" : "").ToHashSet();
                return element => texts.Contains(element.ToString());
            case ("minimum", Term.Leaf { Value: { Kind: CellKind.Number } min }):
                return element => element.ValueKind != JsonValueKind.Number || element.GetDouble() >= min.Number;
            case ("maximum", Term.Leaf { Value: { Kind: CellKind.Number } max }):
                return element => element.ValueKind != JsonValueKind.Number || element.GetDouble() <= max.Number;
            default:
                run.Refuse("unknown-json-schema", $"The keyword {keyword} is not offered",
                    "Use type, properties, required, items, enum, minimum, maximum.");
                return _ => true;
        }
    }

    private static bool IsOfType(JsonElement element, string type) => type switch
    {
        "object" => element.ValueKind == JsonValueKind.Object,
        "array" => element.ValueKind == JsonValueKind.Array,
        "string" => element.ValueKind == JsonValueKind.String,
        "number" => element.ValueKind == JsonValueKind.Number,
        "integer" => element.ValueKind == JsonValueKind.Number && element.GetDouble() is var number && number == Math.Floor(number),
        "boolean" => element.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => element.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
