using System.Collections.Immutable;
using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.Tests.Programmes;

/// <summary>Limits on starts a day, a week and in all: the programme equals every pattern that keeps them.</summary>
public sealed class StartLimitTests
{
    private const int Segments = 3;

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    public void Cost_equals_brute_force_over_the_patterns_that_keep_the_limits(int seed)
    {
        var chance = new Random(seed);
        var bound = 0;
        for (var i = 0; i < 1500; i++)
        {
            var hours = chance.Next(3, 9);
            var (model, costs) = RandomUnit.Draw(chance, hours, Segments, longestMinimum: 1);
            var step = chance.Next(1, 4);
            ImmutableArray<int> dayOf =
                [.. Enumerable.Range(0, hours).Select(hour => chance.Next(2) == 0 ? hour / step : hour * step).Order()];
            int? Limit() => chance.Next(2) == 0 ? null : chance.Next(0, 3);
            var limits = new StartLimits(Limit(), Limit(), Limit());
            var programme = new StartLimitedProgramme(hours, Segments, dayOf);
            var cost = programme.Solve(model, costs, limits);
            var patterns = Enumerable.Range(0, 1 << hours)
                .Select(pattern => (Cost: UnitBruteForce.Cost(model, costs, pattern), pattern)).ToList();
            var truth = patterns.Where(each => Keeps(each.pattern, hours, model.IsOnBefore, dayOf, limits)).Min(each => each.Cost);
            Assert.True(cost == truth || Math.Abs(cost - truth) < 1e-7, $"seed {seed} case {i}: brute force {truth}, programme {cost}");
            if (double.IsInfinity(cost)) continue;
            if (truth > patterns.Min(each => each.Cost)) bound++;
            Assert.Equal(cost, UnitBruteForce.CostOf(model, costs, programme.IsOn, programme.Above, programme.Spinning), 1e-7);
        }
        Assert.True(bound > 100, $"the limits bound in only {bound} cases");
    }

    /// <summary>Counts by the definition: starts of each day, of each seven days, of all.</summary>
    private static bool Keeps(int pattern, int hours, bool isOnBefore, ImmutableArray<int> dayOf, StartLimits limits)
    {
        bool IsOn(int hour) => hour < 0 ? isOnBefore : (pattern >> hour & 1) == 1;
        var starts = Enumerable.Range(0, hours).Where(hour => IsOn(hour) && !IsOn(hour - 1)).ToList();
        return starts.Count <= (limits.InAll ?? hours)
            && starts.GroupBy(hour => dayOf[hour]).All(day => day.Count() <= (limits.PerDay ?? hours))
            && starts.GroupBy(hour => dayOf[hour] / 7).All(week => week.Count() <= (limits.PerWeek ?? hours));
    }
}
