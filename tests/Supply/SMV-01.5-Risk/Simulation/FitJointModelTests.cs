using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Risk.Simulation;
using Busbar.Supply.Tests;
using NodaTime;

namespace Busbar.Supply.Risk.Tests.Simulation;

/// <summary>A history that the joint model itself made, over four years with their clock changes, and what is fitted to it.</summary>
public sealed class FitJointModelTests
{
    private static readonly MarketCalendar Calendar = SampleWorld.Calendar;
    private static readonly OperatingDay First = OperatingDay.Of(2023, 1, 1), Last = OperatingDay.Of(2026, 12, 31);
    private static readonly HourGrid Past = new(Calendar, First, Last);
    private static readonly JointModel Truth = SampleWorld.Model(Past, First) with
    {
        Fuel = SampleWorld.Model(Past, First).Fuel with { Persistence = 0.9 },
        Hub = [.. new double[Past.Hours]],
    };

    private static readonly World Course = Simulated();
    private static readonly Instant Clock = Calendar.WholeDay(Last).End;
    private static readonly Lazy<JointModel> fitted = new(() => FitJointModel.Run(Inputs()).OrThrow());

    private static JointModel Fitted => fitted.Value;

    [Fact]
    public void The_walks_that_made_a_history_are_found_in_it()
    {
        Near(Truth.Temperature.Deviation, Fitted.Temperature.Deviation, 0.05);
        Assert.Equal(Truth.Temperature.Persistence, Fitted.Temperature.Persistence, 0.05);
        Near(Truth.Load.Deviation, Fitted.Load.Deviation, 0.07);
        Assert.Equal(Truth.Load.Persistence, Fitted.Load.Persistence, 0.02);
        Near(Truth.Fuel.Volatility, Fitted.Fuel.Volatility, 0.05);
        Assert.Equal(Truth.Fuel.Persistence, Fitted.Fuel.Persistence, 0.04);
        foreach (var (truth, found) in new[] { (Truth.Zone, Fitted.Zone), (Truth.Node, Fitted.Node) })
        {
            Near(truth.Deviation, found.Deviation, 0.05);
            Assert.Equal(truth.Persistence, found.Persistence, 0.03);
            Assert.Equal(truth.Mean[0], found.Mean.Average(), 0.1);
        }
        var (noise, own) = ((MeanRevertingJumps)Truth.Noise, (MeanRevertingJumps)Fitted.Noise);
        Assert.Equal(noise.Persistence, own.Persistence, 0.03);
        Near(noise.Volatility, own.Volatility, 0.05);
        Near(noise.JumpChance, own.JumpChance, 0.4);
    }

    [Fact]
    public void The_innovations_move_together_as_they_did()
    {
        for (var i = 0; i < Truth.Correlations.Length; i++) Assert.Equal(Truth.Correlations[i], Fitted.Correlations[i], 0.05);
        Assert.Equal(Truth.WeatherFuelCorrelation, Fitted.WeatherFuelCorrelation, 0.08);
    }

    [Fact]
    public void Load_answers_each_temperature_and_hour_as_it_did()
    {
        // Response and base are known but for a constant that either may hold: what counts is what they come to.
        var horizon = new HourGrid(Calendar, First, First.Plus(364));
        for (var hour = 0; hour < horizon.Hours; hour += 7)
            foreach (var degrees in new[] { 32.0, 50, 68, 80 })
            {
                double Of(LoadModel load) => load.Base[hour] + load.WeightOfHour[horizon.LabelOfHour[hour]] * load.Response.Of(degrees);
                Assert.Equal(Of(Truth.Load), Of(Fitted.Load), 40.0);
            }
        Assert.Equal(1, Fitted.Load.WeightOfHour.Average(), 1e-9);
    }

