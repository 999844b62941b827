using Busbar.Numerics;
using Busbar.Numerics.Distributions;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>One simulated course: load, three prices, wind, fuel and outages by the hour. Its arrays are used again for the next
/// one.</summary>
internal sealed class World
{
    private const int Noise = 1, ZoneBasis = 2, NodeBasis = 3;
    private readonly HourGrid grid;
    private readonly JointModel model;
    private readonly double[] factor;
    private readonly double[][] normals;
    private readonly double[] response;
    private readonly double[] fuelOfDay;

    internal World(HourGrid grid, JointModel model)
    {
        (this.grid, this.model, factor) = (grid, model, model.CorrelationFactor());
        normals = [.. Enumerable.Range(0, JointModel.Streams).Select(_ => new double[grid.Hours])];
        (Load, Hub, Zone, Node) = (new double[grid.Hours], new double[grid.Hours], new double[grid.Hours], new double[grid.Hours]);
        (Wind, Fuel) = (new double[grid.Hours], new double[grid.Hours]);
        (response, fuelOfDay, Temperature) = (new double[grid.Days], new double[grid.Days], new double[grid.Days]);
        Up = [.. model.Outages.Select(_ => new double[grid.Hours])];
    }

    /// <summary>Mean of each day, °F.</summary>
    internal double[] Temperature { get; }

    internal double[] Load { get; }

    internal double[] Hub { get; }

    internal double[] Zone { get; }

    internal double[] Node { get; }

    internal double[] Wind { get; }

    internal double[] Fuel { get; }

    /// <summary>1 where a plant is up, 0 where it is out; one array a plant.</summary>
    internal double[][] Up { get; }

    /// <summary>The course of a number: it depends on the seed and the number alone.</summary>
    internal void Simulate(ulong seed, int number)
    {
        var random = new SeededRandom(seed).Split((ulong)number);
        SimulateDays(random);
        foreach (var stream in normals) Ziggurat.Fill(random, stream);
        Correlate();
        SimulateWind();
        SimulateLoad();
        model.Noise.Fill(random, normals[Noise], Hub);
        SimulatePrices();
        for (var plant = 0; plant < Up.Length; plant++) SimulateOutages(random, model.Outages[plant], Up[plant]);
    }

    /// <summary>Moves the prices by what was measured against the forward curve.</summary>
    internal void Align(double[] shift)
    {
        Spans.AddScaled(Hub, 1, shift);
        Spans.AddScaled(Zone, 1, shift);
        Spans.AddScaled(Node, 1, shift);
    }

    private void SimulateDays(SeededRandom random)
    {
        var (temperature, fuel, load) = (model.Temperature, model.Fuel, model.Load);
        var (warmth, logFuel) = (Ziggurat.Next(random) * temperature.Deviation, 0.0);
        var (step, rho) = (temperature.Deviation * Root(temperature.Persistence), model.WeatherFuelCorrelation);
        var variance = 0.0;
        for (var day = 0; day < grid.Days; day++)
        {
            var (weather, other) = (Ziggurat.Next(random), Ziggurat.Next(random));
            warmth = temperature.Persistence * warmth + step * weather;
            logFuel = fuel.Persistence * logFuel + fuel.Volatility * (rho * weather + Math.Sqrt(1 - rho * rho) * other);
            variance = fuel.Persistence * fuel.Persistence * variance + fuel.Volatility * fuel.Volatility;
            Temperature[day] = temperature.Normal[day] + warmth;
            response[day] = load.Response.Of(Temperature[day]);
            fuelOfDay[day] = fuel.Forward[day] * Math.Exp(logFuel - variance / 2);
        }
    }

    // From the last stream up, so that each row of the factor still finds the independent numbers below it.
    private void Correlate()
    {
        for (var row = JointModel.Streams - 1; row >= 0; row--)
        {
            var stream = normals[row].AsSpan();
            var own = factor[row * JointModel.Streams + row];
            for (var hour = 0; hour < stream.Length; hour++) stream[hour] *= own;
            for (var column = 0; column < row; column++)
                if (factor[row * JointModel.Streams + column] is not 0 and var weight) Spans.AddScaled(stream, weight, normals[column]);
        }
    }

    private void SimulateWind()
    {
        var (wind, stream) = (model.Wind, normals[4]);
        var (z, step) = (0.0, Root(wind.Persistence));
        for (var hour = 0; hour < stream.Length; hour++)
        {
            z = hour == 0 ? stream[0] : wind.Persistence * z + step * stream[hour];
            Wind[hour] = wind.Power.Of(wind.MeanSpeed[hour] + wind.Deviation * z);
        }
    }

    private void SimulateLoad()
    {
        var (load, stream) = (model.Load, normals[0]);
        var (noise, step) = (load.Deviation * stream[0], load.Deviation * Root(load.Persistence));
        for (var hour = 0; hour < stream.Length; hour++)
        {
            if (hour > 0) noise = load.Persistence * noise + step * stream[hour];
            Load[hour] = Math.Max(0, load.Base[hour] + load.WeightOfHour[grid.LabelOfHour[hour]] * response[grid.DayOfHour[hour]] + noise);
        }
    }

    private void SimulatePrices()
    {
        var (zone, node, zoneStream, nodeStream) = (model.Zone, model.Node, normals[ZoneBasis], normals[NodeBasis]);
        var (zoneStep, nodeStep) = (zone.Deviation * Root(zone.Persistence), node.Deviation * Root(node.Persistence));
        var (zoneBasis, nodeBasis) = (zone.Deviation * zoneStream[0], node.Deviation * nodeStream[0]);
        for (var hour = 0; hour < Hub.Length; hour++)
        {
            if (hour > 0)
            {
                zoneBasis = zone.Persistence * zoneBasis + zoneStep * zoneStream[hour];
                nodeBasis = node.Persistence * nodeBasis + nodeStep * nodeStream[hour];
            }
            Fuel[hour] = fuelOfDay[grid.DayOfHour[hour]];
            Hub[hour] += Fuel[hour] * model.HeatRate.Of(Load[hour] - Wind[hour]);
            Zone[hour] = Hub[hour] + zone.Mean[hour] + zoneBasis;
            Node[hour] = Hub[hour] + node.Mean[hour] + nodeBasis;
        }
    }

    // Sojourns are geometric: one draw a failure or repair, not one an hour.
    private static void SimulateOutages(SeededRandom random, OutageModel outage, double[] up)
    {
        var isUp = random.NextUniform() < outage.Availability;
        for (var hour = 0; hour < up.Length; isUp = !isUp)
        {
            var leave = 1 / (isUp ? outage.MeanHoursToFailure : outage.MeanHoursToRepair);
            var stay = leave < 1 ? 1 + Math.Floor(Math.Log(1 - random.NextUniform()) / Math.Log(1 - leave)) : 1;
            var end = (int)Math.Min(hour + stay, up.Length);
            up.AsSpan(hour, end - hour).Fill(isUp ? 1 : 0);
            hour = end;
        }
    }

    private static double Root(double persistence) => Math.Sqrt(1 - persistence * persistence);
}
