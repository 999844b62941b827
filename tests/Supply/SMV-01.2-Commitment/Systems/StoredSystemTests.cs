using Busbar.Supply.Checkers.Commitment.Systems;
using Busbar.Supply.Commitment.Systems;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>A store where it is worth a start. Random systems with stores are in <see cref="SmallSystemTests"/>.</summary>
public sealed class StoredSystemTests
{
    private static CaseThermal Base { get; } = new(
        "base", true, 20, 100, 100, 100, 100, 100, 1, 1, new(true, 9, 60), [new(1, 100)], [new(20, 300), new(100, 1_100)], 0, [], null);

    private static CaseThermal Peaker { get; } = new(
        "peaker", false, 5, 40, 100, 100, 40, 40, 1, 1, new(false, 9, 0), [new(1, 2_000)], [new(5, 300), new(40, 1_700)], 0, [], null);

    private static CaseStorage Store { get; } = new("battery", 30, 30, 30, 0.8, 0, 0);

    private static CommitmentCase Case { get; } = new(
        "peak of an hour", StartRule.HoursOff, [60, 60, 120, 60], [], [], [], [Base, Peaker], [], [], []);

    [Fact]
    public void Without_a_store_the_peak_is_worth_a_start()
    {
        // Base 60, 60, 60 MW at 10 USD a MWh above 300 for 20, and 100 at the peak; the peaker 20 MW.
        var schedule = Solve(Case);
        Assert.Equal(3 * 700 + 1_100 + 2_000 + 300 + 15 * 40, schedule.ObjectiveUsd, 1e-2);
        Assert.Contains(true, schedule.Thermal[1].IsOn);
    }

    [Fact]
    public void A_store_carries_the_peak_and_saves_the_start()
    {
        // 20 MWh at the peak are 25 MWh charged before, at 10 USD.
        var schedule = Solve(Case with { Storage = [Store] });
        Assert.DoesNotContain(true, schedule.Thermal[1].IsOn);
        Assert.Equal(3 * 700 + 1_100 + 25 * 10, schedule.ObjectiveUsd, 1e-2);
        Assert.Equal(20, schedule.Storage[0].DischargeMw[2], 1e-3);
    }

    private static SystemSchedule Solve(CommitmentCase given)
    {
        var schedule = CommitSystem.Run(SolvedSmallSystem.Inputs(given, 0, 2_000)).OrThrow().Schedule;
        Assert.Empty(CheckSystemSchedule.Run(given, schedule));
        Assert.True(schedule.LowerBoundUsd <= schedule.ObjectiveUsd);
        return schedule;
    }
}
