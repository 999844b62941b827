using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Landscapes;
using Busbar.Digital.Portfolio.Selection;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;
using NodaTime;

namespace Busbar.Digital.Portfolio.Tests.Landscapes;

public sealed class LandscapeTests
{
    private static readonly Landscape landscape = SmallCase.Bare with
    {
        Capabilities = [new("trade", "Trade", ""), new("bid", "Bid", "trade"), new("settle", "Settle", "trade"), new("file", "File", "")],
        Applications =
        [
            new("desk", "Desk", 4, 3, 100, ["bid", "settle"], ["db 14"]), new("old", "Old", 4, 2, 60, ["bid"], ["db 9", "cobol"]),
            new("wiki", "Wiki", 2, 4, 10, ["chat"], []), new("fax", "Fax", 1, 1, 5, [], ["modem"]),
        ],
        Technologies = [new("db 14", "adopt", new(2026, 11, 12)), new("db 9", "hold", new(2021, 11, 11)), new("cobol", "hold", null),
            new("spare", "hold", new(2001, 1, 1))],
    };

    [Fact]
    public void Applications_fall_into_the_four_quadrants() => Assert.Equal(
        [TimeQuadrant.Invest, TimeQuadrant.Migrate, TimeQuadrant.Tolerate, TimeQuadrant.Eliminate],
        PlaceApplications.Run(landscape).Select(each => each.Quadrant));

    [Fact]
    public void Capabilities_show_overlaps_gaps_and_their_share_of_the_cost()
    {
        var done = Assert.IsType<Outcome<ImmutableArray<CoveredCapability>>.Done>(CoverCapabilities.Run(landscape));
        Assert.Equal([0m, 110m, 50m, 0m], done.Value.Select(each => each.YearlyCostUsd));
        Assert.Equal(["bid"], done.Value.Where(each => each.IsOverlap).Select(each => each.Capability.Id));
        Assert.Equal(["capability-gap file", "unknown-capability wiki"], done.Findings.Select(each => $"{each.Code} {each.Where}"));
    }

    [Fact]
    public void The_radar_tells_whose_support_has_ended_ends_within_a_year_or_is_unknown()
    {
        var done = Assert.IsType<Outcome<ImmutableArray<RadarEntry>>.Done>(ScanTechnologies.Run(landscape, new(2026, 11, 1)));
        Assert.Equal([11, -1816, null, -9435], done.Value.Select(each => each.DaysLeft));
        Assert.Equal(["support-ends desk", "support-ended old", "on-hold old", "on-hold old", "unknown-technology fax"],
            done.Findings.Select(each => $"{each.Code} {each.Where}"));
    }

    [Fact]
    public void Alignment_is_the_share_of_spend_on_objectives_that_move_beside_what_the_business_says()
    {
        static Objective Aim(string id, bool isHigher, params double[] values) => new(id, id, "m", isHigher,
            [.. values.Select((value, i) => new MetricReading(new LocalDate(2026, 1 + i, 1), value))]);
        var of = SmallCase.Case([100], SmallCase.Initiative("a", 9, 30) with { Objective = "up" },
            SmallCase.Initiative("b", 9, 20) with { Objective = "down" }, SmallCase.Initiative("c", 9, 40) with { Objective = "flat" },
            SmallCase.Initiative("d", 9, 10), SmallCase.Initiative("e", 0.5m, 90) with { Objective = "up" }) with
        {
            Landscape = SmallCase.Bare with
            {
                Objectives = [Aim("up", true, 1, 2), Aim("down", false, 2, 3, 1), Aim("flat", true, 2, 3, 2), Aim("new", true, 1)],
                Luftman = ImmutableSortedDictionary<string, int>.Empty.Add("value", 2).Add("skills", 3),
            },
        };
        var found = MeasureAlignment.Run(of, SelectInitiatives.Run(of, SearchLimits.Proof).OrThrow());
        Assert.Equal((100m, 50m, 0.5, 2.5), (found.SpendUsd, found.MovingUsd, found.Share!.Value, found.Luftman!.Value));
        Assert.Equal([true, true, false, false], found.Objectives.Select(each => each.IsMoving));
        Assert.Equal(["communications", "governance", "partnership", "scope"], found.Missing);
    }
}
