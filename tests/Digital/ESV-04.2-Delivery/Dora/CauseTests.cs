using System.Collections.Immutable;
using Busbar.Digital.Delivery.Dora;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Delivery.Tests.Dora;

public sealed class CauseTests
{
    private static readonly Duration window = Duration.FromHours(4), settle = Duration.FromMinutes(30);
    private static readonly Instant noon = Instant.FromUtc(2026, 3, 8, 12, 0);

    private static readonly ServiceMap map = new(
        [new("bids", "Day-ahead bids", "desk", Criticality.Vital, ["SMV-01.3"]), new("portal", "Portal", "desk", Criticality.Low, [])],
        [Item("bidder"), Item("prices"), Item("web")],
        [new("bids", ["bidder"], 1, "runs on"), new("bidder", ["prices"], 1, "reads"), new("portal", ["web"], 1, "runs on")], noon);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Causes_by_the_map_are_truer_than_the_nearest_deployment(int seed)
    {
        var history = new PlantedHistory((ulong)seed);
        var causes = LinkCauses.Run(new(history.Map, history.Deployments, history.Failures, window, settle)).OrThrow()
            .ToDictionary(link => link.Failure.Id, link => link.Deployment.Id);
        var nearest = LinkNearest.Run(history.Failures, history.Deployments).ToDictionary(link => link.Key, link => link.Value.Id);
        var (precision, recall) = history.Score(causes);
        var (guessed, reached) = history.Score(nearest);
        Assert.True(precision >= 0.9 && recall >= 0.95, $"causes: precision {precision:P1}, recall {recall:P1}");
        Assert.True(guessed <= 0.65 && reached <= 0.96, $"nearest: precision {guessed:P1}, recall {reached:P1}");
    }

    [Fact]
    public void A_deployment_of_what_the_service_stands_on_is_blamed_and_a_later_one_beside_it_is_not()
    {
        var link = Assert.Single(Links([Live("feed", -60, "prices"), Live("site", -5, "web")], Failure("bids", 0, 90)));
        Assert.Equal(("feed", CauseEvidence.Touched, "prices", 2), (link.Deployment.Id, link.Evidence, link.Item, link.Needs));
    }

    [Fact]
    public void The_nearer_item_is_blamed_before_the_later_deployment() =>
        Assert.Equal("near", Links([Live("near", -60, "bidder"), Live("far", -5, "prices")], Failure("bids", 0, 90))[0].Deployment.Id);

    [Fact]
    public void A_rollback_that_ends_the_failure_confirms_and_outranks_what_is_nearer()
    {
        var link = Links([Live("far", -60, "prices"), Live("near", -5, "bidder"), Live("back", 20, "prices") with { RollsBack = "far" }],
            Failure("bids", 0, 25))[0];
        Assert.Equal(("far", CauseEvidence.RolledBack), (link.Deployment.Id, link.Evidence));
    }

    [Fact]
    public void A_rollback_that_changes_nothing_clears_the_deployment() =>
        Assert.Empty(Links([Live("feed", -60, "prices"), Live("back", 20, "prices") with { RollsBack = "feed" }], Failure("bids", 0, 200)));

    [Fact]
    public void A_failure_before_the_deployment_or_long_after_it_is_not_its_doing()
    {
        Assert.Empty(Links([Live("late", 30, "bidder")], Failure("bids", 0, 90)));
        Assert.Empty(Links([Live("early", -241, "bidder")], Failure("bids", 0, 90)));
        Assert.Single(Links([Live("rolling", 3, "bidder")], Failure("bids", 0, 90)));
    }

    [Fact]
    public void Names_that_the_map_does_not_know_are_found()
    {
        var outcome = LinkCauses.Run(new(map, [Live("one", -5, "ghost") with { RollsBack = "nothing" }], [Failure("unheard", 0, 5)],
            window, settle));
        Assert.Equal(["unknown-service", "unknown-item", "unknown-rollback"], SharedFiles.FindingsOf(outcome));
    }

    [Fact]
    public void Five_metrics_of_a_small_month_are_those_worked_by_hand()
    {
        var (one, two) = (Live("one", 0, "bidder"), Live("two", 24 * 60, "web"));
        var back = Live("back", 60, "bidder") with { RollsBack = "one" };
        var failure = Failure("bids", 30, 70);
        var change = new ProposedChange("c", "ann", "commit-two", noon, noon + Duration.FromHours(2),
            [new("sha", noon - Duration.FromHours(6))], []);
        var trace = new ChangeTrace(change, change.Commits[0], null, null, null, null, two, null, Duration.Zero, two.Finished);
        var figures = MeasureDora.Run(new(noon - Duration.FromDays(1), noon + Duration.FromDays(9), [one, two, back], [trace],
            [(failure, one)])).OrThrow();
        Assert.Equal((3, 0.3, 1, 1), (figures.Deployments, Math.Round(figures.PerDay, 9), figures.Failed, figures.Rework));
        Assert.Equal((1 / 3.0, 1 / 3.0), (figures.ChangeFailRate, figures.ReworkRate));
        Assert.Equal((Duration.FromHours(30), Duration.FromMinutes(70)), (figures.LeadTime, figures.Recovery));
    }

    [Fact]
    public void A_period_without_deployments_has_no_rates_and_one_turned_round_is_refused()
    {
        var empty = MeasureDora.Run(new(noon, noon + Duration.FromDays(1), [], [], [])).OrThrow();
        Assert.Equal((0, null, null, null), (empty.Deployments, empty.ChangeFailRate, empty.ReworkRate, empty.Recovery));
        Assert.Equal("empty-period", SharedFiles.RefusalOf(MeasureDora.Run(new(noon, noon, [], [], []))).Code);
    }

    private static ImmutableArray<CauseLink> Links(ImmutableArray<Deployment> deployments, ServiceFailure failure) =>
        LinkCauses.Run(new(map, deployments, [failure], window, settle)).OrThrow();

    private static ConfigurationItem Item(string name) => new(name, "application", "desk", Criticality.High, NetworkExposure.Internal);

    private static Deployment Live(string id, int minute, string item) => new(id, $"run-{id}", item, "repo", Deployment.Production,
        $"commit-{id}", DeliveryResult.Success, noon + Duration.FromMinutes(minute - 5), noon + Duration.FromMinutes(minute), [item]);

    private static ServiceFailure Failure(string service, int from, int to) =>
        new("failure", service, noon + Duration.FromMinutes(from), noon + Duration.FromMinutes(to));
}
