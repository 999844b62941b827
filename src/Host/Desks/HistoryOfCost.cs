using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Risk.Simulation;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>What the store holds of our past, as of a session's clock, for the fit of a joint model.</summary>
internal sealed class HistoryOfCost(DeskSession desk, FleetRegister fleet, OperatingDay first, OperatingDay last)
{
    // Four years hold each hour of each kind of day in each month some forty times, and less of a world that has gone.
    private static readonly Duration Back = Duration.FromDays(4 * 366);

    /// <summary>The fuel that most of the fleet burns among those that have a price series: what the market's heat rate is held
    /// against.</summary>
    /// <exception cref="RefusedException"><c>no-fuel-price</c>.</exception>
    public string Fuel { get; } = fleet.Thermal.GroupBy(unit => unit.Fuel).Where(units => desk.Has(desk.Series.FuelPrice(units.Key))
            && units.Key != "nuclear")
        .OrderByDescending(units => units.Sum(unit => unit.MaxMw.Value)).ThenBy(units => units.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key ?? throw new RefusedException(new("no-fuel-price", "No fuel of the fleet has a price series",
            "fleet register", "Import fuel prices: the market's heat rate is the price over them."));

    /// <summary>The history.</summary>
    public JointHistory Read() => new(
        Observed(desk.Series.MeteredDemand(desk.Profile.Location)), (double)desk.Profile.LoadShare, Observed(desk.Series.DryBulb),
        Observed(desk.Series.Price(desk.Profile.Location, "da", "lmp")), Observed(desk.Series.FuelPrice(Fuel)),
        [.. Wind.Select(each => new PlantShare(each.Output, each.Share))]);

    /// <summary>Wind that is ours over the whole horizon: own plants, and shares of others with what they are paid.</summary>
    public ImmutableArray<(KnownSeries<double> Output, double Share, double PriceUsdPerMwh)> Wind { get; } =
    [
        .. fleet.Renewable.Where(unit => unit.Technology == "wind").Select(unit => OutputOf(desk, unit.Name)).OfType<KnownSeries<double>>()
            .Select(output => (output, 1.0, 0.0)),
        .. desk.Profile.Contracts.Where(contract => IsWhole(contract, first, last)).SelectMany(contract =>
            PlantOf(contract) is { } plant && OutputOf(desk, plant.Name) is { } output
                ? new[] { (output, plant.Share, (double)contract.Price.Value) } : []),
    ];

    /// <summary>True for a contract for a share of a plant that runs from the first to the last day of the horizon.</summary>
    public bool IsWind(Contract contract) => IsWhole(contract, first, last) && PlantOf(contract) is not null;

    /// <summary>A contract's plant and our share of it, or null.</summary>
    public static (string Name, double Share)? PlantOf(Contract contract) => contract switch
    {
        WindPpa wind => (wind.Plant, (double)wind.Share),
        PowerAgreement { Quantity: PlantQuantity plant, Pricing: FixedPricing } => (plant.Plant, (double)plant.Share),
        _ => null,
    };

    /// <summary>A plant's output: its meter, else its forecasts; null when the store has neither.</summary>
    public static KnownSeries<double>? OutputOf(DeskSession desk, string plant) =>
        new[] { desk.Series.PlantMeter(plant), desk.Series.PlantForecast(plant) }.FirstOrDefault(desk.Has) is { } key
            ? Observed(desk, key) : null;

    /// <summary>Forward prices of the fuel by day: its curve, held after its end; without one the last price known.</summary>
    public ImmutableArray<double> FuelForwards(ImmutableArray<ForwardCurve> marks)
    {
        var curve = marks.FirstOrDefault(mark => mark.Commodity == Commodity.Fuel && mark.Location == Fuel);
        if (curve is null)
            desk.Note([new("fuel-forward-assumed", Severity.Warning, $"no forward curve of {Fuel} is marked", "forward curves",
                "its last price known is held over the horizon")]);
        var spot = Observed(desk.Series.FuelPrice(Fuel)).Values[^1];
        return [.. first.Through(last).Select(day => curve?.Prices.LastOrDefault(price => price.Month.CompareTo(day) <= 0)?.Price.Value
            ?? curve?.Prices[0].Price.Value ?? spot)];
    }

    private KnownSeries<double> Observed(SeriesKey key) => Observed(desk, key);

    private static KnownSeries<double> Observed(DeskSession desk, SeriesKey key) =>
        SeriesReads.Observed(desk, key, desk.Clock - Back, desk.Clock);

    private static bool IsWhole(Contract contract, OperatingDay first, OperatingDay last) =>
        contract.FirstDay.CompareTo(first) <= 0 && contract.LastDay.CompareTo(last) >= 0;
}
