using System.Collections.Immutable;
using Busbar.Digital.Delivery.Dora;
using Busbar.Digital.Delivery.Releases;
using Busbar.Digital.Handoffs.Delivery;
using NodaTime;

namespace Busbar.Digital.Delivery.Tests.Releases;

public sealed class ReleaseTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 5, 1, 8, 0);
    private static readonly ImmutableArray<ComponentPath> components = [new("src/", "platform"), new("src/Bids/", "bidder"), new("feeds/",
        "prices")];

    private static readonly ImmutableArray<PushedCommit> commits =
    [
        Commit("c1", "Begin", "src/Host/Program.cs"), Commit("c2", "BUS-7 Refuse late bids; see BUS-9", "src/Bids/Gate.cs"),
        Commit("c3", "Read prices sooner", "feeds/Read.cs", "notes.txt"), Commit("c4", "BUS-7 Once more", "src/Bids/Gate.cs"),
    ];

    [Fact]
    public void A_release_holds_the_commits_stories_and_components_since_the_one_before()
    {
        var outcome = Compose("c1", "c4");
        var release = outcome.OrThrow();
        Assert.Equal(["c2", "c3", "c4"], release.Commits.Select(commit => commit.Sha));
        Assert.Equal(["BUS-7", "BUS-9"], release.Stories);
        Assert.Equal(["bidder", "prices"], release.Components);
        Assert.Equal(1, release.Untold);
        Assert.Equal(["path-without-component"], SharedFiles.FindingsOf(outcome));
        Assert.Equal(4, Compose(null, "c4").OrThrow().Commits.Length);
    }

    [Fact]
    public void Ends_that_are_unknown_or_crossed_and_patterns_that_look_back_are_refused()
    {
        Assert.Equal("unknown-commit", SharedFiles.RefusalOf(Compose("c1", "c9")).Code);
        Assert.Equal("unknown-commit", SharedFiles.RefusalOf(Compose("c9", "c4")).Code);
        Assert.Equal("ends-crossed", SharedFiles.RefusalOf(Compose("c4", "c2")).Code);
        Assert.Equal("bad-pattern", SharedFiles.RefusalOf(ComposeRelease.Run(new("v", start, commits, null, "c4", components,
            "(?<=BUS)"))).Code);
    }

    [Fact]
    public void Events_of_a_forge_fold_into_deployments_that_know_what_they_touched_and_undo()
    {
        var history = FoldEvents.Run(new(
        [
            new ForgeEvent.Pushed("grid/bids", At(1), "main", "c2", commits[..2]), new ForgeEvent.Pushed("grid/bids", At(5), "main", "c4",
                commits[2..]),
            new ForgeEvent.Proposed("grid/bids", At(5), "12", "Read prices sooner", "ann", At(2), At(5), "c4"),
            Deployed(10, "1", "c2", ForgeResult.Success), Deployed(20, "2", "c4", ForgeResult.Running), Deployed(25, "2", "c4",
                ForgeResult.Success),
            Deployed(40, "3", "c2", ForgeResult.Success), Deployed(50, "4", "c4", ForgeResult.Failure),
            new ForgeEvent.Built("grid/bids", At(6), "77", "test", "main", "c4", ForgeResult.Success, At(5), At(6)),
            new ForgeEvent.Released("grid/bids", At(7), "v2", "Two", "c4"),
        ], components, ["prod"]));
        Assert.Equal(
            ["grid/bids#1 Success bidder,platform ", "grid/bids#2 Success bidder,prices ", "grid/bids#3 Success bidder,prices grid/bids#2",
                "grid/bids#4 Failure bidder,prices "],
            history.Deployments.Select(one => $"{one.Id} {one.Result} {string.Join(',', one.Touched)} {one.RollsBack}"));
        Assert.Equal((At(20), At(25), true), (history.Deployments[1].Started, history.Deployments[1].Finished,
            history.Deployments[1].IsLive));
        Assert.Equal(["c3", "c4"], history.NewCommits.Select(fresh => fresh.Commit));
        Assert.Equal((1, 1, 4), (history.Builds.Length, history.Releases.Length, history.Commits["grid/bids"].Length));
        var trace = Assert.Single(TraceChanges.Run(new(history.Changes, history.Deployments, history.NewCommits)));
        Assert.Equal(("grid/bids#2", Duration.FromMinutes(25)), (trace.Deployment!.Id, trace.LeadTime));
    }

    private static Kernel.Outcomes.Outcome<Release> Compose(string? from, string to) =>
        ComposeRelease.Run(new("v2", start, commits, from, to, components, @"[A-Z]+-\d+"));

    private static ForgeEvent.Deployed Deployed(int minute, string id, string commit, ForgeResult result) =>
        new("grid/bids", At(minute), id, "prod", commit, result, null);

    private static Instant At(int minute) => start + Duration.FromMinutes(minute);

    private static PushedCommit Commit(string sha, string message, params string[] paths) => new(sha, message, "ann", start, [.. paths]);
}
