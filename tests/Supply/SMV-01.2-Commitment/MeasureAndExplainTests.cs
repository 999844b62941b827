using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests;

public sealed class MeasureAndExplainTests
{
    private static readonly CommitUnitsInputs Planned = Fixtures.Inputs(Fixtures.WholeFleet());

    private static FleetDay Day()
    {
        var plan = CommitUnits.Run(Planned).OrThrow();
        var gate = Planned.DecidedAt + Duration.FromHours(1);
        var offers = new FleetOffers(Planned.Day, gate, Planned.DecidedAt, "iso-ne-ca", []);
        return new(plan, plan with { Basis = ScheduleBasis.DayAheadAwards }, plan, offers);
    }

    private static Metric Of(string name, params FleetDay[] days) =>
        MeasureFleet.Run(new(Planned.Day, Planned.Day, [.. days], [])).Metrics.Single(metric => metric.Name == name);

    [Fact]
    public void A_plan_that_came_true_scores_full_marks()
    {
        var day = Day();
        Assert.Equal((double)day.Plan.Units.Sum(unit => unit.Profit.Value), Of("Plant profitability", day).Value!.Value, 1e-6);
        Assert.Equal(100, Of("Plant profitability against perfect foresight", day).Value);
        Assert.Equal(100, Of("Bid accuracy", day).Value);
        Assert.Equal(day.Plan.Units.Sum(unit => unit.Starts.Length), Of("Starts", day).Value);
        Assert.Equal(100, Of("Offers in time", day).Value);
        Assert.True(Of("Bid accuracy", day).IsOnTarget);
    }

    [Fact]
    public void Bid_accuracy_counts_every_megawatt_hour_awarded_elsewhere()
    {
        var day = Day();
        var wind = day.Plan.Units[1];
        var half = wind with { Output = wind.Output.Select(mw => new Mw(mw.Value / 2)) };
        var planned = day.Plan.Units.Sum(unit => unit.Output.Values.Sum(mw => Math.Abs(mw.Value)));
        var metric = Of("Bid accuracy", day with { Awarded = day.Awarded with { Units = day.Awarded.Units.SetItem(1, half) } });
        Assert.Equal((double)(100 * (1 - 24 * 30.5m / 2 / planned)), metric.Value!.Value, 1e-9);
        Assert.Equal(2, metric.Parts.Length);
        var lost = Of("Bid accuracy", day with { Awarded = day.Awarded with { Units = day.Awarded.Units.RemoveAt(1) } });
        Assert.Equal((double)(100 * (1 - 24 * 30.5m / planned)), lost.Value!.Value, 1e-9);
        var strange = Of("Bid accuracy", day with { Plan = day.Plan with { Units = day.Plan.Units.RemoveAt(1) } });
        Assert.Equal((double)(100 * (1 - 24 * 30.5m / (planned - 24 * 30.5m))), strange.Value!.Value, 1e-9);
    }

    [Fact]
    public void Late_offers_and_lost_profit_show()
    {
        var day = Day();
        Assert.Equal(50, Of("Offers in time", day,
            day with { Offers = day.Offers with { SubmittedAt = day.Offers.GateAt + Duration.FromSeconds(1) } }).Value);
        var free = day.Awarded.Units[0];
        var dear = free with { VomCost = free.VomCost + new Usd(1000) };
        var metric = Of("Plant profitability against perfect foresight",
            day with { Awarded = day.Awarded with { Units = day.Awarded.Units.SetItem(0, dear) } });
        Assert.True(metric.Value < 100);
    }

    [Fact]
    public void No_days_measure_nothing() =>
        Assert.All(MeasureFleet.Run(new(Planned.Day, Planned.Day, [], [])).Metrics, metric => Assert.Null(metric.Value));

    [Theory]
    [InlineData("steam-1")]
    [InlineData("wind-1")]
    [InlineData("battery-1")]
    public void The_tree_of_a_units_day_adds_up_to_its_profit(string unit)
    {
        var plan = CommitUnits.Run(Planned).OrThrow();
        var tree = ExplainUnitDay.Run(Inputs(plan, unit)).OrThrow();
        Assert.Equal((double)plan.Units.Single(one => one.Unit == unit).Profit.Value, double.Parse(tree.Value), 1e-5);
        Assert.Equal(
            unit == "steam-1" ? ["Revenue", "Fuel", "Other start cost", "VOM"] : ["Revenue"], tree.Because.Select(part => part.Name));
        foreach (var part in tree.Because)
            Assert.Equal(double.Parse(part.Value), part.Because.Sum(line => double.Parse(line.Value)), 1e-3);
        var parts = tree.Because.Select(part => double.Parse(part.Value)).ToList();
        Assert.Equal(double.Parse(tree.Value), parts[0] - parts.Skip(1).Sum(), 1e-4);
    }

    [Fact]
    public void A_start_is_explained_with_the_hours_it_was_off()
    {
        var tree = ExplainUnitDay.Run(Inputs(CommitUnits.Run(Planned).OrThrow(), "steam-1") with { FuelPrices = [new("gas", new(3))] })
            .OrThrow();
        Assert.Contains(tree.Because[1].Because, line => line.Name.Contains("h off", StringComparison.Ordinal));
        Assert.Equal("gas quote of the day", tree.Because[1].Source);
    }

    [Fact]
    public void What_is_not_there_cannot_be_explained()
    {
        var plan = CommitUnits.Run(Planned).OrThrow();
        Assert.Equal("unknown-unit", Fixtures.RefusalOf(ExplainUnitDay.Run(Inputs(plan, "steam-9"))).Code);
        var late = Inputs(plan, "steam-1") with { Prices = Fixtures.DayPrices(Fixtures.Daily, Fixtures.Day.Plus(1)) };
        Assert.Equal("missing-price", Fixtures.RefusalOf(ExplainUnitDay.Run(late)).Code);
    }

    private static ExplainUnitDayInputs Inputs(DispatchSchedule plan, string unit) =>
        new(Fixtures.Calendar, plan, unit, Planned.Fleet, Fixtures.DayPrices(Fixtures.Daily), "price view", [], []);
}
