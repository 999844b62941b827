using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Yaml;
using Busbar.Kernel.Outcomes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Busbar.Gateways.Sigma;

/// <summary>Reads a Sigma rule, version 2 of the specification. One file holds one rule.</summary>
public static class ReadSigmaRule
{
    private const int MaxBytes = 1 << 20;
    private const int MaxValues = 20_000;

    /// <summary>The rule as written. Refuses text that is not YAML (<c>bad-yaml</c>, <c>too-much-yaml</c>), a rule that lacks a field or
    /// has one of another shape (<c>missing-field</c>, <c>wrong-shape</c>), one that unfolds to more values than anyone writes
    /// (<c>rule-too-large</c>), and kinds we do not run (<c>unsupported-rule</c>): correlations, collections, time frames.</summary>
    public static Outcome<DetectionRule> Run(SourceFile file)
    {
        var text = file.ReadText(MaxBytes);
        if (text is Outcome<ReadOnlyMemory<byte>>.Refused unread) return unread.Refusal;
        var read = YamlText.Read(Encoding.UTF8.GetString(text.OrThrow().Span), file.Name);
        if (read is Outcome<ImmutableArray<YamlNode>>.Refused refused) return refused.Refusal;
        var roots = read.OrThrow();
        if (roots.IsEmpty) return new Refusal("empty-file", "The file holds no rule", file.Name, "Fetch it again.");
        var fault = new YamlFault(file.Name);
        var root = YamlMap.Of(roots[0], "", fault);
        if (roots.Length > 1) fault.Refuse(roots[1], "unsupported-rule", "The file is a collection of documents", "Write one rule a file.");
        foreach (var key in new[] { "correlation", "action" })
            if (root.Has(key)) root.Refuse(key, "unsupported-rule", $"'{key}' makes it no rule over single events", "Leave it out.");
        var rule = Rule(root, file.Name, fault);
        return fault.Refusal is { } refusal ? refusal : rule;
    }

    private static DetectionRule Rule(YamlMap root, string file, YamlFault fault)
    {
        var (title, detection) = (root.Text("title"), root.Map("detection"));
        if (detection.Has("timeframe"))
            detection.Refuse("timeframe", "unsupported-rule", "'timeframe' counts over several events", "Leave it out.");
        var walk = new Walk(fault);
        var selections = detection.Node.Children.Where(each => Name(each.Key) is not ("condition" or "timeframe"))
            .ToImmutableSortedDictionary(each => Name(each.Key), each => walk.Selection(each.Value), StringComparer.Ordinal);
        if (detection.Node.Children.Count > 0 && !detection.Has("condition")) detection.Text("condition");
        var conditions = detection["condition"] is { } node ? walk.Values(node) : [];
        var source = root.MapOrNull("logsource");
        return new(root.TextOr("id", title), title, root.TextOr("level", ""),
            new(source?.TextOr("product", "") ?? "", source?.TextOr("category", "") ?? "", source?.TextOr("service", "") ?? ""),
            root["tags"] is { } tags ? [.. walk.Values(tags).Select(tag => tag ?? "")] : [], selections,
            [.. conditions.Select(each => each ?? "")], file);
    }

    private static string Name(YamlNode key) => key is YamlScalarNode { Value: { } name } ? name : "";

    /// <summary>Walks the selections and counts what it meets: aliases unfold here.</summary>
    private sealed class Walk(YamlFault fault)
    {
        private int met;

        public Selection Selection(YamlNode node) => node switch
        {
            _ when IsTooLarge(node) => new Selection.Any([]),
            YamlMappingNode map => new Selection.All([.. map.Children.Select(line => Test(Name(line.Key), line.Value))]),
            YamlSequenceNode list when list.All(item => item is YamlScalarNode) => new Selection.All([new("", [], Values(list))]),
            YamlSequenceNode list => new Selection.Any([.. list.Select(Selection)]),
            _ => new Selection.All([new("", [], Values(node))]),
        };

        public ImmutableArray<string?> Values(YamlNode node)
        {
            if (IsTooLarge(node)) return [];
            if (node is YamlScalarNode scalar) return [Value(scalar)];
            if (node is YamlSequenceNode list && list.All(item => item is YamlScalarNode))
                return [.. list.Where(item => !IsTooLarge(item)).Select(item => Value((YamlScalarNode)item))];
            fault.Refuse(node, "wrong-shape", "Neither a value nor a list of values stands here", "Write one value or a list.");
            return [];
        }

        private FieldTest Test(string key, YamlNode value)
        {
            var parts = key.Split('|');
            return new(parts[0].Trim(), [.. parts.Skip(1).Select(part => part.Trim())], Values(value));
        }

        private bool IsTooLarge(YamlNode node)
        {
            if (++met <= MaxValues) return false;
            fault.Refuse(node, "rule-too-large", $"The rule has more than {MaxValues} values", "Split it, and write aliases out.");
            return true;
        }

        private static string? Value(YamlScalarNode node) =>
            node is { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" } ? null : node.Value;
    }
}
