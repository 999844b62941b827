using Busbar.Kernel.Facts;

namespace Busbar.Supply.Handoffs.Utility;

/// <summary>The names of the interval series of one market, so that gateways and desks spell them alike.
/// "Load" is several numbers; each has its own name here.</summary>
/// <param name="Market">Lower-case market prefix, <c>isone</c>.</param>
public sealed record SupplySeries(string Market)
{
    /// <summary>System load: metered generation plus net interchange, less pumping. Published within the hour after.</summary>
    public SeriesKey SystemLoad => new($"{Market}/system-load", "MW");

    /// <summary>Observed dry-bulb temperature of the load centre.</summary>
    public SeriesKey DryBulb => new($"{Market}/dry-bulb", "°F");

    /// <summary>Observed dew point of the load centre.</summary>
    public SeriesKey DewPoint => new($"{Market}/dew-point", "°F");

    /// <summary>Forecast of the dry bulb, one vintage an operating day, published before the day-ahead gate.</summary>
    public SeriesKey DryBulbVintage => new($"{Market}/dry-bulb-vintage", "°F");

    /// <summary>Demand cleared day-ahead at a location. Not a forecast.</summary>
    public SeriesKey DayAheadDemand(string location) => new($"{Market}/{location}/da-demand", "MWh");

    /// <summary>Settlement-quality metered demand of a location.</summary>
    public SeriesKey MeteredDemand(string location) => new($"{Market}/{location}/rt-demand", "MWh");

    /// <summary>A price of a location: market <c>da</c> or <c>rt</c>, component <c>lmp</c>, <c>energy</c>, <c>congestion</c> or
    /// <c>loss</c>.</summary>
    public SeriesKey Price(string location, string market, string component) => new($"{Market}/{location}/{market}-{component}", "USD/MWh");

    /// <summary>Forecast output of a wind, solar or run-of-river plant, one vintage an operating day.</summary>
    public SeriesKey PlantForecast(string plant) => new($"plant/{Spelled(plant)}/forecast", "MW");

    /// <summary>Metered output of a plant.</summary>
    public SeriesKey PlantMeter(string plant) => new($"plant/{Spelled(plant)}/meter", "MWh");

    /// <summary>Output of a plant by its telemetry, in five-minute values.</summary>
    public SeriesKey PlantTelemetry(string plant) => new($"plant/{Spelled(plant)}/telemetry", "MW");

    /// <summary>Energy in a plant's store by its telemetry, in five-minute values.</summary>
    public SeriesKey PlantStored(string plant) => new($"plant/{Spelled(plant)}/stored", "MWh");

    /// <summary>Outlook of the real-time price of a location by five-minute interval, one vintage a run of the ISO's dispatch.</summary>
    public SeriesKey PriceOutlook(string location) => new($"{Market}/{location}/rt-outlook", "USD/MWh");

    /// <summary>Delivered price of a fuel, one value an hour of its gas day, known the day before.</summary>
    public SeriesKey FuelPrice(string fuel) => new($"fuel/{fuel}", "USD/MMBtu");

    /// <summary>A plant's name as a path holds it: lower case, with dashes.</summary>
    private static string Spelled(string plant) => plant.ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
}
