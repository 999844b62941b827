using System.Collections.Immutable;
using Busbar.Supply.Checkers.Commitment.Systems;
using Busbar.Supply.Commitment.Systems;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>Systems from one hour to a year, from no time to enough, from too little power to ten thousand units.</summary>
public sealed class HorizonTests
{
    private static CaseThermal Unit(int i) => new(
        $"unit {i}", false, 40, 100 + i % 7, 200, 200, 100, 100, 4, 3, new(i % 3 == 0, 8, i % 3 == 0 ? 60 : 0),
        [new(3, 400 + 10 * (i % 5)), new(8, 700 + 10 * (i % 5))], [new(40, 900 + 13 * (i % 11)), new(100 + i % 7,
            2_500 + 40 * (i % 13))], 0, [], null);

    private static CaseThermal Slow(int i) => Unit(i) with { RampUpMwPerHour = 20, RampDownMwPerHour = 20, StartUpMw = 50,
        ShutDownMw = 50 };

    private static CommitmentCase Made(int units, int hours, double share, Func<int, CaseThermal> unit)
    {
        ImmutableArray<CaseThermal> thermal = [.. Enumerable.Range(0, units).Select(unit)];
        var most = thermal.Sum(each => each.MaxMw);
        ImmutableArray<double> demand =
            [.. Enumerable.Range(0, hours).Select(hour => most * share * (0.75 + 0.25 * Math.Sin(Math.PI * hour / 12)))];
        return new($"{units} units, {hours} hours", StartRule.HoursOff, demand, [.. demand.Select(mw => 0.05 * mw)], [], [], thermal,
            [], [], []);
    }

    private static SystemSchedule Checked(CommitmentCase given, double gap, int looks)
    {
        var schedule = CommitSystem.Run(SolvedSmallSystem.Inputs(given, gap, looks)).OrThrow().Schedule;
        Seeds.AllRight(CheckSystemSchedule.Run(given, schedule).Select(fault => $"{fault.Code} {fault.What}"));
        Assert.True(schedule.LowerBoundUsd <= schedule.ObjectiveUsd);
        return schedule;
    }

    [Fact]
    public void One_hour_is_committed_to_the_last_dollar()
    {
        var given = Made(3, 1, 0.6, i => Unit(i) with { Before = new(i != 1, 9, i != 1 ? 60 : 0) });
        Assert.Equal(BruteForceSystem.Best(given), Checked(given, 0, 400).ObjectiveUsd, 1e-3);
    }

    [Theory]
    [InlineData(200, 5, 4_000)]
    [InlineData(65, 4, 4_000)]
    public void A_long_horizon_is_rolled_over_and_bounded(int hours, int units, int looks)
    {
        var schedule = Checked(Made(units, hours, 0.6, Unit), 0.03, looks);
        Assert.Empty(schedule.Shortages);
        Assert.True(schedule.Gap < 0.2, $"gap {schedule.Gap}");
        Assert.True(schedule.LowerBoundUsd > 0);
    }

    [Fact]
    public void A_year_is_committed_in_little_time_and_bounded() =>
        Assert.True(Checked(Made(3, 8_784, 0.6, Unit), 0.05, 12_000).LowerBoundUsd > 0);

    [Fact]
    public void Slow_units_keep_their_ramps_from_window_to_window() => Checked(Made(4, 130, 0.6, Slow), 0.01, 5_000);

    [Fact]
    public void Ten_thousand_units_of_four_hours_are_committed() =>
        Assert.Empty(Checked(Made(10_000, 4, 0.6, i => Unit(i) with { MinUpHours = 1 + i % 4 }), 0.01, 200).Shortages);

    [Fact]
    public void A_load_above_all_capacity_is_a_shortage_of_its_hour_and_size()
    {
        var given = Made(3, 4, 0.6, i => Unit(i) with { Before = new(true, 9, 80) }) with { SpinningMw = [] };
        var most = given.Thermal.Sum(unit => unit.MaxMw);
        given = given with { DemandMw = given.DemandMw.SetItem(2, most + 25) };
        var shortage = Assert.Single(Checked(given, 0, 400).Shortages);
        Assert.Equal((ShortageKind.Energy, 2), (shortage.Kind, shortage.Hour));
        Assert.Equal(25, shortage.Amount, 1e-3);
    }

    [Theory]
    [InlineData(6, 24, false)]
    [InlineData(6, 24, true)]
    [InlineData(4, 100, false)]
    [InlineData(300, 12, true)]
    public void Without_time_there_is_a_schedule_all_the_same(int units, int hours, bool isSlow)
    {
        var given = Made(units, hours, 0.6, isSlow ? Slow : Unit);
        var schedule = CommitSystem.Run(new(given, 0, 1, () => 100, 1, 7, null, null)).OrThrow().Schedule;
        Seeds.AllRight(CheckSystemSchedule.Run(given, schedule).Select(fault => $"{fault.Code} {fault.What}"));
        Assert.True(schedule.LowerBoundUsd <= schedule.ObjectiveUsd);
    }

    [Fact]
    public void A_search_looks_at_the_clock_hardly_more_than_once_when_its_time_has_passed()
    {
        var looks = 0;
        CommitSystem.Run(new(Made(30, 24, 0.6, Unit), 0, 1, () => 100 + looks++, 1, 7, null, null)).OrThrow();
        Assert.InRange(looks, 1, 60);
    }
}
