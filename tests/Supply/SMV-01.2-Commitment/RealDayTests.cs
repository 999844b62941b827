using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Checkers.Commitment;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Forecasting;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests;

/// <summary>The area-1 thermal units of RTS-GMLC against the real New England hub price of the spring day.</summary>
public sealed class RealDayTests
{
    private static readonly OperatingDay Spring = OperatingDay.Of(2017, 3, 12);

    [Fact]
    public void The_spring_day_is_planned_awarded_and_passes_the_checker()
    {
        var (fleet, prices) = (RtsArea1.Fleet(), Prices());
        var inputs = Inputs(fleet, prices, Spring, []);
        var plan = CommitUnits.Run(inputs).OrThrow();
        var cleared = HourlyCut.Of(prices, Fixtures.Calendar.WholeDay(Spring))!;
        Assert.True(plan.Units.Length > 20);
        Assert.All(plan.Units, unit => Assert.Equal(23, unit.Output.Count));
        Assert.Empty(CheckSchedule.Run(fleet, plan, [], [], cleared));
        Assert.True(plan.Units.Sum(unit => unit.Profit.Value) > 0);
        var awards = new DayAheadAwards(Spring, inputs.DecidedAt, "iso-ne-ca", [.. plan.Units.Select(unit => new UnitAward(unit.Unit,
            unit.Output.Select(mw => new Mwh(mw.Value))))], plan.Units[0].Output.Select(_ => Mwh.Zero), true);
        var awarded = ScheduleAwards.Run(new(Fixtures.Calendar, Spring, inputs.DecidedAt, fleet, awards, cleared, [], []));
        Assert.Empty(Fixtures.FindingsOf(awarded));
        Assert.Equal(plan.Units.Select(unit => unit.Profit), awarded.OrThrow().Units.Select(unit => unit.Profit));
    }

    [Fact]
    public void February_and_March_planned_day_after_day_pass_the_checker()
    {
        var (fleet, prices, before) = (RtsArea1.Fleet(), Prices(), ImmutableArray<UnitState>.Empty);
        foreach (var day in OperatingDay.Of(2017, 2, 1).Through(OperatingDay.Of(2017, 3, 31)))
        {
            var plan = CommitUnits.Run(Inputs(fleet, prices, day, before)).OrThrow();
            Assert.Empty(CheckSchedule.Run(fleet, plan, before, [],
                HourlyCut.Of(prices, Fixtures.Calendar.WholeDay(day))));
            before = [.. plan.Units.Select(unit => unit.After)];
        }
    }

    private static CommitUnitsInputs Inputs(
        FleetRegister fleet, Series<UsdPerMwh> prices, OperatingDay day, ImmutableArray<UnitState> before)
    {
        var stretch = HourlyCut.Of(prices, Fixtures.Calendar.WholeDay(day).Start, Fixtures.Calendar.WholeDay(day.Plus(1)).End)!;
        var view = new PriceView(
            day, Fixtures.DecidedAt(day), "iso-ne-ca", stretch.Select(UsdPerMwhEstimate.From), [], "actual", default(ContentHash));
        return new(Fixtures.Calendar, day, Fixtures.DecidedAt(day), fleet, view, before, [], []);
    }

    /// <summary>Day-ahead LMP of the hub. The file prints an hour ending 3 on the spring day, which the clock jumps over: it is left
    /// out.</summary>
    private static Series<UsdPerMwh> Prices()
    {
        var rows = SharedFiles.Lines("load/isone_smd_2017_zones_hourly.csv.gz")
            .Where(line => line.StartsWith("ISO NE CA,2017-0", StringComparison.Ordinal))
            .Select(line => line.Split(',')).Where(row => (row[1], row[2]) != ("2017-03-12", "3")).ToList();
        return new(Fixtures.Calendar.WholeDay(OperatingDay.Of(2017, 1, 1)).Start, Duration.FromHours(1),
            [.. rows.Select(row => new UsdPerMwh(SharedFiles.Number(row[5])))]);
    }
}
