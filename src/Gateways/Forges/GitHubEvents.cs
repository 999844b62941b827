using Busbar.Digital.Handoffs.Delivery;

namespace Busbar.Gateways.Forges;

/// <summary>GitHub's events. Source: docs.github.com, Webhook events and payloads.</summary>
internal static class GitHubEvents
{
    /// <summary>What happened, or null for an event that says nothing of delivery.</summary>
    public static ForgeEvent? Of(string kind, ForgeFields post) => kind switch
    {
        "push" => Push(post),
        "workflow_run" => Run(post, post.Object("workflow_run")),
        "deployment_status" => Deployment(post, post.Object("deployment_status"), post.Object("deployment")),
        "release" when post.Text("action") == "published" => Release(post, post.Object("release")),
        "pull_request" => Pull(post, post.Object("pull_request")),
        _ => null,
    };

    private static ForgeEvent.Pushed? Push(ForgeFields post)
    {
        var reference = post.Text("ref");
        // A tag or a branch that was deleted brings no commits.
        if (!reference.StartsWith("refs/heads/", StringComparison.Ordinal) || !post.Has("head_commit")) return null;
        return new(Repository(post), post.Object("repository").Time("pushed_at"), reference["refs/heads/".Length..], post.Text("after"),
            [.. post.Items("commits").Select(commit => commit.Commit())]);
    }

    private static ForgeEvent.Built Run(ForgeFields post, ForgeFields run) => new(Repository(post), run.Time("updated_at"), run.Text("id"),
        run.MaybeText("name") ?? "", run.MaybeText("head_branch") ?? "", run.Text("head_sha"),
        run.Text("status") == "completed" ? ResultOf(run.MaybeText("conclusion")) : ForgeResult.Running, run.MaybeTime("run_started_at"),
        run.Text("status") == "completed" ? run.Time("updated_at") : null);

    private static ForgeEvent.Deployed Deployment(ForgeFields post, ForgeFields status, ForgeFields deployment) => new(Repository(post),
        status.Time("created_at"), deployment.Text("id"), deployment.Text("environment"), deployment.Text("sha"),
        ResultOf(status.Text("state")), deployment.MaybeTime("created_at"));

    private static ForgeEvent.Released Release(ForgeFields post, ForgeFields release) => new(Repository(post), release.Time("published_at"),
        release.Text("tag_name"), release.MaybeText("name") ?? "", release.MaybeText("target_commitish") ?? "");

    private static ForgeEvent.Proposed Pull(ForgeFields post, ForgeFields pull) => new(Repository(post), pull.Time("updated_at"),
        pull.Text("number"), pull.Text("title"), pull.Object("user").Text("login"), pull.Time("created_at"), pull.MaybeTime("merged_at"),
        pull.MaybeTime("merged_at") is null ? "" : pull.MaybeText("merge_commit_sha") ?? "");

    private static string Repository(ForgeFields post) => post.Object("repository").Text("full_name");

    private static ForgeResult ResultOf(string? state) => state switch
    {
        "success" or "inactive" => ForgeResult.Success,
        "failure" or "error" or "timed_out" or "startup_failure" => ForgeResult.Failure,
        "cancelled" or "skipped" or "neutral" or "stale" or "action_required" => ForgeResult.Cancelled,
        _ => ForgeResult.Running,
    };
}
