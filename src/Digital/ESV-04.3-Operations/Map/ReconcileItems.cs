using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Map;

/// <summary>What one source says of one attribute of an item: a scanner saw version 15.4 of a database.</summary>
public sealed record ItemObservation(string Item, string Attribute, string Value, string Source, Instant SeenAt);

/// <summary>Whom to believe about an attribute, and how long.</summary>
/// <param name="Attribute">The attribute, as observations spell it.</param>
/// <param name="Sources">The most trusted first; a source that is not named is not used.</param>
/// <param name="AgeMax">An observation older than this is stale: used only where no fresher one of any source is left.</param>
public sealed record AttributePolicy(string Attribute, ImmutableArray<string> Sources, Duration AgeMax);

/// <summary>What an attribute was approved to be.</summary>
/// <param name="Change">The change that approved it.</param>
public sealed record BaselineValue(string Item, string Attribute, string Value, string Change);

/// <summary>What is reconciled.</summary>
public sealed record ReconcileItemsInputs(
    ImmutableArray<ItemObservation> Observations, ImmutableArray<AttributePolicy> Policies, ImmutableArray<BaselineValue> Baseline,
    Instant AsOf);

/// <summary>The value of an attribute that counts, and whether it is still fresh.</summary>
public sealed record ItemAttribute(string Item, string Attribute, string Value, string Source, Instant SeenAt, bool IsFresh);

/// <summary>Observed less baseline: a null observed value was approved and is not seen; a null approved one is seen and was never
/// approved.</summary>
public sealed record ItemDrift(string Item, string Attribute, string? Approved, string? Observed, string? Change);

/// <summary>The items as they are, and how far from what was approved.</summary>
public sealed record ReconciledItems(ImmutableArray<ItemAttribute> Attributes, ImmutableArray<ItemDrift> Drift);

/// <summary>Chooses among what sources say of configuration items: the most trusted fresh one; each source's latest word as of the clock
/// counts. Finds attributes that nobody keeps (<c>no-policy</c>), that are stale (<c>stale-attribute</c>), and on which fresh sources
/// disagree (<c>sources-disagree</c>). Drift is the difference from the approved baseline. Refuses two policies or baselines for one
/// attribute (<c>policy-twice</c>, <c>baseline-twice</c>).</summary>
public static class ReconcileItems
{
    /// <summary>The attributes in order of item and name, and the drift.</summary>
    public static Outcome<ReconciledItems> Run(ReconcileItemsInputs inputs)
    {
        if (inputs.Policies.GroupBy(policy => policy.Attribute).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new Refusal("policy-twice", $"{twice.Count()} policies for '{twice.Key}'", twice.Key, "Keep one.");
        if (inputs.Baseline.GroupBy(value => (value.Item, value.Attribute)).FirstOrDefault(same => same.Count() > 1) is { } same)
            return new Refusal("baseline-twice", $"{same.Count()} approved values of {same.Key.Item} {same.Key.Attribute}",
                string.Join(", ", same.Select(value => value.Change)), "Keep the latest change's.");
        var policies = inputs.Policies.ToDictionary(policy => policy.Attribute);
        var (findings, attributes) = (new List<Finding>(), new List<ItemAttribute>());
        foreach (var group in inputs.Observations.Where(seen => seen.SeenAt <= inputs.AsOf).GroupBy(seen => (seen.Item, seen.Attribute))
            .OrderBy(group => group.Key.Item, StringComparer.Ordinal).ThenBy(group => group.Key.Attribute, StringComparer.Ordinal))
        {
            var where = $"{group.Key.Item} {group.Key.Attribute}";
            if (!policies.TryGetValue(group.Key.Attribute, out var policy))
                findings.Add(new("no-policy", Severity.Warning, "No policy says whom to believe", where, "The attribute is not kept."));
            else if (Choose(group, policy, inputs.AsOf, where, findings) is { } chosen) attributes.Add(chosen);
        }
        return Outcome.Of(new ReconciledItems([.. attributes], [.. Drift(attributes, inputs.Baseline)]), findings);
    }

    private static ItemAttribute? Choose(
        IEnumerable<ItemObservation> seen, AttributePolicy policy, Instant asOf, string where, List<Finding> findings)
    {
        var words = seen.Where(each => policy.Sources.Contains(each.Source)).GroupBy(each => each.Source)
            .Select(source => source.MaxBy(each => each.SeenAt)!).OrderBy(each => policy.Sources.IndexOf(each.Source)).ToArray();
        var fresh = words.Where(each => each.SeenAt >= asOf - policy.AgeMax).ToArray();
        if ((fresh.FirstOrDefault() ?? words.MaxBy(each => each.SeenAt)) is not { } chosen) return null;
        if (fresh is [])
            findings.Add(new("stale-attribute", Severity.Warning, $"Last seen {chosen.SeenAt} by {chosen.Source}", where,
                "The last value stands, marked stale."));
        if (fresh.Any(each => each.Value != chosen.Value))
            findings.Add(new("sources-disagree", Severity.Note,
                string.Join(", ", fresh.Select(each => $"{each.Source}: {each.Value}")), where, $"{chosen.Source} is believed."));
        return new(chosen.Item, chosen.Attribute, chosen.Value, chosen.Source, chosen.SeenAt, fresh is not []);
    }

    private static IEnumerable<ItemDrift> Drift(List<ItemAttribute> attributes, ImmutableArray<BaselineValue> baseline)
    {
        var observed = attributes.ToDictionary(value => (value.Item, value.Attribute));
        var approved = baseline.ToDictionary(value => (value.Item, value.Attribute));
        return
            from key in observed.Keys.Union(approved.Keys)
            let seen = observed.GetValueOrDefault(key)?.Value
            let approval = approved.GetValueOrDefault(key)
            where seen != approval?.Value
            orderby key.Item, key.Attribute
            select new ItemDrift(key.Item, key.Attribute, approval?.Value, seen, approval?.Change);
    }
}
