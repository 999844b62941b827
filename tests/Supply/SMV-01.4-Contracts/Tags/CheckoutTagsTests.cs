using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts.Tags;
using Busbar.Supply.Tests;
using NodaTime;

namespace Busbar.Supply.Contracts.Tests.Tags;

public sealed class CheckoutTagsTests
{
    private static TagStanding Standing(ETag tag) => new(tag, TagState.Implemented, new(TimingClass.OnTime, tag.RampStart), [], tag.Energy);

    private static CheckoutTagsInputs Inputs(OperatingDay day, params ProfileBlock[] energy) => new(Given.Calendar, day,
        [Standing(Tagged.Tag(day, [.. energy]))], Given.Flat(day, Mw.Zero), Given.Flat(day, 0m), new(40), 1_000_000);

    private static decimal[] Hourly(CheckoutTagsInputs inputs) =>
        [.. CheckoutTags.Run(inputs).OrThrow().Hours.Select(hour => hour.Tagged.Value)];

    [Fact]
    public void A_ramp_of_twenty_minutes_puts_an_eighth_of_a_third_of_an_hour_on_either_side()
    {
        var hours = Hourly(Inputs(Given.Spring, Tagged.Block(Given.Spring, 6, 10, 120), Tagged.Block(Given.Spring, 10, 12, 240)));
        // Δ·(1/3 h)/8: a step of 120 MW puts 5 MWh before the boundary and takes 5 after it; the end puts 10 after and takes 10 before.
        Assert.Equal([0, 5, 115, 120, 120, 125, 235, 230, 10, 0], hours.Skip(4).Take(10));
        Assert.Equal(4 * 120 + 2 * 240m, hours.Sum());
    }

    [Fact]
    public void Blocks_off_the_hour_and_without_ramps_are_cut_exactly()
    {
        var hours = Hourly(Inputs(Given.Autumn, Tagged.Block(Given.Autumn, 1.25m, 3.5m, 80, 0)));
        Assert.Equal([0, 60, 80, 40, 0], hours.Take(5));
    }

    [Theory]
    [InlineData("spring")]
    [InlineData("autumn")]
    public void A_tag_around_the_clock_carries_the_hours_of_the_day(string season)
    {
        var day = season == "spring" ? Given.Spring : Given.Autumn;
        var count = Given.Calendar.HourCount(day);
        var checkout = CheckoutTags.Run(Inputs(day, Tagged.Block(day, 0, count, 100, 0))).OrThrow();
        Assert.Equal(Given.Calendar.LabelsOf(day), checkout.Hours.Select(hour => hour.Label));
        // 2 % in kind with the first provider; 5 % of the rest in money with the second.
        Assert.All(checkout.Hours, hour => Assert.Equal((100m, 98m, 2m, 4.9m),
            (hour.Tagged.Value, hour.Due.Value, hour.LossInKind.Value, hour.LossPaid.Value)));
        Assert.Equal(count * 4.9m * 40, checkout.LossCharge.Value);
    }

    [Fact]
    public void Hours_that_differ_are_named_with_their_label()
    {
        var day = Given.Autumn;
        var inputs = Inputs(day, Tagged.Block(day, 0, 25, 100, 0)) with
        {
            Scheduled = Given.Hours(day, Enumerable.Range(0, 25).Select(i => new Mw(i == 1 ? 90 : 100))),
            Metered = Given.Hours(day, Enumerable.Range(0, 25).Select(i => i == 2 ? 95m : i == 3 ? 97.5m : 98m)), ToleratedMwh = 1,
        };
        Assert.Equal([("not-tagged-as-scheduled", "2017-11-05 HE02"), ("not-delivered-as-tagged", "2017-11-05 HE02X")],
            Given.FindingsOf(CheckoutTags.Run(inputs)).Select(finding => (finding.Code, finding.Where)));
        Assert.Equal("hours-do-not-match", Given.CodeOf(CheckoutTags.Run(inputs with { Metered = Given.NaiveDay(day, 98m) })));
    }

    [Fact]
    public void Each_difference_says_which_tag_caused_it()
    {
        var day = Given.Spring;
        ETag Named(string code, decimal mw) => Tagged.Tag(day, Tagged.Block(day, 0, 23, mw, 0)) with
            { Id = new("NYIS", "DESK", code, "ISNE") };
        var cut = Standing(Named("CURTAIL", 100)) with { Energy = [Tagged.Block(day, 0, 4, 100, 0), Tagged.Block(day, 4, 5, 60, 0),
            Tagged.Block(day, 5, 23, 100, 0)] };
        var denied = Standing(Named("DENIEDX", 30)) with { State = TagState.Denied, Energy = [] };
        var inputs = Inputs(day, Tagged.Block(day, 0, 23, 100, 0)) with
        {
            Tags = [cut, denied], ToleratedMwh = 1,
            Scheduled = Given.Hours(day, Enumerable.Range(0, 23).Select(i => new Mw(i switch { 4 => 100, 6 => 130, 7 => 150, 8 => 80,
                _ => 100 }))),
            Metered = Given.Hours(day, Enumerable.Range(0, 23).Select(i => i switch { 4 => 100m, 6 or 7 => 98, 9 => 90m, 10 => 103m,
                _ => 98m })),
        };
        Assert.Equal(
        [
            ("06", "NYIS_DESK_CURTAIL_ISNE curtailed by 40 MWh"), ("06", "delivered as nominated and not as tagged"),
            ("08", "NYIS_DESK_DENIEDX_ISNE denied with 30 MWh"),
            ("09", "NYIS_DESK_DENIEDX_ISNE denied with 30 MWh; no tag asks for the rest"),
            ("10", "tags carry more than was nominated"),
            ("11", "the source or the path delivered less than the tags carry"),
            ("12", "energy flowed that a curtailment or denial should have stopped"),
        ], CheckoutTags.Run(inputs).OrThrow().Differences.Select(each => ($"{each.Label}", each.Cause)));
    }

    [Fact]
    public void A_meter_at_the_source_loses_in_kind_what_the_tags_say()
    {
        var day = Given.Autumn;
        var inputs = Inputs(day, Tagged.Block(day, 0, 25, 100, 0)) with
            { Scheduled = Given.Flat(day, new Mw(100)), Metered = Given.Flat(day, 90m), IsMeteredAtSource = true, ToleratedMwh = 9.8m };
        Assert.All(CheckoutTags.Run(inputs).OrThrow().Hours, hour => Assert.Equal(88.2m, hour.Delivered.Value));
        Assert.Empty(CheckoutTags.Run(inputs).OrThrow().Differences);
    }
}