    [Fact]
    public void The_markets_heat_rate_is_the_curve_that_priced_the_hours()
    {
        double[] net = [.. Course.Load.Zip(Course.Wind, (load, wind) => load - wind).Order()];
        var apart = Enumerable.Range(1, 18).Select(i => Quantile.OfSorted(net, i * 0.05))
            .Select(mw => Fitted.HeatRate.Of(mw) - Truth.HeatRate.Of(mw)).ToArray();
        // But for a constant, which is the noise's; the curve spans some 9 MMBtu/MWh, and jumps leave each piece uncertain by a quarter.
        Assert.True(apart.Max() - apart.Min() < 0.9, string.Join(' ', apart));
    }

    [Fact]
    public void Wind_keeps_its_distribution_and_persistence()
    {
        var inputs = new SimulateHoursInputs(Calendar, First, First.Plus(364), Fitted, 20, 3, 1);
        var grid = new HourGrid(Calendar, First, First.Plus(364));
        var world = new World(grid, inputs.Model);
        world.Simulate(8, 1);
        foreach (var level in new[] { 0.1, 0.25, 0.5, 0.75, 0.9 })
            Assert.Equal(Quantile.Of(Course.Wind, level), Quantile.Of(world.Wind, level), 25.0);
        Assert.Equal(Lagged(Course.Wind), Lagged(world.Wind), 0.02);
    }

    [Fact]
    public void Days_of_23_and_25_hours_are_fitted_and_bound_by_their_labels()
    {
        foreach (var (day, hours) in new[] { (OperatingDay.Of(2027, 3, 14), 23), (OperatingDay.Of(2027, 11, 7), 25) })
        {
            var model = FitJointModel.Run(Inputs() with { First = day, Last = day, Hub = [.. new double[hours]], Fuel = [3.5] }).OrThrow();
            Assert.Equal(hours, model.Load.Base.Length);
            var labels = new HourGrid(Calendar, day, day).LabelOfHour;
            for (var hour = 1; hour < hours; hour++)
                if (labels[hour] == labels[hour - 1]) Assert.Equal(model.Load.Base[hour - 1], model.Load.Base[hour]);
            // An hour's neighbours of the same label in the week before have the same base, changed clock or not.
            var week = new HourGrid(Calendar, day.Plus(-7), day.Plus(-7));
            var before = FitJointModel.Run(Inputs() with
            {
                First = day.Plus(-7), Last = day.Plus(-7), Hub = [.. new double[24]], Fuel = [3.5],
            }).OrThrow();
            for (var hour = 0; hour < hours && day.Date.Month == day.Plus(-7).Date.Month; hour++)
                Assert.Equal(before.Load.Base[week.LabelOfHour.IndexOf(labels[hour])], model.Load.Base[hour]);
        }
    }

