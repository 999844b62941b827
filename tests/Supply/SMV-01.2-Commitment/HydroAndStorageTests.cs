using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests;

public sealed class HydroAndStorageTests
{
    [Fact]
    public void Hydro_spends_its_energy_in_the_dearest_hours_above_its_minimum()
    {
        var hydro = new HydroUnit("hydro-1", new(5), new(50), new(300));
        var schedule = Plan(new("r", [], [], [hydro], []), hour => hour);
        // 24 h × 5 MW = 120 MWh; the other 180 MWh fill 45 MW in the four dearest hours, the last four.
        Assert.Equal(Enumerable.Range(0, 24).Select(hour => hour >= 20 ? 50m : 5m), schedule.Output.Values.Select(mw => mw.Value));
    }

    [Fact]
    public void Hydro_spills_rather_than_pay_to_run()
    {
        var schedule = Plan(new("r", [], [], [new("hydro-1", new(5), new(50), new(1000))], []), hour => hour < 20 ? -1 : 0.5);
        Assert.Equal(Enumerable.Range(0, 24).Select(hour => hour >= 20 ? 50m : 5m), schedule.Output.Values.Select(mw => mw.Value));
    }

    [Fact]
    public void A_minimum_that_takes_more_than_the_daily_energy_is_kept_and_found()
    {
        var outcome = CommitUnits.Run(Fixtures.Inputs(new("r", [], [], [new("hydro-1", new(5), new(50), new(100))], [])));
        Assert.Equal("hydro-minimum-over-budget", Fixtures.FindingsOf(outcome).Single().Code);
        Assert.All(outcome.OrThrow().Units[0].Output.Values, mw => Assert.Equal(5, mw.Value));
    }

    [Fact]
    public void Hydro_equals_brute_force_over_whole_megawatts()
    {
        var chance = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var (least, most) = (chance.Next(0, 2), chance.Next(2, 5));
            var prices = Enumerable.Range(0, 5).Select(_ => (double)chance.Next(-9, 10)).ToArray();
            var budget = chance.Next(5 * least, 5 * most + 2);
            var plan = HydroPlan.OfDay(new("h", new(least), new(most), new(budget)), prices);
            var best = double.NegativeInfinity;
            for (var code = 0; code < Math.Pow(most - least + 1, 5); code++)
            {
                var (left, used, worth) = (code, 0, 0d);
                for (var hour = 0; hour < 5; hour++, left /= most - least + 1)
                {
                    var mw = least + left % (most - least + 1);
                    (used, worth) = (used + mw, worth + mw * prices[hour]);
                }
                if (used <= budget) best = Math.Max(best, worth);
            }
            Assert.Equal(best, Enumerable.Range(0, 5).Sum(hour => (double)plan[hour].Value * prices[hour]), 1e-9);
        }
    }

    [Fact]
    public void Storage_equals_brute_force_and_no_finer_grid_earns_more()
    {
        var chance = new Random(12);
        for (var i = 0; i < 300; i++)
        {
            var efficiency = chance.Next(2) == 0 ? 0.5m : 1m;
            var unit = new StorageUnit("b", new(chance.Next(1, 4) * 2), new(chance.Next(1, 4)), new(chance.Next(1, 6)), efficiency);
            var prices = Enumerable.Range(0, 5).Select(_ => (double)chance.Next(-20, 60)).ToArray();
            var held = chance.Next(0, (int)unit.Energy.Value + 1);
            var plan = StoragePlan.Of(unit, new(held), prices);
            var earned = Enumerable.Range(0, 5).Sum(hour => (double)plan.Output[hour].Value * prices[hour]);
            Assert.Equal(BestOnGrid(unit, held, prices, 1), earned, 1e-9);
            Assert.Equal(BestOnGrid(unit, held, prices, 4), earned, 1e-9);
        }
    }

    [Fact]
    public void Storage_of_odd_limits_keeps_them_to_the_watt()
    {
        var odd = new StorageUnit("battery-1", new(33.333333m), new(47.1m), new(199.99m), 0.8123m);
        var inputs = Fixtures.Inputs(new("r", [], [], [], [odd]), before: [Fixtures.Off("battery-1") with { Stored = new(12.345m) }]);
        var outcome = CommitUnits.Run(inputs);
        Assert.Empty(Fixtures.FindingsOf(outcome));
        Assert.True(outcome.OrThrow().Units[0].Revenue.Value > 0);
        Assert.Empty(
            Checkers.Commitment.CheckSchedule.Run(inputs.Fleet, outcome.OrThrow(), inputs.Before, []));
    }

    [Fact]
    public void Energy_held_of_any_amount_is_carried_along()
    {
        var fleet = new FleetRegister("r", [], [], [], [new("battery-1", new(50), new(50), new(200), 0.85m)]);
        var inputs = Fixtures.Inputs(fleet, before: [Fixtures.Off("battery-1") with { Stored = new(12.3456m) }]);
        var outcome = CommitUnits.Run(inputs);
        Assert.Empty(Fixtures.FindingsOf(outcome));
        Assert.Empty(Checkers.Commitment.CheckSchedule.Run(fleet, outcome.OrThrow(), inputs.Before, []));
    }

    [Fact]
    public void Storage_carries_energy_into_the_next_day_when_that_pays()
    {
        var fleet = new FleetRegister("r", [], [], [], [new("battery-1", new(50), new(50), new(200), 0.85m)]);
        var schedule = Plan(fleet, hour => hour < 24 ? 10 : 90);
        Assert.True(schedule.After.Stored.Value >= 150);
        Assert.True(schedule.Revenue.Value < 0);
    }

    private static UnitSchedule Plan(FleetRegister fleet, Func<int, double> price) => CommitUnits.Run(Fixtures.Inputs(fleet, price))
        .OrThrow().Units.Single();

    /// <summary>Best revenue by recursion over every stored level of a grid of so many steps a MWh.</summary>
    private static double BestOnGrid(StorageUnit unit, int held, double[] prices, int steps)
    {
        var (levels, up) = ((int)unit.Energy.Value * steps, (int)(unit.ChargeMw.Value * unit.RoundTripEfficiency * steps));
        var down = (int)unit.DischargeMw.Value * steps;
        var efficiency = (double)unit.RoundTripEfficiency;
        var after = new double[levels + 1];
        for (var hour = prices.Length - 1; hour >= 0; hour--)
            after = [.. Enumerable.Range(0, levels + 1).Select(from => Enumerable.Range(0, levels + 1)
                .Where(to => to - from <= up && from - to <= down)
                .Max(to => after[to] + prices[hour] * (to > from ? -(to - from) / efficiency : from - to) / steps))];
        return after[held * steps];
    }
}
