using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Gateways.Forges;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Delivery.Tests.Forges;

public sealed class ForgePostTests
{
    private const string Secret = "It's a Secret to Everybody";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 8, 12, 0);

    private const string Deployment = """
        {"deployment_status":{"state":"success","created_at":"2026-03-08T11:59:00Z"},"repository":{"full_name":"grid/bids"},
        "deployment":{"id":42,"environment":"production","sha":"abc","created_at":"2026-03-08T11:55:00Z"}}
        """;

    [Fact]
    public void GitHubs_published_example_of_a_signature_is_good_and_every_other_is_not()
    {
        // docs.github.com, Validating webhook deliveries: this secret, this payload, this signature.
        const string published = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        Assert.Equal("broken-json", Code(GitHub("push", "Hello, World!", published)));
        Assert.Equal("bad-signature", Code(GitHub("push", "Hello, World?", published)));
        Assert.Equal("bad-signature", Code(GitHub("push", "Hello, World!", published[..^1] + "8")));
        Assert.Equal("bad-signature", Code(GitHub("push", "Hello, World!", "sha256=")));
        Assert.Equal("unsigned", Code(GitHub("push", "Hello, World!", "sha1=757107ea")));
        Assert.Equal("unsigned", Code(GitHub("push", "Hello, World!", "")));
    }

    [Fact]
    public void A_deployment_of_github_is_read_once_and_its_replay_refused_under_any_number()
    {
        var post = ReadForgePost.Read(GitHub("deployment_status", Deployment)).OrThrow();
        Assert.Equal(new ForgeEvent.Deployed("grid/bids", now - Duration.FromMinutes(1), "42", "production", "abc", ForgeResult.Success,
            now - Duration.FromMinutes(5)), post.Event);
        var seen = post.Keys.ToHashSet();
        Assert.Equal("replayed", Code(GitHub("deployment_status", Deployment) with { IsSeen = seen.Contains }));
        var renumbered = GitHub("deployment_status", Deployment, delivery: "another") with { IsSeen = seen.Contains };
        Assert.Equal("replayed", Code(renumbered));
    }

    [Fact]
    public void An_event_too_old_or_to_come_is_refused()
    {
        Assert.Equal("stale-post", Code(GitHub("deployment_status", Deployment) with { ReceivedAt = now + Duration.FromDays(4) }));
        Assert.Equal("early-post", Code(GitHub("deployment_status", Deployment) with { ReceivedAt = now - Duration.FromHours(1) }));
    }

    [Fact]
    public void Pushes_runs_releases_and_pull_requests_of_github_are_read()
    {
        var push = Assert.IsType<ForgeEvent.Pushed>(Event("push", """
            {"ref":"refs/heads/main","after":"def","repository":{"full_name":"grid/bids","pushed_at":1772971140},"head_commit":{"id":"def"},
            "commits":[{"id":"def","message":"BUS-7 Refuse late bids","timestamp":"2026-03-01T09:00:00-05:00","author":{"name":"Ann"},
            "added":["b.cs"],"modified":["a.cs"],"removed":[]}]}
            """));
        Assert.Equal(("main", "def", "Ann", Instant.FromUtc(2026, 3, 1, 14, 0), "a.cs,b.cs"),
            (push.Branch, push.Head, push.Commits[0].Author, push.Commits[0].Authored, string.Join(',', push.Commits[0].Paths)));
        var built = Assert.IsType<ForgeEvent.Built>(Event("workflow_run", """
            {"workflow_run":{"id":9,"name":"test","head_branch":"main","head_sha":"def","status":"completed","conclusion":"failure",
            "run_started_at":"2026-03-08T11:50:00Z","updated_at":"2026-03-08T11:58:00Z"},"repository":{"full_name":"grid/bids"}}
            """));
        Assert.Equal(("9", ForgeResult.Failure, now - Duration.FromMinutes(2)), (built.Run, built.Result, built.Finished));
        var release = Assert.IsType<ForgeEvent.Released>(Event("release", """
            {"action":"published","release":{"tag_name":"v2","name":"Two","target_commitish":"main","published_at":"2026-03-08T11:58:00Z"},
            "repository":{"full_name":"grid/bids"}}
            """));
        Assert.Equal(("v2", "main"), (release.Tag, release.Commit));
        var change = Assert.IsType<ForgeEvent.Proposed>(Event("pull_request", """
            {"pull_request":{"number":7,"title":"Refuse","user":{"login":"ann"},"created_at":"2026-03-07T11:58:00Z",
            "updated_at":"2026-03-08T11:58:00Z","merged_at":"2026-03-08T11:58:00Z","merge_commit_sha":"def"},
            "repository":{"full_name":"grid/bids"}}
            """));
        Assert.Equal(("7", "ann", "def"), (change.Number, change.Author, change.MergeCommit));
        Assert.Null(Event("star", "{}"));
        Assert.Null(Event("push", """{"ref":"refs/tags/v2","repository":{"full_name":"grid/bids"}}"""));
    }

    [Fact]
    public void Events_of_gitlab_are_read_and_its_token_is_compared()
    {
        const string deployed = """
            {"status":"success","status_changed_at":"2026-03-08 13:59:00 +0200","deployment_id":15,"environment":"prod",
            "commit_url":"https://git.example/grid/bids/-/commit/279484c0","project":{"path_with_namespace":"grid/bids"}}
            """;
        Assert.Equal(new ForgeEvent.Deployed("grid/bids", now - Duration.FromMinutes(1), "15", "prod", "279484c0", ForgeResult.Success,
            null),
            ReadForgePost.Read(GitLab("Deployment Hook", deployed, Secret)).OrThrow().Event);
        Assert.Equal("bad-signature", Code(GitLab("Deployment Hook", deployed, "guess")));
        Assert.Equal("unsigned", Code(GitLab("Deployment Hook", deployed, "")));
        var push = ReadForgePost.Read(GitLab("Push Hook", """
            {"ref":"refs/heads/main","after":"def","project":{"path_with_namespace":"grid/bids"},"commits":[{"id":"def","message":"m",
            "timestamp":"2026-01-08T11:59:00+00:00","author":{"name":"Ann"},"added":["a.cs"]}]}
            """, Secret)).OrThrow().Event;
        Assert.Equal("def", Assert.IsType<ForgeEvent.Pushed>(push).Head);
        var pipeline = ReadForgePost.Read(GitLab("Pipeline Hook", """
            {"object_attributes":{"id":31,"name":"test","ref":"main","sha":"def","status":"failed","created_at":"2026-03-08 11:50:00 UTC",
            "finished_at":"2026-03-08 11:58:00 UTC"},"project":{"path_with_namespace":"grid/bids"}}
            """, Secret)).OrThrow().Event;
        Assert.Equal(ForgeResult.Failure, Assert.IsType<ForgeEvent.Built>(pipeline).Result);
        var merged = ReadForgePost.Read(GitLab("Merge Request Hook", """
            {"user":{"username":"ann"},"project":{"path_with_namespace":"grid/bids"},
            "object_attributes":{"iid":7,"title":"Refuse","state":"merged",
            "created_at":"2026-03-07 11:58:00 UTC","updated_at":"2026-03-08 11:58:00 UTC","merge_commit_sha":"def"}}
            """, Secret)).OrThrow().Event;
        Assert.Equal(("def", now - Duration.FromMinutes(2)),
            (Assert.IsType<ForgeEvent.Proposed>(merged).MergeCommit, Assert.IsType<ForgeEvent.Proposed>(merged).Merged));
        var release = ReadForgePost.Read(GitLab("Release Hook", """
            {"action":"create","tag":"v2","name":"Two","released_at":"2026-03-08 11:58:00 UTC","commit":{"id":"def"},
            "project":{"path_with_namespace":"grid/bids"}}
            """, Secret)).OrThrow().Event;
        Assert.Equal("v2", Assert.IsType<ForgeEvent.Released>(release).Tag);
    }

    [Fact]
    public void Our_generic_form_signs_its_time_and_says_what_happened()
    {
        const string body = """
            {"repository":"grid/bids","at":"2026-03-08T11:59:00Z","deployment":"5","environment":"prod","commit":"abc","result":"failure"}
            """;
        Assert.Equal(ForgeResult.Failure,
            Assert.IsType<ForgeEvent.Deployed>(ReadForgePost.Read(Generic("deployment", body, 0)).OrThrow().Event).Result);
        Assert.Equal("stale-post", Code(Generic("deployment", body, -301)));
        Assert.Equal("early-post", Code(Generic("deployment", body, 301)));
        Assert.Equal("event-field", Code(Generic("deployment", body.Replace("failure", "so-so", StringComparison.Ordinal), 0)));
        foreach (var (kind, fields) in new[]
        {
            ("push", "\"branch\":\"main\",\"head\":\"abc\",\"commits\":[]"), ("build",
                "\"run\":\"1\",\"commit\":\"abc\",\"result\":\"running\""),
            ("release", "\"tag\":\"v1\",\"commit\":\"abc\""),
            ("change", "\"number\":1,\"title\":\"t\",\"author\":\"ann\",\"created\":\"2026-03-08T11:00:00Z\""),
        })
            Assert.NotNull(ReadForgePost.Read(
                Generic(kind, $"{{\"repository\":\"grid/bids\",\"at\":\"2026-03-08T11:59:00Z\",{fields}}}", 0)).OrThrow().Event);
        Assert.Null(ReadForgePost.Read(Generic("wiki", "{}", 0)).OrThrow().Event);
    }

    [Fact]
    public void Posts_that_could_hurt_are_refused()
    {
        Assert.Equal("post-too-large", Code(GitHub("push", new string(' ', ReadForgePost.BytesMost + 1))));
        Assert.Equal("broken-json", Code(GitHub("push", new string('[', 40) + new string(']', 40))));
        Assert.Equal("broken-json", Code(GitHub("push", """{"ref":"a","ref":"b"}""")));
        Assert.Equal("broken-json", Code(GitHub("push", """{"ref":"\ud800"}""")));
        Assert.Equal("event-field", Code(GitHub("push", """{"ref":["refs/heads/main"]}""")));
        Assert.Equal("event-field", Code(GitHub("deployment_status", Deployment.Replace("2026-03-08T11:59:00Z", "noon",
            StringComparison.Ordinal))));
        Assert.Equal("no-secret", Code(GitHub("push", "{}") with { Secret = "" }));
        Assert.Equal("unknown-forge", Code(GitHub("push", "{}") with { Forge = "sourceforge" }));
        var many = string.Join(',', Enumerable.Repeat("{}", 10_001));
        Assert.Equal("event-field", Code(Generic("push",
            $$"""{"repository":"r","at":"2026-03-08T11:59:00Z","branch":"b","head":"h","commits":[{{many}}]}""", 0)));
    }

    private static string Code(ForgePostInputs post) => SharedFiles.RefusalOf(ReadForgePost.Read(post)).Code;

    private static ForgeEvent? Event(string kind, string body) => ReadForgePost.Read(GitHub(kind, body)).OrThrow().Event;

    private static ForgePostInputs GitHub(string kind, string body, string? signature = null, string delivery = "72d3162e") => new("github",
        new Dictionary<string, string>
        {
            ["x-github-event"] = kind, ["x-github-delivery"] = delivery, ["x-hub-signature-256"] = signature ?? Sign(body),
        }, Encoding.UTF8.GetBytes(body), Secret, now, _ => false);

    private static ForgePostInputs GitLab(string kind, string body, string token) => new("gitlab",
        new Dictionary<string, string> { ["x-gitlab-event"] = kind, ["x-gitlab-event-uuid"] = "1", ["x-gitlab-token"] = token },
        Encoding.UTF8.GetBytes(body), Secret, now, _ => false);

    private static ForgePostInputs Generic(string kind, string body, int secondsLate)
    {
        var stamp = (now.ToUnixTimeSeconds() + secondsLate).ToString(CultureInfo.InvariantCulture);
        return new("generic", new Dictionary<string, string>
        {
            ["x-busbar-event"] = kind, ["x-busbar-delivery"] = "1", ["x-busbar-timestamp"] = stamp,
            ["x-busbar-signature-256"] = Sign($"{stamp}.{body}"),
        }, Encoding.UTF8.GetBytes(body), Secret, now, _ => false);
    }

    private static string Sign(string text) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text)));
}
