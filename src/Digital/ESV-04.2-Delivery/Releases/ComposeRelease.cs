using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Delivery.Releases;

/// <summary>What a release is made from.</summary>
/// <param name="Commits">The repository's commits on the released branch, the oldest first.</param>
/// <param name="From">The commit of the release before, or null for the first.</param>
/// <param name="To">The commit that is released.</param>
/// <param name="Components">Which paths are which items; the longest prefix counts.</param>
/// <param name="StoryPattern">How messages name stories: <c>[A-Z]+-\d+</c>.</param>
public sealed record ComposeReleaseInputs(
    string Tag, Instant At, ImmutableArray<PushedCommit> Commits, string? From, string To, ImmutableArray<ComponentPath> Components,
    string StoryPattern);

/// <summary>A release and what it contains.</summary>
/// <param name="Commits">New since the release before, the oldest first.</param>
/// <param name="Stories">Stories that their messages name, each once, by name.</param>
/// <param name="Components">Items that they touched, by name: what a deployment of it changes.</param>
/// <param name="Untold">Commits that name no story.</param>
public sealed record Release(
    string Tag, Instant At, ImmutableArray<PushedCommit> Commits, ImmutableArray<string> Stories, ImmutableArray<string> Components,
    int Untold);

/// <summary>Composes a release from the commits between two of them. Finds <c>path-without-component</c>.</summary>
public static class ComposeRelease
{
    /// <summary>The release. Refuses <c>unknown-commit</c>, <c>ends-crossed</c>, <c>bad-pattern</c>.</summary>
    public static Outcome<Release> Run(ComposeReleaseInputs inputs)
    {
        Regex pattern;
        try
        {
            pattern = new(inputs.StoryPattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return new Refusal("bad-pattern", fault.Message, inputs.StoryPattern,
                "Write a pattern without look-around and back references.");
        }
        int Of(string? sha) => inputs.Commits.IndexOf(inputs.Commits.FirstOrDefault(commit => commit.Sha == sha)!);
        var (before, last) = (Of(inputs.From), Of(inputs.To));
        if (last < 0 || (inputs.From is not null && before < 0))
            return new Refusal("unknown-commit", "The branch has no such commit", last < 0 ? inputs.To : inputs.From!,
                "Take in the push that has it first.");
        if (before > last)
            return new Refusal("ends-crossed", "The release before is later than this one", inputs.Tag, "Turn the ends round.");
        var commits = inputs.Commits[(before + 1)..(last + 1)];
        var paths = commits.SelectMany(commit => commit.Paths).Distinct().Select(path => (path, Item: ComponentPath.ItemOf(path,
            inputs.Components)))
            .ToArray();
        return Outcome.Of(
            new Release(inputs.Tag, inputs.At, commits,
                [.. commits.SelectMany(commit => pattern.Matches(commit.Message)).Select(match => match.Value).Distinct()
                    .Order(StringComparer.Ordinal)],
                [.. paths.Select(one => one.Item).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
                commits.Count(commit => !pattern.IsMatch(commit.Message))),
            paths.Where(one => one.Item is null).Select(one => new Finding("path-without-component", Severity.Note,
                "No component is built from it", one.path, "left it out of the touched items")));
    }
}
