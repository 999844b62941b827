using System.Globalization;
using Busbar.Supply.Checkers.Commitment.Systems;
using Busbar.Supply.Commitment.Systems;
using Busbar.Supply.Commitment.Systems.Dispatch;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>Published optima, and the same answer from any number of threads. Time never ends these searches; their gap does.</summary>
public sealed class PublishedSystemTests
{
    private const double RtsOptimumUsd = 3_729_194.92;

    private static SystemSchedule Solve(CommitmentCase given, double gap, int threads = 2) => CommitSystem.Run(
        new(given, gap, threads, () => 0, 1, 1, null, null)).OrThrow().Schedule;

    [Fact]
    public void Ten_units_of_Kazarlis_cost_563938_dollars_proven_to_a_two_thousandth()
    {
        var given = PublishedCases.Kazarlis10;
        var schedule = Solve(given, 0.0005);
        Assert.Empty(CheckSystemSchedule.Run(given, schedule));
        Assert.InRange(schedule.ObjectiveUsd, 563_936, 563_940);
        Assert.True(schedule.Gap <= 0.0005);
    }

    [Fact]
    public void The_dual_of_the_July_day_lies_between_the_published_root_bound_and_the_optimum() => Assert.InRange(
        DualBound.Of(SystemModel.Of(PublishedCases.RtsJuly), 2, () => false), 3_722_300, RtsOptimumUsd + 0.08);

    [Fact]
    public void The_first_schedule_of_the_July_day_is_clean_and_within_half_a_percent()
    {
        var given = PublishedCases.RtsJuly;
        var schedule = Solve(given, 0.005);
        Assert.Empty(CheckSystemSchedule.Run(given, schedule));
        Assert.InRange(schedule.ObjectiveUsd, RtsOptimumUsd - 0.1, RtsOptimumUsd * 1.005);
        Assert.InRange(schedule.LowerBoundUsd, 3_700_000, RtsOptimumUsd + 0.08);
    }

    [Fact]
    public void A_schedule_dispatched_again_costs_the_same()
    {
        var given = PublishedCases.RtsJuly;
        var (model, schedule) = (SystemModel.Of(given), Solve(given, 0.004));
        ulong[] patterns = [.. schedule.Thermal.Select(unit => unit.IsOn.Select((isOn, hour) => isOn ? 1UL << hour : 0).Aggregate((a,
            b) => a | b))];
        var again = new Dispatcher(model, 10_000, 1, () => false).Solve(patterns, FirstPrices.Of(model), 1e-9, double.PositiveInfinity);
        Assert.NotNull(again);
        Assert.Equal(schedule.ObjectiveUsd, again.Usd, 4.0);
    }

    [Fact]
    public void California_is_bounded_as_published_and_its_schedule_is_within_two_thousandths()
    {
        var given = PublishedCases.California;
        var schedule = Solve(given, 0.002);
        Assert.Empty(CheckSystemSchedule.Run(given, schedule));
        Assert.InRange(schedule.LowerBoundUsd, 41_799, 41_806.5);
        Assert.True(schedule.Gap <= 0.002);
    }

    [Fact]
    public void Kazarlis_is_the_same_to_the_last_digit_with_one_two_and_three_threads() => AssertSame(PublishedCases.Kazarlis10, 0.0001);

    [Fact]
    public void The_July_day_is_the_same_to_the_last_digit_with_one_two_and_three_threads() => AssertSame(PublishedCases.RtsJuly, 0.004);

    private static void AssertSame(CommitmentCase given, double gap)
    {
        var one = Digits(Solve(given, gap, 1));
        Assert.Equal(one, Digits(Solve(given, gap, 2)));
        Assert.Equal(one, Digits(Solve(given, gap, 3)));
    }

    /// <summary>Every number of a schedule, to the last digit.</summary>
    private static string Digits(SystemSchedule schedule) => string.Join('\n', (IEnumerable<string>)
    [
        Text(schedule.ObjectiveUsd), Text(schedule.LowerBoundUsd),
        .. schedule.Thermal.Select(unit => string.Join(' ', [.. unit.IsOn.Select(on => on ? "1" : "0"),
            .. unit.OutputMw.Concat(unit.SpinningMw).Select(Text)])),
        .. schedule.Renewable.Select(plant => string.Join(' ', plant.OutputMw.Select(Text))),
        string.Join(' ', schedule.EnergyUsdPerMwh.Concat(schedule.SpinningUsdPerMw).Select(Text)),
    ]);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
