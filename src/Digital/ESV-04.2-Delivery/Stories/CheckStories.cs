using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Delivery.Stories;

/// <summary>What must be so for a story to be accepted.</summary>
/// <param name="Text">In the words of who wants it: <c>a bid after the gate is refused</c>.</param>
/// <param name="Tests">Names of the tests that show it, with or without their class.</param>
public sealed record AcceptanceCriterion(string Text, ImmutableArray<string> Tests);

/// <summary>Something somebody needs.</summary>
/// <param name="Requirement">The requirement it comes from, or empty.</param>
public sealed record Story(string Id, string Title, string Requirement, ImmutableArray<AcceptanceCriterion> Criteria);

/// <summary>Whether a criterion is met.</summary>
public enum CriterionState
{
    /// <summary>All its tests held.</summary>
    Met,
    /// <summary>One of them did not.</summary>
    Broken,
    /// <summary>It names no test, or one that did not run.</summary>
    Unproven,
}

/// <summary>A story and the state of each of its criteria, in their order.</summary>
public sealed record StoryState(Story Story, ImmutableArray<CriterionState> Criteria)
{
    /// <summary>True when it has criteria and all are met.</summary>
    public bool IsAccepted => !Criteria.IsEmpty && Criteria.All(state => state == CriterionState.Met);
}

/// <summary>Holds stories against the reports of a build: a story is accepted when the tests of every criterion ran and held. Finds
/// <c>story-without-criteria</c>, <c>criterion-without-test</c>, <c>test-not-run</c>.</summary>
public static class CheckStories
{
    /// <summary>The states, in the order of the stories.</summary>
    public static Outcome<ImmutableArray<StoryState>> Run(ImmutableArray<Story> stories, ImmutableArray<TestReport> reports)
    {
        var outcomes = reports.SelectMany(report => report.Suites).SelectMany(suite => suite.Cases)
            .SelectMany(one => new[] { one.Name, $"{one.Class}.{one.Name}" }.Distinct().Select(name => (name, one.Outcome)))
            .ToLookup(pair => pair.name, pair => pair.Outcome);
        var findings = new List<Finding>();
        var states = stories.Select(story =>
        {
            if (story.Criteria.IsEmpty)
                findings.Add(new("story-without-criteria", Severity.Warning, "Nobody said when it is done", story.Id,
                    "it is not accepted"));
            return new StoryState(story, [.. story.Criteria.Select(criterion => StateOf(story, criterion, outcomes, findings))]);
        }).ToImmutableArray();
        return Outcome.Of(states, findings);
    }

    private static CriterionState StateOf(
        Story story, AcceptanceCriterion criterion, ILookup<string, TestOutcome> outcomes, List<Finding> findings)
    {
        if (criterion.Tests.IsEmpty)
            findings.Add(new("criterion-without-test", Severity.Warning, $"No test shows that {criterion.Text}", story.Id,
                "it is unproven"));
        var state = criterion.Tests.IsEmpty ? CriterionState.Unproven : CriterionState.Met;
        foreach (var test in criterion.Tests)
        {
            var ran = outcomes[test].Where(outcome => outcome != TestOutcome.Skipped).ToArray();
            if (ran.Any(outcome => outcome != TestOutcome.Passed)) return CriterionState.Broken;
            if (ran.Length > 0) continue;
            findings.Add(new("test-not-run", Severity.Warning, $"The test '{test}' did not run", story.Id, "its criterion is unproven"));
            state = CriterionState.Unproven;
        }
        return state;
    }
}
