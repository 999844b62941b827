using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Yaml;
using Busbar.Kernel.Outcomes;
using YamlDotNet.RepresentationModel;

namespace Busbar.Gateways.Alertmanager;

/// <summary>Reads the routes and inhibitions of an Alertmanager configuration (<c>match</c>, <c>match_re</c>, <c>matchers</c> and their
/// <c>source_</c> and <c>target_</c> forms). The tree of routes becomes a list, children before their parent, so that the first that fits
/// is the one that Alertmanager takes; a receiver is a team. How receivers are reached, groups and times are not read. Finds a route that
/// tells several (<c>route-continues</c>) and one with times (<c>route-times</c>). Refuses a file without a route, a receiver that is not
/// defined (<c>unknown-receiver</c>) and a matcher without a value (<c>missing-field</c>).</summary>
public static class ReadRules
{
    private static readonly string[] times = ["mute_time_intervals", "active_time_intervals"];

    /// <summary>The rules, with what was left out.</summary>
    public static Outcome<AlertRules> Read(SourceFile file)
    {
        var text = file.ReadText(4 << 20);
        if (text is Outcome<ReadOnlyMemory<byte>>.Refused tooMuch) return tooMuch.Refusal;
        var documents = YamlText.Read(Encoding.UTF8.GetString(text.OrThrow().Span), file.Name);
        if (documents is Outcome<ImmutableArray<YamlNode>>.Refused refused) return refused.Refusal;
        var fault = new YamlFault(file.Name);
        var root = YamlMap.Of(documents.OrThrow() is [var first, ..] ? first : new YamlScalarNode(""), "", fault);
        var (routes, findings) = (new List<WrittenRoute>(), new List<Finding>());
        var route = root.Map("route");
        var team = route.Text("receiver");
        Flatten(route, team, [], root.Maps("receivers").Select(receiver => receiver.Text("name")).ToHashSet(), routes, findings);
        var inhibitions = root.Maps("inhibit_rules").Select(rule => new WrittenInhibition(
            rule.Path, Matchers(rule, "source_"), Matchers(rule, "target_"), Words(rule, "equal"))).ToImmutableArray();
        return fault.Refusal is { } wrong ? wrong : Outcome.Of(new AlertRules(team, [.. routes.SkipLast(1)], inhibitions), findings);
    }

    private static void Flatten(
        YamlMap route, string team, ImmutableArray<string> above, HashSet<string> receivers, List<WrittenRoute> routes,
            List<Finding> findings)
    {
        if (!receivers.Contains(team))
            route.Refuse("receiver", "unknown-receiver", $"'{team}' is no receiver of the file", "Define it, or correct the name.");
        var matchers = above.AddRange(Matchers(route, ""));
        foreach (var child in route.Maps("routes")) Flatten(child, child.TextOr("receiver", team), matchers, receivers, routes, findings);
        if (route.IsTrue("continue"))
            findings.Add(new("route-continues", Severity.Warning, "Alerts go on to later routes too", route.Path,
                "The first team is told."));
        if (times.Any(route.Has))
            findings.Add(new("route-times", Severity.Warning, "It has times", route.Path,
                "It holds at all times; use a rota or a silence."));
        routes.Add(new(route.Path, matchers, team));
    }

    private static ImmutableArray<string> Matchers(YamlMap map, string side) =>
    [
        .. Pairs(map, side + "match", "="), .. Pairs(map, side + "match_re", "=~"), .. Words(map, side + "matchers"),
    ];

    private static IEnumerable<string> Pairs(YamlMap map, string key, string sign) => map.MapOrNull(key) is not { } pairs ? []
        : pairs.Node.Children.Keys.Select(label => $"{label}{sign}\"{(sign == "=" ? pairs.TextOr(label.ToString(), "")
            : pairs.Text(label.ToString()))}\"").ToArray();

    private static ImmutableArray<string> Words(YamlMap map, string key)
    {
        if (map[key] is not { } node) return [];
        if (node is YamlSequenceNode list && list.All(item => item is YamlScalarNode))
            return [.. list.Select(item => ((YamlScalarNode)item).Value ?? "")];
        map.Refuse(key, "wrong-shape", $"'{map.PathOf(key)}' is no list of texts");
        return [];
    }
}
