using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;
using Busbar.Supply.Commitment.PriceTaking;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests.PriceTaking;

public sealed class PriceTakeTests
{
    [Fact]
    public void Each_plant_earns_what_it_earns_planned_alone_in_each_scenario()
    {
        var inputs = PriceTakeCases.Fleet(12, 48);
        var report = PriceTake.Run(inputs).OrThrow();
        Assert.Equal(["steam-1", "hydro-1", "battery-1"], report.Units.Select(unit => unit.Name));
        var alone = inputs.Scenarios.Select(scenario => CommitUnit.Run(new(Fixtures.Steam(), Fixtures.Off("steam-1", StateRules.LongOff),
            [.. scenario.EnergyUsdPerMwh.Select(price => new UsdPerMwhEstimate(price))],
            [.. scenario.EnergyUsdPerMwh.Select(_ => new UsdPerMmbtu(3))])).OrThrow()).ToList();
        var steam = report.Units[0];
        Assert.Equal(alone.Average(run => run.Profit.Value), steam.ExpectedProfit.Value, 1e-6);
        Assert.Equal(alone.Average(run => run.IsOn.Count(isOn => isOn)), steam.ExpectedHoursOn, 1e-9);
        Assert.Equal(alone.Average(run => run.IsOn.Where((isOn, hour) => isOn && (hour == 0 || !run.IsOn[hour - 1])).Count()),
            steam.ExpectedStarts, 1e-9);
        Assert.Equal(alone.Average(run => (double)run.Output.Sum(mw => mw.Value)), steam.ExpectedEnergy.Value, 1e-6);
        Assert.Equal(report.Units.Sum(unit => unit.ExpectedProfit.Value), report.Fleet.ExpectedProfit.Value, 1e-6);
    }

    [Fact]
    public void Quantiles_tail_and_spread_are_those_of_the_scenarios_profits()
    {
        // A must-run plant of fixed output earns 100 MW × (price − 10) in its one hour: profits are known by hand.
        var prices = Enumerable.Range(0, 40).Select(i => 10.0 + i).ToArray();
        var report = PriceTake.Run(PriceTakeCases.Of(PriceTakeCases.Block(), [.. prices.Select(price => PriceTakeCases.Scenario([price]))],
            [1], before: [Fixtures.On("block", 100)])).OrThrow();
        var profits = prices.Select(price => 100 * (price - 10)).ToArray();
        var fleet = report.Fleet;
        Assert.Equal(profits.Average(), fleet.ExpectedProfit.Value, 1e-9);
        Assert.Equal(Statistics.StandardDeviation(profits), fleet.StandardDeviation.Value, 1e-9);
        Assert.Equal([0.05, 0.25, 0.5, 0.75, 0.95], fleet.Quantiles.Select(each => each.Level));
        Assert.Equal(100 * 19.5, fleet.Quantiles[2].Profit.Value, 1e-9);
        // The worst 5 % of 40 are two scenarios: 0 and 100.
        Assert.Equal(50, fleet.WorstTwentieth.Value, 1e-9);
        Assert.Equal(10, fleet.BreakEven!.Value.Value, 1e-9);
        Assert.Equal(100, fleet.ExpectedEnergy.Value, 1e-9);
    }

    [Fact]
    public void The_worst_share_counts_its_last_scenario_in_part() =>
        // 5 % of 30 is one and a half: (1 + 2 / 2) / 1.5.
        Assert.Equal(2 / 1.5, ProfitMeasures.WorstMean([.. Enumerable.Range(1, 30).Select(i => (double)i)], 0.05), 1e-12);

    [Fact]
    public void Any_number_of_threads_gives_the_same_bytes()
    {
        var inputs = PriceTakeCases.Everything(20, 48);
        var one = JsonSerializer.Serialize(PriceTake.Run(inputs with { Threads = 1 }).OrThrow());
        foreach (var threads in (int[])[2, 5])
            Assert.Equal(one, JsonSerializer.Serialize(PriceTake.Run(inputs with { Threads = threads }).OrThrow()));
    }

