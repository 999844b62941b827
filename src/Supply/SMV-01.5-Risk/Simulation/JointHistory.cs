using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>What a utility's past says about how load, weather, fuel, prices and wind move together: hourly series as known at a clock.
/// They need not begin and end together; their common whole days count.</summary>
/// <param name="LoadMw">Hourly load, MW, that ours is a share of.</param>
/// <param name="LoadShare">Our share of it, above 0.</param>
/// <param name="DryBulb">Temperature, °F.</param>
/// <param name="HubPrice">Price at the hub, USD/MWh.</param>
/// <param name="FuelPrice">Price of the fuel that sets the hub's, USD/MMBtu, above 0.</param>
/// <param name="Wind">The wind plants that are ours in whole or part; none leaves wind out.</param>
/// <param name="ZonePrice">Price at our load; null takes the hub's.</param>
/// <param name="NodePrice">Price at our plants; null takes the hub's.</param>
public sealed record JointHistory(
    KnownSeries<double> LoadMw, double LoadShare, KnownSeries<double> DryBulb, KnownSeries<double> HubPrice, KnownSeries<double> FuelPrice,
    ImmutableArray<PlantShare> Wind, KnownSeries<double>? ZonePrice = null, KnownSeries<double>? NodePrice = null)
{
    internal IEnumerable<KnownSeries<double>> All() =>
    [
        LoadMw, DryBulb, HubPrice, FuelPrice, .. Wind.Select(plant => plant.OutputMwh), .. ZonePrice is null ? [] : new[] { ZonePrice },
        .. NodePrice is null ? [] : new[] { NodePrice },
    ];
}

/// <summary>A plant's hourly output and our share of it, above 0.</summary>
public sealed record PlantShare(KnownSeries<double> OutputMwh, double Share);

/// <summary>A plant whose forced outages are simulated.</summary>
/// <param name="Name">The unit.</param>
/// <param name="Kind">Its technology.</param>
/// <param name="CapacityMw">Highest output.</param>
/// <param name="Known">Its own record; null takes what <see cref="AssumedOutages"/> says of its kind.</param>
public sealed record OutagePlant(string Name, UnitKind Kind, double CapacityMw, OutageModel? Known = null);
