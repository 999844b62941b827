using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Risk.Simulation;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Risk.Tests.Simulation;

public sealed class SimulateHoursTests
{
    private static readonly OperatingDay First = OperatingDay.Of(2027, 3, 1);
    private static readonly OperatingDay Last = OperatingDay.Of(2027, 4, 15);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_whatever_the_thread_count()
    {
        var cells = SimulateHours.Run(SampleWorld.Inputs(First, Last, threads: 1)).OrThrow();
        foreach (var threads in new[] { 2, 3, 7 })
            Assert.Equal(cells, SimulateHours.Run(SampleWorld.Inputs(First, Last, threads: threads)).OrThrow());
        Assert.NotEqual(cells, SimulateHours.Run(SampleWorld.Inputs(First, Last, seed: 6)).OrThrow());
    }

    [Fact]
    public void The_mean_hub_price_of_every_block_is_the_forward_curve()
    {
        var inputs = SampleWorld.Inputs(First, Last);
        var hours = First.Through(Last).SelectMany(day => SampleWorld.Calendar.HoursOf(day)).ToArray();
        foreach (var cell in SimulateHours.Run(inputs).OrThrow())
        {
            var forward = hours.Zip(inputs.Model.Hub).Where(each => SampleWorld.Calendar.BlockOf(each.First.Start) == cell.Cell.Block
                && SampleWorld.Calendar.DayOf(each.First.Start).FirstOfMonth() == cell.Cell.Month).ToArray();
            Assert.Equal(forward.Length, cell.Cell.Hours);
            Assert.Equal(forward.Average(each => each.Second), cell.HubPrice.Mean, 1e-9);
            Assert.True(cell.HubPrice.P5 < cell.HubPrice.P50 && cell.HubPrice.P50 < cell.HubPrice.P95, "a block's price has a spread");
        }
    }

    [Theory]
    [InlineData(2027, 3, 743)]
    [InlineData(2027, 11, 721)]
    [InlineData(2027, 4, 720)]
    public void A_month_with_a_clock_change_has_its_true_hours(int year, int month, int hours)
    {
        var first = OperatingDay.Of(year, month, 1);
        var cells = SimulateHours.Run(SampleWorld.Inputs(first, new(first.Date.PlusMonths(1).PlusDays(-1)), paths: 20)).OrThrow();
        Assert.Equal(hours, cells.Sum(cell => cell.Cell.Hours));
        Assert.Equal([PeakBlock.OnPeak, PeakBlock.WeekendDay, PeakBlock.Night], cells.Select(cell => cell.Cell.Block));
    }

    [Fact]
    public void Straight_curves_keep_the_means_and_spreads_that_arithmetic_gives()
    {
        var inputs = SampleWorld.Inputs(First, First.Plus(9));
        var grid = new HourGrid(SampleWorld.Calendar, First, First.Plus(9));
        var model = inputs.Model with
        {
            Load = inputs.Model.Load with { Response = new([new(-500, -1_000), new(500, 1_000)]) },
            Wind = inputs.Model.Wind with { Power = new([new(-100, -1_000), new(100, 1_000)]) },
        };
        const int paths = 8_000, hour = 200;
        var world = new World(grid, model);
        var (loads, winds, fuels, noises) = (new double[paths], new double[paths], new double[paths], new double[paths]);
        for (var path = 0; path < paths; path++)
        {
            world.Simulate(3, path);
            (loads[path], winds[path], fuels[path]) = (world.Load[hour], world.Wind[hour], world.Fuel[hour]);
            noises[path] = world.Zone[hour] - world.Hub[hour];
        }
        var (day, weight) = (grid.DayOfHour[hour], model.Load.WeightOfHour[grid.LabelOfHour[hour]]);
        IsNormal(loads, model.Load.Base[hour] + weight * 2 * model.Temperature.Normal[day],
            Math.Sqrt(Math.Pow(weight * 2 * model.Temperature.Deviation, 2) + Math.Pow(model.Load.Deviation, 2)));
        IsNormal(winds, 10 * model.Wind.MeanSpeed[hour], 10 * model.Wind.Deviation);
        IsNormal(noises, model.Zone.Mean[hour], model.Zone.Deviation);
        var logVariance = Math.Pow(model.Fuel.Volatility, 2) * Enumerable.Range(0, day + 1).Sum(i =>
            Math.Pow(model.Fuel.Persistence, 2 * i));
        IsNormal(fuels, model.Fuel.Forward[day], model.Fuel.Forward[day] * Math.Sqrt(Math.Exp(logVariance) - 1));

        static void IsNormal(double[] values, double mean, double deviation)
        {
            Assert.Equal(mean, Statistics.Mean(values), 4 * deviation / Math.Sqrt(paths));
            Assert.Equal(deviation, Statistics.StandardDeviation(values), 0.05 * deviation);
        }
    }