    [Fact]
    public void Reserve_that_is_paid_for_adds_profit_and_lowers_the_break_even_price()
    {
        var plain = PriceTakeCases.Fleet(5, 48);
        var paid = plain with
        {
            Scenarios = [.. plain.Scenarios.Select(each => each with { SpinningUsdPerMw = [.. each.EnergyUsdPerMwh.Select(_ => 4.0)] })],
        };
        var (less, more) = (PriceTake.Run(plain).OrThrow(), PriceTake.Run(paid).OrThrow());
        foreach (var (before, after) in less.Units.Zip(more.Units)) Assert.True(after.ExpectedProfit > before.ExpectedProfit);
        Assert.True(more.Units[1].BreakEven!.Value.Value < 0);
    }

    [Fact]
    public void A_limit_on_starts_costs_profit_and_is_kept()
    {
        var free = PriceTakeCases.Fleet(10, 48) with { Fleet = Fixtures.Fleet(PriceTakeCases.Peaker()) };
        var limited = free with { StartLimits = [new("peaker", 1, null, null)] };
        var (more, less) = (PriceTake.Run(free).OrThrow().Units[0], PriceTake.Run(limited).OrThrow().Units[0]);
        Assert.True(more.ExpectedStarts > 2);
        Assert.InRange(less.ExpectedStarts, 0.1, 2);
        Assert.True(less.ExpectedProfit < more.ExpectedProfit);
    }

    [Fact]
    public void A_combined_cycle_with_one_configuration_earns_what_the_unit_earns()
    {
        var inputs = PriceTakeCases.Fleet(15, 48) with { CombinedCycles = [PriceTakeCases.SingleConfiguration(Fixtures.Steam("cc"))] };
        var report = PriceTake.Run(inputs with { Fleet = Fixtures.Fleet(Fixtures.Steam()) }).OrThrow();
        var (unit, plant) = (report.Units[0], report.Units[1]);
        Assert.True(unit.ExpectedStarts >= 1);
        Assert.Equal((unit.ExpectedStarts, unit.ExpectedHoursOn), (plant.ExpectedStarts, plant.ExpectedHoursOn));
        Assert.Equal(unit.ExpectedProfit.Value, plant.ExpectedProfit.Value, 1e-6);
        Assert.Equal(unit.WorstTwentieth.Value, plant.WorstTwentieth.Value, 1e-6);
        Assert.Equal(unit.BreakEven!.Value.Value, plant.BreakEven!.Value.Value, 1e-9);
    }

    [Fact]
    public void A_day_more_of_water_is_worth_the_dearest_hour_left()
    {
        var hydro = new FleetRegister("r", [], [], [new("hydro-1", new(0), new(10), new(20))], []);
        ImmutableArray<PriceScenario> scenarios = [PriceTakeCases.Scenario([5, 9, 7, 1]), PriceTakeCases.Scenario([50, 30, 20, 10])];
        var report = PriceTake.Run(PriceTakeCases.Of(hydro, scenarios, [2, 2])).OrThrow();
        // Twenty MWh a day fill both hours of each day, so that one more earns nothing; ten leave 5 and 30, then 1 and 10.
        Assert.Equal([0, 0], report.Water[0].ByDay.Select(value => value.Value));
        hydro = hydro with { Hydro = [hydro.Hydro[0] with { DailyEnergy = new(10) }] };
        report = PriceTake.Run(PriceTakeCases.Of(hydro, scenarios, [2, 2])).OrThrow();
        Assert.Equal([17.5, 5.5], report.Water[0].ByDay.Select(value => value.Value));
    }

    [Fact]
    public void Wind_is_left_out_and_found()
    {
        var inputs = PriceTakeCases.Fleet(2, 24) with { Fleet = Fixtures.WholeFleet() };
        Assert.Equal("renewable-left-out", Fixtures.FindingsOf(PriceTake.Run(inputs)).Single().Code);
    }

    [Fact]
    public void Ten_thousand_units_and_a_year_of_hours_come_to_an_end()
    {
        var many = PriceTakeCases.Of(Fixtures.Fleet([.. Enumerable.Range(0, 10_000).Select(i => Fixtures.Steam($"u{i}"))]),
            PriceTakeCases.Draw(2, 24), [24]);
        Assert.Equal(10_000, PriceTake.Run(many).OrThrow().Units.Length);
        var year = PriceTakeCases.Of(Fixtures.WholeFleet() with { Renewable = [] }, PriceTakeCases.Draw(1, 8784),
            [.. Enumerable.Repeat(24, 366)]);
        Assert.True(PriceTake.Run(year).OrThrow().Fleet.ExpectedProfit.Value > 0);
    }
}
