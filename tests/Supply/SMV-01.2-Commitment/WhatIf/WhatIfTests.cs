using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.WhatIf;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests.WhatIf;

public sealed class WhatIfTests
{
    private static readonly CommitUnitsInputs Plan = Fixtures.Inputs(Fixtures.WholeFleet());

    [Fact]
    public void Nothing_changed_changes_nothing()
    {
        var answer = AskWhatIf.Run(new(Plan, 0, 0, "")).OrThrow();
        Assert.Equal(answer.Plan.Units.Select(unit => unit.Profit), answer.Changed.Units.Select(unit => unit.Profit));
    }

    [Fact]
    public void A_unit_that_is_out_leaves_the_others_as_they_were()
    {
        var answer = AskWhatIf.Run(new(Plan, 0, 0, "wind-1")).OrThrow();
        Assert.DoesNotContain(answer.Changed.Units, unit => unit.Unit == "wind-1");
        foreach (var unit in answer.Changed.Units)
            Assert.Equal(answer.Plan.Units.Single(each => each.Unit == unit.Unit).Profit, unit.Profit);
    }

    [Theory]
    [InlineData(25, 0)]
    [InlineData(-40, 0)]
    [InlineData(0, 60)]
    [InlineData(10, -30)]
    public void The_answer_is_the_plan_made_from_the_changed_inputs_by_hand(int price, int fuel)
    {
        var steam = Fixtures.Steam() with { FuelPrice = new(3 * (1 + fuel / 100m)) };
        var byHand = CommitUnits.Run(Fixtures.Inputs(
            Fixtures.WholeFleet() with { Thermal = [steam] }, hour => Fixtures.Daily(hour) * (1 + price / 100d))).OrThrow();
        var answer = AskWhatIf.Run(new(Plan, price, fuel, "")).OrThrow();
        Assert.Equal(byHand.Units.Select(unit => unit.Profit), answer.Changed.Units.Select(unit => unit.Profit));
        Assert.Equal(AskWhatIf.Run(new(Plan with { FuelPrices = [new("gas", new(3))] }, price, fuel, "")).OrThrow().Changed.Units[0].Profit,
            answer.Changed.Units[0].Profit);
    }

    [Fact]
    public void What_cannot_be_asked_is_refused()
    {
        Assert.Equal("unknown-unit", Fixtures.RefusalOf(AskWhatIf.Run(new(Plan, 0, 0, "steam-9"))).Code);
        Assert.Equal("what-if-percent", Fixtures.RefusalOf(AskWhatIf.Run(new(Plan, -100, 0, ""))).Code);
        Assert.Equal("what-if-percent", Fixtures.RefusalOf(AskWhatIf.Run(new(Plan, 0, -101, ""))).Code);
        Assert.Equal("other-day", Fixtures.RefusalOf(AskWhatIf.Run(new(Plan with { Day = Plan.Day.Plus(1) }, 0, 0, ""))).Code);
        Assert.Equal("other-day", Fixtures.RefusalOf(FanProfits.Run(Plan with { Day = Plan.Day.Plus(1) })).Code);
    }

    [Fact]
    public void The_fan_ends_where_the_paths_own_schedules_end()
    {
        var paths = Enumerable.Range(0, 12).Select(path => Plan.Prices.Expected.Select(price =>
            new UsdPerMwhEstimate(price.Value * (0.7 + 0.05 * path)))).ToList();
        var fan = FanProfits.Run(Plan with { Prices = Plan.Prices with { Scenarios = [.. paths] } }).OrThrow();
        var profits = paths.Select(path => CommitUnits.Run(Plan with { Prices = Plan.Prices with { Expected = path } }).OrThrow())
            .Select(plan => plan.Units.Sum(unit => (double)unit.Profit.Value)).Order().ToList();
        Assert.False(fan.IsSeeded);
        for (var i = 0; i < profits.Count; i++) Assert.Equal(profits[i], fan.Profits[i].Value, 1e-6);
        // Twelve paths, type 7: the median lies half way between the sixth and the seventh. Revenue of record is at six decimals.
        Assert.Equal((profits[5] + profits[6]) / 2, fan.Hours[^1][2], 0.01);
        Assert.All(fan.Hours, hour => Assert.Equal(hour.Order(), hour));
        Assert.Equal(profits.Average(), fan.Units.Sum(unit => unit.Mean.Value), 1e-6);
    }

    [Fact]
    public void Too_few_paths_are_drawn_from_the_days_seed_and_it_says_so()
    {
        var (once, again) = (FanProfits.Run(Plan).OrThrow(), FanProfits.Run(Plan).OrThrow());
        Assert.True(once.IsSeeded);
        Assert.Equal(FanProfits.SeededPaths, once.Profits.Length);
        Assert.Equal(once.Profits, again.Profits);
        Assert.True(once.Profits[0].Value < once.Profits[^1].Value);
    }
}
