using System.Collections.Immutable;
using Busbar.Digital.Delivery.Releases;
using Busbar.Digital.Handoffs.Delivery;
using NodaTime;

namespace Busbar.Digital.Delivery.Dora;

/// <summary>What forges told.</summary>
/// <param name="Events">In any order; the later word on a thing holds.</param>
/// <param name="Components">Which paths of which repositories are which configuration items.</param>
/// <param name="Production">What forges call production, in lower case.</param>
public sealed record FoldEventsInputs(
    ImmutableArray<ForgeEvent> Events, ImmutableArray<ComponentPath> Components, ImmutableHashSet<string> Production);

/// <summary>Deliveries as one history.</summary>
/// <param name="Commits">Commits of the branch that is deployed, the oldest first, by repository.</param>
public sealed record DeliveryHistory(
    ImmutableArray<Deployment> Deployments, ImmutableArray<ProposedChange> Changes, ImmutableArray<NewCommit> NewCommits,
    ImmutableArray<ForgeEvent.Built> Builds, ImmutableArray<ForgeEvent.Released> Releases,
    ImmutableSortedDictionary<string, ImmutableArray<PushedCommit>> Commits);

/// <summary>Folds a forge's events into a history: what each deployment brought since the live one before it, which items that touched, and
/// which deployment it rolls back. A deployment of a commit older than the live one rolls that one back, and touches what it had
/// touched.</summary>
public static class FoldEvents
{
    /// <summary>The history.</summary>
    public static DeliveryHistory Run(FoldEventsInputs inputs)
    {
        var events = inputs.Events.OrderBy(one => one.At).ToArray();
        var pushes = events.OfType<ForgeEvent.Pushed>().ToArray();
        var commits = pushes.GroupBy(push => push.Repository).ToImmutableSortedDictionary(group => group.Key,
            group => group.SelectMany(push => push.Commits).DistinctBy(commit => commit.Sha).ToImmutableArray(), StringComparer.Ordinal);
        var pushOf = new Dictionary<(string Repository, string Sha), ForgeEvent.Pushed>();
        foreach (var push in pushes)
            foreach (var commit in push.Commits) pushOf.TryAdd((push.Repository, commit.Sha), push);
        var deployments = new List<Deployment>();
        var fresh = new List<NewCommit>();
        foreach (var line in events.OfType<ForgeEvent.Deployed>().GroupBy(one => one.Repository))
            Deploy(line, commits.GetValueOrDefault(line.Key, []), inputs, deployments, fresh);
        return new(
            [.. deployments.OrderBy(one => one.Started).ThenBy(one => one.Id, StringComparer.Ordinal)],
            [.. events.OfType<ForgeEvent.Proposed>().GroupBy(one => (one.Repository, one.Number)).Select(words => words.Last())
                .Select(word => Change(word, pushOf.GetValueOrDefault((word.Repository, word.MergeCommit))))],
            [.. fresh], [.. events.OfType<ForgeEvent.Built>().GroupBy(one => (one.Repository, one.Run)).Select(words => words.Last())],
            [.. events.OfType<ForgeEvent.Released>()], commits);
    }

    private static void Deploy(
        IEnumerable<ForgeEvent.Deployed> line, ImmutableArray<PushedCommit> commits, FoldEventsInputs inputs, List<Deployment> deployments,
        List<NewCommit> fresh)
    {
        var place = commits.Select((commit, index) => (commit.Sha, index)).ToDictionary(pair => pair.Sha, pair => pair.index);
        var live = new Dictionary<string, Deployment>();
        foreach (var words in line.GroupBy(one => one.Deployment).OrderBy(group => group.Min(one => one.Started ?? one.At)))
        {
            var last = words.Last();
            var environment = inputs.Production.Contains(last.Environment.ToLowerInvariant())
                ? Deployment.Production : last.Environment.ToUpperInvariant();
            var before = live.GetValueOrDefault(environment);
            var brought = Brought(before?.Commit, last.Commit, commits, place, out var isBack);
            var deployment = new Deployment($"{last.Repository}#{last.Deployment}", $"{last.Repository}#{last.Deployment}", last.Repository,
                last.Repository, environment, last.Commit, ResultOf(last.Result), words.Min(one => one.Started ?? one.At),
                last.Result == ForgeResult.Running ? null : last.At,
                isBack ? before!.Touched : ItemsOf(brought, inputs.Components), isBack ? before!.Id : null);
            deployments.Add(deployment);
            if (deployment.Result != DeliveryResult.Success) continue;
            if (!isBack && before is not null)
                fresh.AddRange(brought.Select(commit => new NewCommit(before.Commit, last.Commit, commit.Sha)));
            live[environment] = deployment;
        }
    }

    private static ImmutableArray<PushedCommit> Brought(
        string? before, string commit, ImmutableArray<PushedCommit> commits, Dictionary<string, int> place, out bool isBack)
    {
        isBack = false;
        if (!place.TryGetValue(commit, out var to)) return [];
        if (before is null || !place.TryGetValue(before, out var from)) return commits[..(to + 1)];
        isBack = to < from;
        return isBack ? [] : commits[(from + 1)..(to + 1)];
    }

    private static ImmutableArray<string> ItemsOf(ImmutableArray<PushedCommit> commits, ImmutableArray<ComponentPath> components) =>
        [.. commits.SelectMany(commit => commit.Paths).Select(path => ComponentPath.ItemOf(path, components)).OfType<string>().Distinct()
            .Order(StringComparer.Ordinal)];

    /// <summary>A change with the commits of the push that brought it in, as far as one did.</summary>
    private static ProposedChange Change(ForgeEvent.Proposed word, ForgeEvent.Pushed? push) => new(
        $"{word.Repository}!{word.Number}", word.Author, word.MergeCommit, word.Created, word.Merged,
        [.. (push?.Commits ?? []).Select(commit => new AuthoredCommit(commit.Sha, commit.Authored))], []);

    private static DeliveryResult ResultOf(ForgeResult result) => result switch
    {
        ForgeResult.Success => DeliveryResult.Success,
        ForgeResult.Failure => DeliveryResult.Failure,
        ForgeResult.Running => DeliveryResult.Running,
        _ => DeliveryResult.Skipped,
    };
}
