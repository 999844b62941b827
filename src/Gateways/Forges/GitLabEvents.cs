using Busbar.Digital.Handoffs.Delivery;

namespace Busbar.Gateways.Forges;

/// <summary>GitLab's events. Source: docs.gitlab.com, Webhook events.</summary>
internal static class GitLabEvents
{
    /// <summary>What happened, or null for an event that says nothing of delivery.</summary>
    public static ForgeEvent? Of(string kind, ForgeFields post) => kind switch
    {
        "Push Hook" => Push(post),
        "Pipeline Hook" => Pipeline(post, post.Object("object_attributes")),
        "Deployment Hook" => Deployment(post),
        "Release Hook" when post.Text("action") == "create" => new ForgeEvent.Released(Repository(post), post.Time("released_at"),
            post.Text("tag"), post.MaybeText("name") ?? "", post.Object("commit").Text("id")),
        "Merge Request Hook" => Merge(post, post.Object("object_attributes")),
        _ => null,
    };

    private static ForgeEvent.Pushed? Push(ForgeFields post)
    {
        var commits = post.Items("commits").Select(commit => commit.Commit()).ToArray();
        var reference = post.Text("ref");
        return commits.Length == 0 || !reference.StartsWith("refs/heads/", StringComparison.Ordinal) ? null
            : new(Repository(post), commits[^1].Authored, reference["refs/heads/".Length..], post.Text("after"), [.. commits]);
    }

    private static ForgeEvent.Built Pipeline(ForgeFields post, ForgeFields pipeline)
    {
        var finished = pipeline.MaybeTime("finished_at");
        return new(Repository(post), finished ?? pipeline.Time("created_at"), pipeline.Text("id"), pipeline.MaybeText("name") ?? "",
            pipeline.MaybeText("ref") ?? "", pipeline.Text("sha"), ResultOf(pipeline.Text("status")), pipeline.Time("created_at"),
                finished);
    }

    private static ForgeEvent.Deployed Deployment(ForgeFields post)
    {
        var at = post.Time("status_changed_at");
        // The event names its commit by its address, whose last part is the hash.
        return new(Repository(post), at, post.Text("deployment_id"), post.Text("environment"),
            post.MaybeText("commit_url")?.Split('/')[^1] ?? post.Text("short_sha"), ResultOf(post.Text("status")), null);
    }

    private static ForgeEvent.Proposed Merge(ForgeFields post, ForgeFields merge)
    {
        var isMerged = merge.Text("state") == "merged";
        return new(Repository(post), merge.Time("updated_at"), merge.Text("iid"), merge.Text("title"), post.Object("user").Text("username"),
            merge.Time("created_at"), isMerged ? merge.MaybeTime("merged_at") ?? merge.Time("updated_at") : null,
            isMerged ? merge.MaybeText("merge_commit_sha") ?? "" : "");
    }

    private static string Repository(ForgeFields post) => post.Object("project").Text("path_with_namespace");

    private static ForgeResult ResultOf(string status) => status switch
    {
        "success" => ForgeResult.Success,
        "failed" => ForgeResult.Failure,
        "canceled" or "skipped" => ForgeResult.Cancelled,
        _ => ForgeResult.Running,
    };
}
