using System.Collections.Immutable;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>Finds what holds an alert back. The sources of each rule are indexed by the labels that must be alike, so that a storm is not
/// held against itself one by one.</summary>
internal sealed class FindInhibitor
{
    private readonly ImmutableArray<InhibitRule> rules;
    private readonly Dictionary<(int Rule, bool IsOneSided, string Alike), string> sources = [];

    public FindInhibitor(ImmutableArray<InhibitRule> rules, IEnumerable<AlertStanding> firing)
    {
        this.rules = rules;
        foreach (var standing in firing)
            for (var i = 0; i < rules.Length; i++)
                if (rules[i].Sources.FitAll(standing.Raised.Labels))
                {
                    var alike = Alike(rules[i], standing);
                    sources.TryAdd((i, false, alike), standing.Key);
                    if (!rules[i].Targets.FitAll(standing.Raised.Labels)) sources.TryAdd((i, true, alike), standing.Key);
                }
    }

    /// <summary>The alert that holds one back and the rule's name; null for none.</summary>
    public (string Key, string Rule)? Of(AlertStanding target)
    {
        for (var i = 0; i < rules.Length; i++)
            if (rules[i].Targets.FitAll(target.Raised.Labels)
                && sources.TryGetValue((i, rules[i].Sources.FitAll(target.Raised.Labels), Alike(rules[i], target)), out var key))
                return (key, rules[i].Name);
        return null;
    }

    private static string Alike(InhibitRule rule, AlertStanding standing) =>
        string.Join('\0', rule.Equal.Select(label => standing.Raised.Labels.GetValueOrDefault(label) ?? ""));
}
