using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Yaml;
using NodaTime;
using YamlDotNet.RepresentationModel;

namespace Busbar.Gateways.ServiceLevels;

/// <summary>The alert policies of an OpenSLO document: each burn-rate condition is a rule whose long window looks back and whose short one
/// is the time after which it alerts. Policies and conditions stand inline or in the same file. Who is told is the house's own
/// routing.</summary>
internal static class OpenSloAlerts
{
    /// <summary>The rules; the bound alert windows where the document names no policy that can be used.</summary>
    public static ImmutableArray<BurnRule> Read(YamlMap spec, Duration window, SpecReading reading)
    {
        var named = spec["alertPolicies"] is YamlSequenceNode list ? list.Children : [];
        ImmutableArray<BurnRule> rules =
        [
            .. from node in named
               let policy = Find(node, "alertPolicyRef", reading.Policies, spec, reading)
               where policy is not null && policy.TextOr("alertWhenBreaching", "true") != "false"
               from entry in policy["conditions"] is YamlSequenceNode conditions ? conditions.Children : []
               let condition = Find(entry, "conditionRef", reading.Conditions, policy, reading)
               where condition is not null
               let rule = Rule(condition, window, reading)
               where rule is not null
               select rule,
        ];
        return rules.IsEmpty ? reading.AlertWindows.For(window) : rules;
    }

    private static YamlMap? Find(YamlNode node, string reference, Dictionary<string, YamlMap> known, YamlMap parent, SpecReading reading)
    {
        if (node is YamlMappingNode && YamlMap.Of(node, parent.Path, reading.Fault) is var map && !map.Has(reference))
            return map.MapOrNull("spec");
        var name = node is YamlScalarNode { Value: { } text } ? text : YamlMap.Of(node, parent.Path, reading.Fault).Text(reference);
        if (known.TryGetValue(name, out var found)) return found;
        reading.Find(node, "alert-elsewhere", $"'{name}' is not in this file", "not used: other rules alert");
        return null;
    }

    private static BurnRule? Rule(YamlMap spec, Duration window, SpecReading reading)
    {
        var condition = spec.Map("condition");
        if (condition.TextOr("kind", "") is var kind && kind != "burnrate" || condition.TextOr("op", "gt") is not ("gt" or "gte"))
        {
            reading.Find(condition.Node, "unknown-condition", $"a condition of kind '{kind}', {condition.TextOr("op", "")}",
                "not used: only a burn rate above a threshold alerts");
            return null;
        }
        var (factor, longer) = (condition.Number("threshold"), ShortDuration.Read(condition, "lookbackWindow"));
        if (factor <= 0)
            condition.Refuse("threshold", "bad-burn-rate", $"'{condition.PathOf("threshold")}' is {factor}", "Give a burn rate above 0.");
        var shorter = condition.Has("alertAfter") ? ShortDuration.Read(condition, "alertAfter") : longer;
        var urgency = spec.TextOr("severity", "") is "page" or "critical" ? AlertUrgency.Page : AlertUrgency.Ticket;
        return new(urgency, longer, shorter, (double)factor * (longer / window), (double)factor);
    }
}
