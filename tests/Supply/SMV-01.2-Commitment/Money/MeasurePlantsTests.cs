using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Money;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests.Money;

public sealed class MeasurePlantsTests
{
    private static readonly CommitUnitsInputs Planned = Fixtures.Inputs(Fixtures.WholeFleet());

    private static MeasurePlantsInputs Inputs()
    {
        var plan = CommitUnits.Run(Planned).OrThrow();
        var gate = Planned.DecidedAt + NodaTime.Duration.FromHours(1);
        var offers = BuildOffers.Run(new(Planned.Calendar, Planned.Day, gate, gate, "hub", Planned.Fleet, plan, [], [], Planned.Outlooks))
            .OrThrow();
        var prices = Fixtures.DayPrices(Fixtures.Daily);
        var settled = new EstimateMakeWholeInputs(
            Planned.Calendar, Planned.Day, gate + NodaTime.Duration.FromDays(3), Planned.Fleet, offers,
            plan with { Basis = ScheduleBasis.DayAheadAwards }, [], prices, prices.Select(price => price + new UsdPerMwh(7)), []);
        return new(settled, plan, plan, EstimateMakeWhole.Run(settled).OrThrow(), [], []);
    }

    [Fact]
    public void A_day_delivered_as_planned_earns_its_schedule_and_misses_nothing()
    {
        var inputs = Inputs();
        var result = MeasurePlants.Run(inputs).OrThrow();
        foreach (var (plant, unit) in result.Plants.Zip(inputs.Plan.Units))
        {
            Assert.Equal(unit.Profit + plant.MakeWhole, plant.Profit);
            Assert.Equal(unit.Profit, plant.Foresight);
            Assert.Equal(Usd.Zero, plant.RealTimeRevenue);
            Assert.Equal((Mwh.Zero, Mwh.Zero), (plant.Energy.DeliveredOffAward, plant.Energy.AwardedOffPlan));
            // The plan is the best answer to these very prices, so the offer at cost sells the same, but for what the ramp keeps from it.
            if (plant.Unit != "steam-1") Assert.Equal(Mwh.Zero, plant.Energy.AwardedOffOffer);
            else Assert.True(plant.Energy.AwardedOffOffer > Mwh.Zero);
        }
    }

    [Fact]
    public void What_the_wind_failed_to_deliver_is_bought_back_in_real_time()
    {
        var inputs = Inputs();
        var wind = inputs.Settled.Awarded.Units.Single(unit => unit.Unit == "wind-1");
        var half = wind.Output.Select(mw => new Mwh(mw.Value / 2));
        var poor = inputs with { Settled = inputs.Settled with { Meters = [new("wind-1", half)] } };
        var plant = MeasurePlants.Run(poor).OrThrow().Plants.Single(each => each.Unit == "wind-1");
        var expected = Enumerable.Range(0, 24).Sum(hour => -wind.Output[hour].Value / 2 * poor.Settled.RealTime[hour].Value);
        Assert.Equal(expected, plant.RealTimeRevenue.Value);
        Assert.Equal(wind.Output.Values.Sum(mw => mw.Value) / 2, plant.Energy.DeliveredOffForecast.Value);
        var tree = ExplainPlantDay.Run(poor, "wind-1", "da", "rt").OrThrow();
        Assert.Equal((double)expected, Number(tree.Because.Single(part => part.Name == "Real-time deviation")), 1e-5);
        Assert.Equal(24, tree.Because.Single(part => part.Name == "Real-time deviation").Because.Length);
    }

    [Theory]
    [InlineData("steam-1")]
    [InlineData("battery-1")]
    public void The_tree_adds_up_to_the_profit(string unit)
    {
        var inputs = Inputs();
        var tree = ExplainPlantDay.Run(inputs, unit, "da", "rt").OrThrow();
        double Part(string name) => tree.Because.Where(part => part.Name == name).Sum(Number);
        Assert.Equal(Number(tree), Part("Day-ahead revenue") + Part("Real-time deviation") + Part("Make-whole")
            - Part("Fuel") - Part("Other start cost") - Part("VOM"), 1e-4);
        foreach (var part in tree.Because.Where(part => !part.Because.IsEmpty))
            Assert.Equal(Number(part), part.Because.Sum(Number), 1e-3);
    }

    [Fact]
    public void A_make_whole_segment_opens_to_its_cost_and_revenue()
    {
        var table = MakeWholeTable.Read("ercot-dam.txt").Inputs;
        var made = new MeasurePlantsInputs(table, table.Awarded, table.Awarded, EstimateMakeWhole.Run(table).OrThrow(), [], []);
        var segment = ExplainPlantDay.Run(made, "unit", "da", "rt").OrThrow().Because.Single(part => part.Name == "Make-whole").Because[0];
        Assert.Equal("DAM make-whole, HE02 to HE04", segment.Name);
        Assert.Equal(750, segment.Because.Take(3).Sum(Number) - segment.Because.Skip(3).Sum(Number));
    }

    [Fact]
    public void Metrics_roll_the_results_up_by_unit()
    {
        var inputs = Inputs();
        var result = MeasurePlants.Run(inputs).OrThrow();
        var metrics = MeasureFleet.Run(new(Planned.Day, Planned.Day, [], [result, result])).Metrics;
        Metric Of(string name) => metrics.Single(metric => metric.Name == name);
        Assert.Equal(2 * (double)result.Plants.Sum(plant => plant.Profit.Value), Of("Plant result").Value!.Value, 1e-6);
        Assert.Equal(Of("Plant result").Value!.Value, Of("Plant result").Parts.Sum(Number), 0.05);
        Assert.Equal(100, Of("Delivery accuracy").Value);
        var energy = result.Plants.Select(plant => plant.Energy).ToList();
        Assert.Equal((double)(100 - 100 * energy.Sum(each => each.AwardedOffOffer.Value) / energy.Sum(each => each.Offered.Value)),
            Of("Offers cleared as offered").Value!.Value, 1e-9);
        Assert.Equal(100, Of("Delivery against forecast").Value);
        Assert.Equal(0, Of("Real-time deviation").Value);
    }

    [Fact]
    public void Documents_of_another_day_and_units_that_are_not_there_are_refused()
    {
        var inputs = Inputs();
        Assert.Equal("other-day", Fixtures.RefusalOf(MeasurePlants.Run(inputs with { Plan = inputs.Plan with
        {
            Day = inputs.Plan.Day.Plus(1),
        } })).Code);
        Assert.Equal("unknown-unit", Fixtures.RefusalOf(ExplainPlantDay.Run(inputs, "steam-9", "da", "rt")).Code);
        Assert.Equal("other-day", Fixtures.RefusalOf(ExplainPlantDay.Run(inputs with { MakeWhole = inputs.MakeWhole with
        {
            Day = inputs.Plan.Day.Plus(1),
        } }, "steam-1", "da", "rt")).Code);
    }

    private static double Number(Explain part) => double.Parse(part.Value, CultureInfo.InvariantCulture);
}
