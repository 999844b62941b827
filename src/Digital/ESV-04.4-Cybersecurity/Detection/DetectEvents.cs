using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Detection;

/// <summary>Rules and the events they look at.</summary>
public sealed record DetectEventsInputs(ImmutableArray<DetectionRule> Rules, ImmutableArray<SecurityEvent> Events);

/// <summary>A line of a rule that held, and the field's value.</summary>
public sealed record MatchedLine(string Selection, string Field, string Value);

/// <summary>A rule that matched an event.</summary>
/// <param name="Because">The lines that held.</param>
public sealed record RuleMatch(DetectionRule Rule, SecurityEvent Event, ImmutableArray<MatchedLine> Because)
{
    /// <summary>The ATT&amp;CK techniques the rule names, as <c>T1490</c>.</summary>
    public ImmutableArray<string> Techniques => [.. Rule.Tags.Where(tag => tag.StartsWith("attack.t", StringComparison.OrdinalIgnoreCase)
        && tag.Length > 8 && char.IsAsciiDigit(tag[8])).Select(tag => tag[7..].ToUpperInvariant())];
}

/// <summary>What rules found in events.</summary>
/// <param name="Detections">By event in their order, then by rule in theirs.</param>
/// <param name="Refused">Rules that cannot be run, by id, and why.</param>
/// <param name="Untried">Rules of which no event came from where they look.</param>
public sealed record DetectionRun(
    ImmutableArray<RuleMatch> Detections, ImmutableArray<(string Rule, Refusal Why)> Refused, ImmutableArray<string> Untried);

/// <summary>Holds rules against events. A rule that cannot be run stops none of the others.</summary>
public static class DetectEvents
{
    /// <summary>What was found, with each refused rule and each unused selection as a finding.</summary>
    public static Outcome<DetectionRun> Run(DetectEventsInputs inputs)
    {
        var (ready, refused, findings) = (new List<CompiledRule>(), new List<(string, Refusal)>(), new List<Finding>());
        foreach (var rule in inputs.Rules)
            if (CompileRule.Run(rule) is Outcome<CompiledRule>.Done done)
            {
                ready.Add(done.Value);
                findings.AddRange(done.Findings);
            }
            else if (CompileRule.Run(rule) is Outcome<CompiledRule>.Refused why)
            {
                refused.Add((rule.Id, why.Refusal));
                findings.Add(new("rule-not-run", Severity.Warning, $"Rule {rule.Id}: {why.Refusal.What} [{why.Refusal.Code}]",
                    why.Refusal.Where, "the other rules were run"));
            }
        var (found, tried) = (ImmutableArray.CreateBuilder<RuleMatch>(), new HashSet<CompiledRule>());
        foreach (var it in inputs.Events)
            foreach (var rule in ready.Where(rule => rule.LooksAt(it)))
            {
                tried.Add(rule);
                if (rule.Condition(it)) found.Add(new(rule.Rule, it, Because(rule, it)));
            }
        return Outcome.Of(new DetectionRun(found.ToImmutable(), [.. refused],
            [.. ready.Where(rule => !tried.Contains(rule)).Select(rule => rule.Rule.Id)]), findings);
    }

    private static ImmutableArray<MatchedLine> Because(CompiledRule rule, SecurityEvent it) =>
    [
        .. rule.Selections.Where(selection => selection.Holds(it)).SelectMany(selection => selection.Lines.Where(line => line.Holds(it))
            .Select(line => new MatchedLine(selection.Name, line.Field, line.Field == "" ? it.Raw : string.Join(", ", it[line.Field])))),
    ];
}
