using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Delivery.Dora;

/// <summary>A commit of a change and when its author made it.</summary>
public sealed record AuthoredCommit(string Sha, Instant Authored);

/// <summary>A word of somebody about a change.</summary>
public sealed record ReviewComment(string Id, string Author, Instant At);

/// <summary>A change as it was proposed, reviewed and merged: a pull or merge request.</summary>
/// <param name="MergeCommit">The commit that brought it in.</param>
/// <param name="Merged">When, or null when it was not.</param>
public sealed record ProposedChange(
    string Id, string Author, string MergeCommit, Instant Created, Instant? Merged, ImmutableArray<AuthoredCommit> Commits,
    ImmutableArray<ReviewComment> Comments);

/// <summary>A commit that is new between two deployed commits.</summary>
public sealed record NewCommit(string OldCommit, string Deployed, string Commit);

/// <summary>A project's changes and deployments.</summary>
public sealed record TraceChangesInputs(
    ImmutableArray<ProposedChange> Changes, ImmutableArray<Deployment> Deployments, ImmutableArray<NewCommit> NewCommits);

/// <summary>How long a change took from the first commit to customers. A stretch that would run backwards is null.</summary>
/// <param name="FirstCommit">The commit its author made first.</param>
/// <param name="Coding">First commit to proposal.</param>
/// <param name="FirstReview">The first word of somebody else; null when nobody spoke.</param>
/// <param name="Pickup">Proposal to that word.</param>
/// <param name="Review">That word to the merge.</param>
/// <param name="Deployment">The live deployment that brought it to customers, or null.</param>
/// <param name="Deploy">Merge to the end of that deployment.</param>
/// <param name="Cycle">Coding, proposal to merge, and deploy together.</param>
/// <param name="Deployed">When customers had it.</param>
public sealed record ChangeTrace(
    ProposedChange Change, AuthoredCommit? FirstCommit, Duration? Coding, ReviewComment? FirstReview, Duration? Pickup, Duration? Review,
    Deployment? Deployment, Duration? Deploy, Duration Cycle, Instant? Deployed)
{
    /// <summary>DORA's lead time for changes: first commit to customers; null until they have it.</summary>
    public Duration? LeadTime => Deployed - (FirstCommit?.Authored ?? Change.Created) is { } time && time >= Duration.Zero ? time : null;
}

/// <summary>Follows merged changes to the first live deployment that holds them: the one whose new commits since the deployment before it
/// have the merge. A first deployment has no before, so what it brought is not known. Source: Apache DevLake's change lead time
/// (plugins/dora).</summary>
public static class TraceChanges
{
    /// <summary>A trace for each change that was merged, by id.</summary>
    public static ImmutableArray<ChangeTrace> Run(TraceChangesInputs inputs)
    {
        var previous = FindPrevious.Run(inputs.Deployments);
        var byId = inputs.Deployments.ToDictionary(one => one.Id);
        var span = inputs.Deployments.Where(one => one.IsLive && previous.ContainsKey(one.Id))
            .ToLookup(one => (Old: byId[previous[one.Id]].Commit, New: one.Commit));
        var broughtBy = inputs.NewCommits.SelectMany(fresh => span[(fresh.OldCommit, fresh.Deployed)].Select(one => (fresh.Commit, one)))
            .ToLookup(pair => pair.Commit, pair => pair.one);
        return [.. inputs.Changes.Where(change => change.Merged is not null)
            .Select(change => Trace(change, broughtBy[change.MergeCommit].MinBy(one => one.Finished)))
            .OrderBy(trace => trace.Change.Id, StringComparer.Ordinal)];
    }

    private static ChangeTrace Trace(ProposedChange change, Deployment? deployment)
    {
        var merged = change.Merged!.Value;
        var commit = change.Commits.MinBy(one => one.Authored);
        var review = change.Comments.Where(comment => comment.Author != change.Author).MinBy(comment => comment.At);
        var coding = Forward(commit?.Authored, change.Created);
        var deploy = deployment is null ? null : Forward(merged, deployment.Finished!.Value);
        return new(change, commit, coding, review, Forward(change.Created, review?.At), Forward(review?.At, merged), deployment, deploy,
            (coding ?? Duration.Zero) + (merged - change.Created) + (deploy ?? Duration.Zero), deployment?.Finished);
    }

    private static Duration? Forward(Instant? from, Instant? to) => to - from is { } time && time >= Duration.Zero ? time : null;
}
