using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Map;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>The map of services and what they stand on. Until a house draws its own it is that of Busbar itself.</summary>
public sealed class MapBook(FactStore store)
{
    /// <summary>What Busbar stands on, wherever it runs.</summary>
    public static ServiceMap Own { get; } = new(
    [
        new("day-ahead-submission", "Day-ahead submission", "desk-systems", Criticality.Vital, ["SMV-01.1", "SMV-01.2", "SMV-01.3"]),
        new("trading-desk", "Trading desk", "desk-systems", Criticality.Vital, ["SMV-01.3", "SMV-01.4", "SMV-01.5"]),
        new("settlement", "Settlement and disputes", "desk-systems", Criticality.High, ["SMV-01.6", "SMV-01.7"]),
        new("service-desk", "Service desk", "service-desk", Criticality.Medium, ["ESV-04.5"]),
    ],
    [
        new("busbar-web", "application", "desk-systems", Criticality.Vital, NetworkExposure.Internal),
        new("busbar-store", "database", "desk-systems", Criticality.Vital, NetworkExposure.Internal),
        new("price-feed", "feed", "market-data", Criticality.High, NetworkExposure.Internal),
        new("weather-feed", "feed", "market-data", Criticality.High, NetworkExposure.Internal),
        new("meter-feed", "feed", "metering", Criticality.High, NetworkExposure.Isolated),
    ],
    [
        new("busbar-web", ["busbar-store"], 1, "runs on"), new("day-ahead-submission", ["busbar-web"], 1, "runs on"),
        new("day-ahead-submission", ["weather-feed"], 1, "reads"), new("day-ahead-submission", ["price-feed"], 1, "reads"),
        new("trading-desk", ["busbar-web"], 1, "runs on"), new("trading-desk", ["price-feed"], 1, "reads"),
        new("settlement", ["busbar-web"], 1, "runs on"), new("settlement", ["meter-feed"], 1, "reads"),
        new("service-desk", ["busbar-web"], 1, "runs on"),
    ], Instant.MinValue);

    /// <summary>The map as of an instant.</summary>
    public ServiceMap Map(AsOf asOf) => store.ReadDocument<ServiceMap>(new(nameof(ServiceMap), Kinds.Current), asOf)?.Body ?? Own;

    /// <summary>Refuses a name that is no item of the map.</summary>
    /// <exception cref="RefusedException"><c>unknown-asset</c>.</exception>
    public void Require(string asset)
    {
        if (Map(AsOf.Latest).Items.All(item => item.Name != asset))
            throw new RefusedException(new("unknown-asset", $"The service map holds no item '{asset}'", "asset",
                "Name an item of the map, or put it on the map first: its exposure decides the clock."));
    }

    /// <summary>Puts another map in its place.</summary>
    /// <returns>What is odd about it.</returns>
    /// <exception cref="RefusedException">What <see cref="CheckMap"/> refuses; <c>duty</c>.</exception>
    public ImmutableArray<Finding> Keep(ServiceMap map, Actor who, Instant at)
    {
        var outcome = CheckMap.Run(map);
        var kept = outcome.OrThrow() with { KnownAt = at };
        using var batch = store.Begin(who, new RunId("service map"));
        batch.PutDocument(new(nameof(ServiceMap), Kinds.Current), kept, at);
        batch.Commit();
        return ((Outcome<ServiceMap>.Done)outcome).Findings;
    }
}
