using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts.Tags;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests;
using NodaTime;

namespace Busbar.Supply.Contracts.Tests.Tags;

public sealed class AuthorTagTests
{
    private static readonly TagRoute Route = new("DESK", [new("GENCO", "G-F", "C-1"), new("DESK", "G-F", "C-2")],
        [
            new(SegmentKind.Generation, "NYIS", "PLANT", "A", [], 0, LossMethod.Financial),
            new(SegmentKind.Transmission, "NYPA", "A", "B", [new("OASIS-1", "DESK", new(100)), new("OASIS-2", "DESK", new(50))], 0.02m,
                LossMethod.InKind),
            new(SegmentKind.Load, "ISNE", "B", "LOAD", [], 0, LossMethod.Financial),
        ], 20, ["RELIAB"]);

    private static AuthorTagInputs Inputs(OperatingDay day, Func<int, decimal> mw) => new(Given.Calendar, day, "C-2", "A1B2C3D", Route,
        Given.Hours(day, Enumerable.Range(0, Given.Calendar.HourCount(day)).Select(i => new Mw(mw(i)))));

    private static string CodeOf(AuthorTagInputs inputs) => Given.CodeOf(AuthorTag.Run(inputs));

    [Theory]
    [InlineData("spring", 23)]
    [InlineData("autumn", 25)]
    public void Hours_of_one_level_are_a_block_and_hours_of_nothing_are_left_out(string season, int count)
    {
        var day = season == "spring" ? Given.Spring : Given.Autumn;
        var tag = AuthorTag.Run(Inputs(day, i => i < 2 || i == 10 ? 0 : i < 10 ? 100 : 60)).OrThrow();
        Assert.Equal("NYIS_DESK_A1B2C3D_ISNE", $"{tag.Id}");
        Assert.Equal([(2m, 10m, 100m), (11m, count, 60m)], tag.Energy.Select(block => (At(day, block.Interval.Start),
            At(day, block.Interval.End), block.Mw.Value)));
        Assert.All(tag.Energy, block => Assert.Equal(Duration.FromMinutes(20), block.RampAtStart));
        var held = tag.Physical[1].Reservations;
        Assert.Equal([100m, 50m], held.Select(each => each.Capacity[0].Mw.Value));
        Assert.All(held, each => Assert.Equal(Given.Calendar.WholeDay(day), each.Capacity[0].Interval));
        // What is written is what the fold takes, and the checkout finds the nomination in it, ramps aside.
        var standing = FollowTag.Run(new(Interconnection.Eastern, [new TagSubmitted("DESK", tag.RampStart - Duration.FromHours(9), tag)],
            tag.RampStart)).OrThrow();
        Assert.Equal(8 * 100 + (count - 11) * 60m, CheckoutTags.Run(new(Given.Calendar, day, [standing], Given.Flat(day, Mw.Zero),
            Given.Flat(day, 0m), new(0), 1_000)).OrThrow().Hours.Sum(hour => hour.Tagged.Value) + 60 * 20 / 60m / 8);
    }

    [Fact]
    public void A_level_is_rounded_to_whole_megawatts_and_the_residue_is_told()
    {
        var outcome = AuthorTag.Run(Inputs(Given.Spring, i => i == 0 ? 50.5m : i == 1 ? 20.3m : 50));
        Assert.Equal([51m, 20m, 50m], outcome.OrThrow().Energy.Select(block => block.Mw.Value));
        var finding = Assert.Single(Given.FindingsOf(outcome));
        Assert.Equal("rounded-to-whole-mw", finding.Code);
        Assert.Contains("+0.2 MWh", finding.What, StringComparison.Ordinal);
        Assert.Empty(Given.FindingsOf(AuthorTag.Run(Inputs(Given.Spring, _ => 50))));
    }

    [Fact]
    public void What_cannot_be_tagged_is_refused()
    {
        var good = Inputs(Given.Spring, _ => 50);
        Assert.Equal("hours-do-not-match", CodeOf(good with { Energy = Given.NaiveDay(Given.Spring, new Mw(50)) }));
        Assert.Equal("wrong-route", CodeOf(good with { Contract = "C-9" }));
        Assert.Equal("wrong-route", CodeOf(good with { Route = Route with { Path = [] } }));
        Assert.Equal("bad-ramp", CodeOf(good with { Route = Route with { RampMinutes = 61 } }));
        Assert.Equal("nothing-to-tag", CodeOf(Inputs(Given.Spring, _ => 0.4m)));
        Assert.Equal("bad-tag-id", CodeOf(good with { Code = "SHORT" }));
        Assert.Equal("bad-profile", CodeOf(Inputs(Given.Spring, i => i == 3 ? -5 : 50)));
        Assert.Equal("short-of-transmission", CodeOf(Inputs(Given.Spring, _ => 151)));
    }

    [Fact]
    public void A_deal_has_its_block_s_megawatts_in_the_hours_of_the_block()
    {
        PowerDeal deal = new(Side.Buy, Given.Calendar.Name, "hub", OperatingDay.Of(2017, 3, 1), OperatingDay.Of(2017, 3, 31),
            new([PeakBlock.OnPeak], new(40)), new(new(35)));
        var monday = OperatingDay.Of(2017, 3, 13);
        Assert.Equal(16 * 40m, AuthorTag.EnergyOf(Given.Calendar, monday, deal).OrThrow().Values.Sum(mw => mw.Value));
        Assert.Equal(0, AuthorTag.EnergyOf(Given.Calendar, Given.Spring, deal).OrThrow().Values.Sum(mw => mw.Value));
        Assert.Equal("not-delivered", Given.CodeOf(AuthorTag.EnergyOf(Given.Calendar, OperatingDay.Of(2017, 4, 3), deal)));
        var hole = deal with { Shape = new([], new(1), new Series<Mw>(Given.Calendar.WholeDay(monday).Start, Duration.FromHours(1),
            [new(1)])) };
        Assert.Equal("not-delivered", Given.CodeOf(AuthorTag.EnergyOf(Given.Calendar, monday, hole)));
    }

    private static decimal At(OperatingDay day, Instant instant) => (decimal)(instant - Given.Calendar.WholeDay(day).Start).TotalHours;
}
