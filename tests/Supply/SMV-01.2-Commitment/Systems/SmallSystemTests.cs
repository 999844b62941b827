namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>Random small systems with everything now and then, against every commitment tried. A list that is not empty names the
/// seeds.</summary>
public sealed class SmallSystemTests
{
    private const double NearlyBest = 0.005;

    [Fact]
    public void Every_case_gets_a_schedule() => Assert.All(SolvedSmallSystem.All, each => Assert.Equal("", each.Failure));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_bound_never_exceeds_the_best_cost(bool hasStore) => Seeds.AllRight(
        from each in SolvedSmallSystem.Answered(hasStore)
        where each.CanBeMet && each.Schedule.LowerBoundUsd > each.Best + each.Slack
        select $"{each.Seed}: bound {each.Schedule.LowerBoundUsd}, best {each.Best}");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_complete_schedule_never_costs_less_than_the_best(bool hasStore) => Seeds.AllRight(
        from each in SolvedSmallSystem.Answered(hasStore)
        where each.Schedule.Shortages.IsEmpty && (!each.CanBeMet || each.Schedule.ObjectiveUsd < each.Best - each.Slack)
        select $"{each.Seed}: cost {each.Schedule.ObjectiveUsd}, best {each.Best}");

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void The_checker_finds_nothing_wrong(bool hasStore, bool hasStartLimit) => Seeds.AllRight(
        from each in SolvedSmallSystem.Answered(hasStore)
        where each.Case.Thermal.Any(unit => unit.MostStarts is not null) == hasStartLimit
        let faults = each.Faults
        where !faults.IsEmpty
        select $"{each.Seed}: {string.Join("; ", faults.Take(3).Select(fault => fault.Code + " " + fault.What))}");

    [Fact]
    public void What_can_be_met_is_met() => Seeds.AllRight(
        from each in SolvedSmallSystem.Answered(hasStore: false)
        where each.CanBeMet && !each.Schedule.Shortages.IsEmpty
        select $"{each.Seed}: {each.Schedule.Shortages[0]}");

    [Fact]
    public void A_complete_schedule_costs_nearly_the_best() => Seeds.AllRight(
        from each in SolvedSmallSystem.Answered(hasStore: false)
        where each.CanBeMet && each.Schedule.Shortages.IsEmpty && each.Schedule.ObjectiveUsd > each.Best * (1 + NearlyBest) + each.Slack
        select $"{each.Seed}: cost {each.Schedule.ObjectiveUsd}, best {each.Best}");

    [Fact]
    public void Nine_in_ten_that_can_be_met_are_the_best_to_a_millionth()
    {
        var met = SolvedSmallSystem.Answered(hasStore: false).Where(each => each.CanBeMet).ToList();
        var best = met.Count(each => each.Schedule.Shortages.IsEmpty && each.Schedule.ObjectiveUsd <= each.Best + each.Slack);
        Assert.True(best >= 0.9 * met.Count, $"{best} of {met.Count}");
        Assert.True(met.Count > 50, $"only {met.Count} can be met");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_bound_never_exceeds_the_cost_claimed(bool hasStore) => Seeds.AllRight(
        from each in SolvedSmallSystem.Answered(hasStore)
        where each.Schedule.LowerBoundUsd > each.Schedule.ObjectiveUsd + each.Slack
        select $"{each.Seed}: bound {each.Schedule.LowerBoundUsd}, cost {each.Schedule.ObjectiveUsd}");
}