    [Fact]
    public void Outages_are_as_long_and_as_frequent_as_their_means()
    {
        var (first, last) = (OperatingDay.Of(2027, 1, 1), OperatingDay.Of(2027, 12, 31));
        var grid = new HourGrid(SampleWorld.Calendar, first, last);
        var model = SampleWorld.Model(grid, first) with { Outages = [new(200, 25)] };
        var world = new World(grid, model);
        var (up, hours, failures) = (0.0, 0, 0);
        for (var path = 0; path < 300; path++)
        {
            world.Simulate(9, path);
            up += world.Up[0].Sum();
            hours += grid.Hours;
            for (var hour = 1; hour < grid.Hours; hour++) failures += world.Up[0][hour] < world.Up[0][hour - 1] ? 1 : 0;
        }
        Assert.Equal(model.Outages[0].Availability, up / hours, 0.003);
        Assert.Equal(200, up / failures, 5.0);
        Assert.Equal(25, (hours - up) / failures, 1.0);
    }

    [Fact]
    public void Innovations_are_as_correlated_as_asked()
    {
        // Straight curves, no persistence and no weather: what is left of load and wind is their innovation.
        var grid = new HourGrid(SampleWorld.Calendar, First, Last);
        var model = SampleWorld.Model(grid, First);
        model = model with
        {
            Temperature = model.Temperature with { Deviation = 0 },
            Load = model.Load with { Persistence = 0 },
            Wind = model.Wind with { Persistence = 0, Power = new([new(-100, -1_000), new(100, 1_000)]) },
            Correlations = [1, 0, 0, 0, -0.6, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, -0.6, 0, 0, 0, 1],
        };
        var world = new World(grid, model);
        world.Simulate(1, 0);
        var quiet = new World(grid, model with { Load = model.Load with { Deviation = 0 }, Wind = model.Wind with { Deviation = 0 } });
        quiet.Simulate(1, 0);
        var product = Enumerable.Range(0, grid.Hours).Average(i => (world.Load[i] - quiet.Load[i]) * (world.Wind[i] - quiet.Wind[i]));
        Assert.Equal(-0.6, product / (model.Load.Deviation * 10 * model.Wind.Deviation), 0.12);
    }

    [Fact]
    public void A_model_that_does_not_fit_its_hours_is_refused()
    {
        var good = SampleWorld.Inputs(First, Last);
        Refuses("wrong-paths", good with { Paths = 16 });
        Refuses("wrong-paths", good with { Paths = 102 });
        Refuses("wrong-length", good with { Model = good.Model with { Hub = good.Model.Hub.Add(30) } });
        Refuses("not-stationary", good with { Model = good.Model with { Wind = good.Model.Wind with { Persistence = 1 } } });
        Refuses("indefinite-correlation", good with { Model = good.Model with { WeatherFuelCorrelation = 1.1 } });
        Refuses("indefinite-correlation", Correlated(1, 0.9));
        Refuses("indefinite-correlation", Correlated(5, 0.9));
        Refuses("impossible-outage", good with { Model = good.Model with { Outages = [new(100, 0.5)] } });

        SimulateHoursInputs Correlated(int cell, double value)
        {
            var correlations = good.Model.Correlations.SetItem(cell, value);
            return good with { Model = good.Model with { Correlations = cell == 5 ? Indefinite : correlations } };
        }

        static void Refuses(string code, SimulateHoursInputs inputs) => Assert.Equal(code, Given.CodeOf(SimulateHours.Run(inputs)));
    }

    private static readonly ImmutableArray<double> Indefinite =
        [1, 0.9, -0.9, 0, 0, 0.9, 1, 0.9, 0, 0, -0.9, 0.9, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1];

    [Fact]
    public void A_curve_is_flat_beyond_its_ends_and_refuses_points_that_fall_back()
    {
        var curve = new ResponseCurve([new(0, 10), new(10, 20), new(20, 0)]);
        Assert.Equal([10, 10, 15, 20, 10, 0, 0], new[] { -5.0, 0, 5, 10, 15, 20, 99 }.Select(curve.Of));
        Assert.Throws<ArgumentException>(() => new ResponseCurve([new(1, 1), new(1, 2)]));
        Assert.Throws<ArgumentException>(() => new ResponseCurve([]));
        Assert.Throws<ArgumentException>(() => new HourGrid(SampleWorld.Calendar, Last, First));
    }
}
