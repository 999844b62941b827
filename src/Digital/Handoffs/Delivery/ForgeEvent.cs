using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Delivery;

/// <summary>A commit as a forge tells it.</summary>
/// <param name="Sha">Its hash in hexadecimal.</param>
/// <param name="Message">What its author says of it.</param>
/// <param name="Author">The author's name.</param>
/// <param name="Authored">When.</param>
/// <param name="Paths">Files that it adds, changes or removes; empty where the forge does not say.</param>
public sealed record PushedCommit(string Sha, string Message, string Author, Instant Authored, ImmutableArray<string> Paths);

/// <summary>How far a build or a deployment is.</summary>
public enum ForgeResult
{
    /// <summary>It has not ended.</summary>
    Running,
    /// <summary>It did what it should.</summary>
    Success,
    /// <summary>It did not.</summary>
    Failure,
    /// <summary>It was stopped or passed over.</summary>
    Cancelled,
}

/// <summary>Something that happened in a forge: GitHub, GitLab, or another that posts our generic form.</summary>
/// <param name="Repository">The repository's whole name, <c>grid/bids</c>.</param>
/// <param name="At">When, on the forge's word.</param>
public abstract record ForgeEvent(string Repository, Instant At)
{
    /// <summary>Commits came to a branch.</summary>
    /// <param name="Branch">Without <c>refs/heads/</c>.</param>
    /// <param name="Head">The branch's new end.</param>
    public sealed record Pushed(string Repository, Instant At, string Branch, string Head, ImmutableArray<PushedCommit> Commits)
        : ForgeEvent(Repository, At);

    /// <summary>A build began or ended.</summary>
    /// <param name="Run">The forge's number of it.</param>
    public sealed record Built(
        string Repository, Instant At, string Run, string Name, string Branch, string Commit, ForgeResult Result, Instant? Started,
        Instant? Finished) : ForgeEvent(Repository, At);

    /// <summary>A deployment began or ended.</summary>
    /// <param name="Deployment">The forge's number of it.</param>
    /// <param name="Environment">As the forge calls it.</param>
    public sealed record Deployed(
        string Repository, Instant At, string Deployment, string Environment, string Commit, ForgeResult Result, Instant? Started)
        : ForgeEvent(Repository, At);

    /// <summary>A release was published.</summary>
    /// <param name="Commit">What was released, or the branch where the forge names no commit.</param>
    public sealed record Released(string Repository, Instant At, string Tag, string Title, string Commit) : ForgeEvent(Repository, At);

    /// <summary>A change was proposed, merged or closed.</summary>
    /// <param name="Number">The forge's number of it.</param>
    /// <param name="Merged">When it was merged, or null.</param>
    /// <param name="MergeCommit">The commit that brought it in, or empty.</param>
    public sealed record Proposed(
        string Repository, Instant At, string Number, string Title, string Author, Instant Created, Instant? Merged, string MergeCommit)
        : ForgeEvent(Repository, At);
}

/// <summary>A post of a forge whose signature was good.</summary>
/// <param name="Forge">Which form: <c>github</c>, <c>gitlab</c>, <c>generic</c>.</param>
/// <param name="Keys">What this post is known by, its delivery's number and its content's hash: one of them seen again is a replay.</param>
/// <param name="Kind">The event as the forge calls it.</param>
/// <param name="Event">What happened, or null for an event that says nothing of delivery: a ping, a star, a wiki.</param>
public sealed record ForgePost(string Forge, ImmutableArray<string> Keys, string Kind, ForgeEvent? Event);
