using System.Collections.Immutable;
using Busbar.Digital.Delivery.Dora;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Numerics;
using NodaTime;

namespace Busbar.Digital.Delivery.Tests.Dora;

/// <summary>Two hundred days of a utility's deployments and failures whose true causes are known, because they were drawn: twelve
/// applications deploy on their own, eight services stand on some of them and on shared databases, a part of the deployments breaks a
/// service
/// that stands on what it touched, most of those are rolled back, and services also fail for reasons of their own.</summary>
internal sealed class PlantedHistory
{
    private static readonly Instant start = Instant.FromUtc(2026, 1, 5, 0, 0);
    private readonly SeededRandom random;
    private readonly List<Deployment> deployments = [];
    private readonly List<ServiceFailure> failures = [];
    private readonly Dictionary<string, string> truth = [];

    public PlantedHistory(ulong seed)
    {
        random = new(seed);
        Map = MapOf();
        for (var i = 0; i < 500; i++) Deploy(i);
        for (var i = 0; i < 60; i++) failures.Add(FailureOf($"own-{i}", random.NextBelow(8), Minute(random.NextBelow(200 * 1440)), 60));
    }

    public ServiceMap Map { get; }

    public ImmutableArray<Deployment> Deployments => [.. deployments];

    public ImmutableArray<ServiceFailure> Failures => [.. failures.OrderBy(failure => failure.Began)];

    /// <summary>Of the failures with a link, how many are right; and of those a deployment caused, how many are found.</summary>
    public (double Precision, double Recall) Score(IReadOnlyDictionary<string, string> linked)
    {
        var right = linked.Count(link => truth.GetValueOrDefault(link.Key) == link.Value);
        return ((double)right / linked.Count, (double)right / truth.Count);
    }

    private static ServiceMap MapOf()
    {
        var items = Enumerable.Range(0, 12).Select(i => Item($"app-{i}", "application"))
            .Concat(Enumerable.Range(0, 3).Select(i => Item($"db-{i}", "database")));
        var services = Enumerable.Range(0, 8).Select(i => new BusinessService($"service-{i}", $"Service {i}", "desk", Criticality.High,
            []));
        var needs = Enumerable.Range(0, 8).SelectMany(i => new[]
        {
            new Dependency($"service-{i}", [$"app-{i}"], 1, "runs on"),
            new Dependency($"service-{i}", [$"app-{8 + i % 4}"], 1, "depends on"),
            new Dependency($"app-{i}", [$"db-{i % 3}"], 1, "depends on"),
        });
        return new([.. services], [.. items], [.. needs], start);
    }

    private static ConfigurationItem Item(string name, string kind) => new(name, kind, "desk", Criticality.High, NetworkExposure.Internal);

    private static Instant Minute(int minute) => start + Duration.FromMinutes(minute);

    private static Deployment Live(int index, string id, int app, Instant at, string? rollsBack = null) => new(id, $"run-{id}",
        $"app-{app}",
        $"repo-{app}", Deployment.Production, $"commit-{index}", DeliveryResult.Success, at - Duration.FromMinutes(5), at, [$"app-{app}"],
            rollsBack);

    private void Deploy(int index)
    {
        var app = random.NextBelow(12);
        var at = Minute(random.NextBelow(200 * 1440));
        deployments.Add(Live(index, $"d{index}", app, at));
        if (random.NextUniform() > 0.2) return;
        var service = app < 8 ? app : app - 8 + 4 * random.NextBelow(2);
        var failure = FailureOf($"caused-{index}", service, at + Duration.FromMinutes(1 + random.NextBelow(90)), 180);
        if (random.NextUniform() < 0.7)
        {
            var back = failure.Began + Duration.FromMinutes(10 + random.NextBelow(40));
            deployments.Add(Live(index, $"d{index}-back", app, back, $"d{index}"));
            failure = failure with { Ended = back + Duration.FromMinutes(random.NextBelow(8)) };
        }
        failures.Add(failure);
        truth[failure.Id] = $"d{index}";
    }

    private ServiceFailure FailureOf(string id, int service, Instant began, int minutesMost) =>
        new(id, $"service-{service}", began, began + Duration.FromMinutes(5 + random.NextBelow(minutesMost)));
}