    [Fact]
    public void Holes_are_left_out_and_what_lacks_is_assumed_and_said()
    {
        var history = Inputs().History;
        var holed = history with
        {
            LoadMw = Known("load", [.. Course.Load.Select((mw, hour) => hour % 100 == 5 ? double.NaN : mw)]),
            HubPrice = Known("hub", [.. Course.Hub.Select((usd, hour) => hour / 24 % 90 == 7 ? double.NaN : usd)]),
            Wind = [], ZonePrice = null, NodePrice = null,
        };
        var outcome = FitJointModel.Run(Inputs() with { History = holed, Plants = [new("Coal 1", UnitKind.Steam, 80)] });
        var model = outcome.OrThrow();
        Near(Truth.Load.Deviation, model.Load.Deviation, 0.07);
        Assert.Equal(Truth.Load.Persistence, model.Load.Persistence, 0.02);
        Assert.Equal(new OutageModel(1_960, 40), model.Outages.Single());
        Assert.Equal(0, model.Wind.Power.Of(3));
        Assert.Equal(["basis-assumed", "gaps-skipped", "no-growth", "no-wind", "outages-assumed"],
            ((Outcome<JointModel>.Done)outcome).Findings.Select(finding => finding.Code).Order());
        Assert.DoesNotContain(double.NaN, model.Load.Base);
        Assert.True(SimulateHours.Run(new(Calendar, First, Last, model, 20, 1, 1)) is Outcome<ImmutableArray<SimulatedCell>>.Done,
            "what was fitted can be simulated");
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused()
    {
        var inputs = Inputs();
        var history = inputs.History;
        Refuses("not-hourly", inputs with
        {
            History = history with { DryBulb = Known("t", [.. Course.Load.Take(30_000)], Duration.FromMinutes(30)) },
        });
        Refuses("not-known-then", inputs with { FittedAt = Clock - Duration.FromHours(1) });
        Refuses("share-not-positive", inputs with { History = history with { LoadShare = 0 } });
        Refuses("history-too-short", inputs with { History = history with { HubPrice = Known("hub", [.. Course.Hub.Take(8_000)]) } });
        Refuses("too-many-gaps", inputs with
        {
            History = history with { LoadMw = Known("load", [.. Course.Load.Select((mw, i) => i % 10 == 0 ? double.NaN : mw)]) },
        });
        Refuses("fuel-not-positive", inputs with { Fuel = inputs.Fuel.SetItem(3, 0) });
        Refuses("zero-variance", inputs with { History = history with { HubPrice = Known("hub", [.. Course.Hub.Select(_ => 30.0)]) } });
        Refuses("wrong-length", inputs with { Hub = inputs.Hub.RemoveAt(0) });
        Refuses("wrong-length", inputs with { Fuel = inputs.Fuel.RemoveAt(0) });
    }

    [Theory]
    [InlineData(UnitKind.Nuclear, 900, 0.12)]
    [InlineData(UnitKind.CombinedCycle, 300, 0.033)]
    [InlineData(UnitKind.CombustionTurbine, 20, 0.1)]
    [InlineData(UnitKind.CombustionTurbine, 55, 0.031)]
    [InlineData(UnitKind.Steam, 12, 0.02)]
    [InlineData(UnitKind.Steam, 76, 0.02)]
    [InlineData(UnitKind.Steam, 100, 0.04)]
    [InlineData(UnitKind.Steam, 155, 0.04)]
    [InlineData(UnitKind.Steam, 197, 0.05)]
    [InlineData(UnitKind.Steam, 350, 0.08)]
    public void An_assumed_plant_is_out_as_often_as_the_test_system_publishes(UnitKind kind, double capacity, double forcedOutageRate) =>
        Assert.Equal(forcedOutageRate, 1 - AssumedOutages.Of(kind, capacity).Availability, 0.001);

    private static FitJointModelInputs Inputs() => new(Calendar, Clock, First, Last,
        new(Known("load", Course.Load), 1,
            Known("dry-bulb", [.. Past.DayOfHour.Select(day => Course.Temperature[day])]), Known("hub", Course.Hub),
            Known("fuel", Course.Fuel), [new(Known("wind", Course.Wind), 1)], Known("zone", Course.Zone), Known("node", Course.Node)),
        Truth.Hub, Truth.Fuel.Forward, [new("base", UnitKind.Steam, 300, Truth.Outages[0])]);

    private static World Simulated()
    {
        var world = new World(Past, Truth);
        world.Simulate(20, 1);
        return world;
    }

    private static KnownSeries<double> Known(string name, double[] values, Duration? step = null) => KnownSeries<double>.From(
        new(name, "unit"), Clock, new(Past.Start, step ?? Duration.FromHours(1), [.. values]), new Instant[values.Length]);

    private static double Lagged(double[] values)
    {
        var mean = values.Average();
        return values.Skip(1).Zip(values, (now, before) => (now - mean) * (before - mean)).Sum()
            / values.Sum(value => (value - mean) * (value - mean));
    }

    private static void Near(double expected, double actual, double share) => Assert.Equal(expected, actual, share * Math.Abs(expected));

    private static void Refuses(string code, FitJointModelInputs inputs) =>
        Assert.Equal(code, Assert.IsType<Outcome<JointModel>.Refused>(FitJointModel.Run(inputs)).Refusal.Code);
}
