using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using YamlDotNet.RepresentationModel;

namespace Busbar.Gateways.Yaml;

/// <summary>Keeps the first refusal of a reading, so that a reader can go on to its end and ask once.</summary>
/// <param name="where">The file.</param>
internal sealed class YamlFault(string where)
{
    public Refusal? Refusal { get; private set; }

    public void Refuse(YamlNode node, string code, string what, string remedy) =>
        Refusal ??= new(code, what, YamlText.Place(where, node.Start), remedy);
}

/// <summary>A mapping of a YAML file, read by key. What is missing or of the wrong shape refuses the file with line and column, and reads
/// as empty.</summary>
/// <param name="Path">The keys that lead to it, for a person: <c>spec.objectives[0]</c>.</param>
internal sealed record YamlMap(YamlMappingNode Node, string Path, YamlFault Fault)
{
    /// <summary>A root or an item that must be a mapping.</summary>
    public static YamlMap Of(YamlNode node, string path, YamlFault fault)
    {
        if (node is YamlMappingNode map) return new(map, path, fault);
        fault.Refuse(node, "wrong-shape", $"'{path}' is no mapping of fields", "Write its fields one a line.");
        return new(new(), path, fault);
    }

    public YamlNode? this[string key] => Node.Children.TryGetValue(new YamlScalarNode(key), out var value) && !IsNull(value) ? value : null;

    public bool Has(string key) => this[key] is not null;

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>A text that must be there and not empty.</summary>
    public string Text(string key)
    {
        var text = TextOr(key, "");
        if (text.Length == 0) Missing(key);
        return text;
    }

    public string TextOr(string key, string otherwise)
    {
        if (this[key] is not { } node) return otherwise;
        if (node is YamlScalarNode scalar) return scalar.Value ?? "";
        Refuse(key, "wrong-shape", $"'{PathOf(key)}' is no plain value");
        return otherwise;
    }

    /// <summary>A number that must be there.</summary>
    public decimal Number(string key) => NumberOrNull(key) ?? Missing(key);

    public decimal? NumberOrNull(string key)
    {
        var text = TextOr(key, "");
        if (text.Length == 0) return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        Refuse(key, "not-a-number", $"'{PathOf(key)}' is '{text}', no number");
        return 0;
    }

    public bool IsTrue(string key) => TextOr(key, "false") is "true" or "True" or "yes";

    /// <summary>A mapping that must be there.</summary>
    public YamlMap Map(string key)
    {
        if (this[key] is { } node) return Of(node, PathOf(key), Fault);
        Missing(key);
        return new(new(), PathOf(key), Fault);
    }

    public YamlMap? MapOrNull(string key) => this[key] is { } node ? Of(node, PathOf(key), Fault) : null;

    /// <summary>The mappings of a list; none when it is missing.</summary>
    public ImmutableArray<YamlMap> Maps(string key)
    {
        if (this[key] is not { } node) return [];
        if (node is YamlSequenceNode list)
            return [.. list.Select((item, i) => Of(item, FormattableString.Invariant($"{PathOf(key)}[{i}]"), Fault))];
        Refuse(key, "wrong-shape", $"'{PathOf(key)}' is no list");
        return [];
    }

    /// <summary>Refuses the file for a field.</summary>
    public void Refuse(string key, string code, string what, string remedy = "Correct the field.") =>
        Fault.Refuse(this[key] ?? Node, code, what, remedy);

    private decimal Missing(string key)
    {
        Refuse(key, "missing-field", $"'{PathOf(key)}' is missing or empty", "Fill it in.");
        return 0;
    }

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
