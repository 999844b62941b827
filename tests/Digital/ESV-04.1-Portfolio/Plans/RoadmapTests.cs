using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Plans;
using Busbar.Digital.Portfolio.Selection;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;

namespace Busbar.Digital.Portfolio.Tests.Plans;

public sealed class RoadmapTests
{
    [Fact]
    public void Work_begins_when_what_it_needs_has_ended_in_its_year_and_beside_it_where_that_is_later()
    {
        var (shown, outcome) = Lay(
            SmallCase.Initiative("a", 9, 1) with { Quarters = 2 },
            SmallCase.Initiative("b", 9, 1) with { DependsOn = ["a"], Quarters = 1 },
            SmallCase.Initiative("c", 9, 1, 0, 1, 0),
            SmallCase.Initiative("d", 9, 1) with { DependsOn = ["c"], Starts = [2028] },
            SmallCase.Initiative("e", 9, 1) with { DependsOn = ["b"], Starts = [2028], Quarters = 5 });
        Assert.Equal(
        [
            "a 2027 Q1 2027 Q2", "c 2027 Q1 2029 Q4", "b 2027 Q3 2027 Q3", "d 2028 Q1 2028 Q4", "e 2028 Q1 2029 Q1",
        ], shown);
        Assert.Equal([("begins-before-need", "d")], outcome.FindingsOrNone().Select(each => (each.Code, each.Where)));
    }

    [Fact]
    public void An_initiative_without_costs_takes_a_year() =>
        Assert.Equal(["a 2027 Q1 2027 Q4"], Lay(SmallCase.Initiative("a", 9, 0)).Shown);

    private static (string[] Shown, Outcome<System.Collections.Immutable.ImmutableArray<RoadmapBar>> Outcome) Lay(
        params Initiative[] initiatives)
    {
        var of = SmallCase.Case([9, 9, 9, 9], initiatives);
        var outcome = LayRoadmap.Run(of, SelectInitiatives.Run(of, SearchLimits.Proof).OrThrow());
        return ([.. outcome.OrThrow().Select(each => $"{each.Initiative.Id} {each.First} {each.Last}")], outcome);
    }
}
