using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>A history, and the horizon that a model is wanted for.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="FittedAt">The clock: nothing in the history was known later.</param>
/// <param name="First">First operating day of the horizon.</param>
/// <param name="Last">Last operating day of the horizon.</param>
/// <param name="History">What is known of the past.</param>
/// <param name="Hub">Forward price of each hour of the horizon at the hub, USD/MWh: the level is the market's, not the past's.</param>
/// <param name="Fuel">Forward price of each day of the horizon of the fuel that sets the hub's, USD/MMBtu.</param>
/// <param name="Plants">Plants whose outages are simulated.</param>
public sealed record FitJointModelInputs(
    MarketCalendar Calendar, Instant FittedAt, OperatingDay First, OperatingDay Last, JointHistory History, ImmutableArray<double> Hub,
    ImmutableArray<double> Fuel, ImmutableArray<OutagePlant> Plants);

/// <summary>Fits the <see cref="JointModel"/> of a load-serving book to its history: base load by month, kind of day and hour beside a
/// response to temperature (Hong, Short Term Electric Load Forecasting, NCSU 2010: month × temperature and day × hour effects); the
/// market's heat rate against load less wind; what that leaves as a spot model; wind through the quantiles of its output; weather and fuel
/// about their seasons; and how the hours' innovations move together. Levels of prices are the forwards'. Refuses series that are not
/// hourly or younger than the clock, under a year in common, over a twentieth lacking, fuel not above 0, load or prices that stand still,
/// forwards that are not the horizon's.</summary>
public static class FitJointModel
{
    /// <summary>The model. Findings: <c>gaps-skipped</c>, <c>outages-assumed</c>, <c>basis-assumed</c>, <c>no-wind</c>,
    /// <c>no-growth</c>.</summary>
    public static Outcome<JointModel> Run(FitJointModelInputs inputs)
    {
        if (FitRefusals.OfSeries(inputs) is { } refusal) return refusal;
        var past = CommonHistory.Of(inputs.Calendar, inputs.History);
        var horizon = new HourGrid(inputs.Calendar, inputs.First, inputs.Last);
        return FitRefusals.OfHours(inputs, past, horizon) is { } unfit
            ? unfit
            : Outcome.Of(Fit(inputs, past!, new(horizon)), FitRefusals.Findings(inputs, past!));
    }

    private static JointModel Fit(FitJointModelInputs inputs, CommonHistory past, SeasonGrid horizon)
    {
        var (weather, temperature) = YearlySeason.Of(past.Temperature, past.Seasons, horizon);
        var (_, fuel) = YearlySeason.Of([.. past.Fuel.Select(price => Math.Log(price))], past.Seasons, horizon);
        var load = LoadFit.Of(past);
        var wind = WindFit.Of(past, horizon);
        var price = PriceFit.Of(past);
        var (zone, node) = (BasisOf(past.Zone, past, horizon), BasisOf(past.Node, past, horizon));
        double[][] innovations = [load.Walk.Innovations, price.Innovations, zone.Innovations, node.Innovations, wind.Innovations];
        return new(
            new(weather, temperature.Deviation, temperature.Persistence),
            load.Bind(horizon), wind.Model, new(inputs.Fuel, VolatilityOf(fuel), fuel.Persistence), price.HeatRate, price.Noise,
            inputs.Hub, zone.Model, node.Model,
            [.. inputs.Plants.Select(plant => plant.Known ?? AssumedOutages.Of(plant.Kind, plant.CapacityMw))], Correlations(innovations),
            Math.Clamp(Reversion.Correlation(temperature.Innovations, fuel.Innovations), -0.99, 0.99));
    }

    private static double VolatilityOf(Reversion walk) => walk.Deviation * Math.Sqrt(1 - walk.Persistence * walk.Persistence);

    private static (BasisModel Model, double[] Innovations) BasisOf(double[]? price, CommonHistory past, SeasonGrid horizon)
    {
        if (price is null) return (new([.. new double[horizon.Grid.Hours]], 0, 0), new double[past.Price.Length]);
        var basis = SeasonalResidual.Of([.. price.Zip(past.Price, (own, hub) => own - hub)], past.Seasons.CellOfHour);
        return (new([.. horizon.CellOfHour.Select(cell => basis.Means[cell])], basis.Walk.Deviation, basis.Walk.Persistence),
            basis.Walk.Innovations);
    }

    // Pairs over different hours need not make a correlation matrix: drawn towards independence until they do.
    private static ImmutableArray<double> Correlations(double[][] innovations)
    {
        var n = innovations.Length;
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
                matrix[i * n + j] = matrix[j * n + i] = i == j ? 1 : Reversion.Correlation(innovations[i], innovations[j]);
        while (!JointModel.IsPositiveDefinite([.. matrix]))
            for (var i = 0; i < matrix.Length; i++)
                if (i / n != i % n) matrix[i] *= 0.95;
        return [.. matrix];
    }
}
