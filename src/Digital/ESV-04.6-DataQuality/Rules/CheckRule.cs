using System.Collections.Frozen;
using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>Asks one rule of one table. The rules are Great Expectations' by name, argument and result (github.com/great-expectations,
/// test definitions of 24 October 2024); a rule or an argument that is not offered is refused by name, never passed over.</summary>
public static class CheckRule
{
    private static readonly FrozenDictionary<string, Rule> book =
        new[] { ValueRules.All, TextRules.All, TypeRules.All, ColumnRules.All, RowRules.All, TableRules.All, DistributionRules.All }
            .SelectMany(family => family).ToFrozenDictionary(rule => rule.Name);

    /// <summary>Arguments that say how a result is printed or a fault is caught, in which we have no choice to offer.</summary>
    private static readonly FrozenSet<string> withoutEffect = FrozenSet.Create("result_format", "catch_exceptions", "meta");

    /// <summary>The names of the rules offered, in order.</summary>
    public static ImmutableArray<string> Offered { get; } = [.. book.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What the rule found. Refuses a rule that is not offered, and arguments that are unknown, missing, of a wrong type or
    /// against
    /// each other; columns the table does not have; values the rule cannot compare.</summary>
    public static Outcome<RuleResult> Run(RuleCall call, RuleSubject subject)
    {
        if (!book.TryGetValue(call.Rule, out var rule))
            return new Refusal("unknown-rule", $"'{call.Rule}' is no rule we offer", subject.Table.Name,
                "Use a rule of the book; the stage's README lists them.");
        if (call.Arguments.Entries.FirstOrDefault(entry => !rule.Arguments.Contains(entry.Key) && !withoutEffect.Contains(entry.Key)).Key
            is { } unknown)
            return new Refusal("unknown-argument", $"{call.Rule} has no argument '{unknown}'", subject.Table.Name,
                $"It has {string.Join(", ", rule.Arguments)}.");
        var run = new RuleRun(call, subject);
        var result = rule.Judge(run);
        return run.Refusal is { } refusal ? refusal : result;
    }
}
