using Busbar.Digital.Handoffs.Delivery;

namespace Busbar.Gateways.Forges;

/// <summary>The form for everything else, of our own: the kind in <c>X-Busbar-Event</c>, flat JSON with <c>repository</c> and <c>at</c>.
/// <c>push</c>: branch, head, commits (id, message, author.name, timestamp, added, modified, removed). <c>build</c>: run, name, branch,
/// commit,
/// result, started. <c>deployment</c>: deployment, environment, commit, result, started. <c>release</c>: tag, title, commit. <c>change</c>:
/// number, title, author, created, merged, merge_commit. A result is running, success, failure or cancelled.</summary>
internal static class GenericEvents
{
    /// <summary>What happened, or null for another kind.</summary>
    public static ForgeEvent? Of(string kind, ForgeFields post) => kind switch
    {
        "push" => new ForgeEvent.Pushed(post.Text("repository"), post.Time("at"), post.Text("branch"), post.Text("head"),
            [.. post.Items("commits").Select(commit => commit.Commit())]),
        "build" => Built(post, ResultOf(post)),
        "deployment" => new ForgeEvent.Deployed(post.Text("repository"), post.Time("at"), post.Text("deployment"), post.Text("environment"),
            post.Text("commit"), ResultOf(post), post.MaybeTime("started")),
        "release" => new ForgeEvent.Released(post.Text("repository"), post.Time("at"), post.Text("tag"), post.MaybeText("title") ?? "",
            post.Text("commit")),
        "change" => new ForgeEvent.Proposed(post.Text("repository"), post.Time("at"), post.Text("number"), post.Text("title"),
            post.Text("author"), post.Time("created"), post.MaybeTime("merged"), post.MaybeText("merge_commit") ?? ""),
        _ => null,
    };

    private static ForgeEvent.Built Built(ForgeFields post, ForgeResult result) => new(post.Text("repository"), post.Time("at"),
        post.Text("run"), post.MaybeText("name") ?? "", post.MaybeText("branch") ?? "", post.Text("commit"), result,
        post.MaybeTime("started"), result == ForgeResult.Running ? null : post.Time("at"));

    private static ForgeResult ResultOf(ForgeFields post) => post.Text("result") switch
    {
        "running" => ForgeResult.Running,
        "success" => ForgeResult.Success,
        "failure" => ForgeResult.Failure,
        "cancelled" => ForgeResult.Cancelled,
        var other => throw new FormatException($"result '{other}' is none of running, success, failure, cancelled"),
    };
}
