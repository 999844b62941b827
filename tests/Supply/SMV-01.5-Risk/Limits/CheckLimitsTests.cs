using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Risk.Limits;
using Busbar.Supply.Tests;
using NodaTime;

namespace Busbar.Supply.Risk.Tests.Limits;

public sealed class CheckLimitsTests
{
    private static readonly MarketCalendar Calendar = MarketCalendar.Pjm;
    private static readonly OperatingDay Marks = OperatingDay.Of(2027, 3, 12);
    private static readonly Instant Monday = Calendar.At(OperatingDay.Of(2027, 3, 15), new LocalTime(9, 0));

    [Theory]
    [InlineData(LimitMeasure.Volume, "west", 5_000, "2027-07-01 OnPeak")]
    [InlineData(LimitMeasure.Var95, "west", 400, "west")]
    [InlineData(LimitMeasure.Var99, "west", 600, "west")]
    [InlineData(LimitMeasure.StopLoss, "west", 9_000, "west")]
    [InlineData(LimitMeasure.StopLoss, "east", 0, "east")]
    [InlineData(LimitMeasure.Credit, "bank", 700_000, "bank")]
    [InlineData(LimitMeasure.Tenor, "west", 24, "2029-03-01")]
    [InlineData(LimitMeasure.Concentration, "west", 0.75, "WESTERN HUB")]
    public void Every_measure_is_the_figure_that_the_documents_add_up_to(string measure, string scope, double expected, string where)
    {
        var use = Assert.Single(Check(Limit(measure, scope, 1)).Uses);
        Assert.Equal((expected, where, scope), (use.Measured, use.Where, use.Of));
    }

    [Theory]
    [InlineData(499, LimitState.Within)]
    [InlineData(500, LimitState.Within)]
    [InlineData(501, LimitState.Within)]
    [InlineData(400, LimitState.Warning)]
    [InlineData(444, LimitState.Warning)]
    [InlineData(399, LimitState.Breached)]
    public void A_limit_warns_from_its_share_and_is_breached_above_its_maximum(int maximum, LimitState state)
    {
        // Value at risk is 400; the warning starts at nine tenths.
        Assert.Equal(state, Assert.Single(Check(Limit(LimitMeasure.Var95, "west", maximum)).Uses).State);
    }

    [Fact]
    public void A_limit_on_everyone_holds_each_and_the_fullest_comes_first()
    {
        var uses = Check(Limit(LimitMeasure.Credit, PolicyLimit.Everyone, 1_000_000), Limit(LimitMeasure.Tenor, "west", 12)).Uses;
        Assert.Equal(["west", "bank", "co-op"], uses.Select(use => use.Of));
        Assert.Equal([2, 0.7, 0.05], uses.Select(use => Math.Round(use.Utilisation, 12)));
    }

    [Fact]
    public void A_book_without_a_position_uses_nothing()
    {
        Assert.Equal((0.0, "nothing held"), (Check(Limit(LimitMeasure.Volume, "east", 1)).Uses[0].Measured,
            Check(Limit(LimitMeasure.Tenor, "east", 1)).Uses[0].Where));
    }

    [Fact]
    public void Old_marks_are_pointed_out_but_Friday_is_not_old_on_Monday()
    {
        Assert.Empty(Given.FindingsOf(CheckLimits.Run(Inputs(Limit(LimitMeasure.Var95, "west", 1)))));
        var stale = Inputs(Limit(LimitMeasure.Var95, "west", 1)) with { Position = Position() with { MarkDay = Marks.Plus(-1) } };
        Assert.Equal("stale-marks", Assert.Single(Given.FindingsOf(CheckLimits.Run(stale))).Code);
    }

    [Fact]
    public void A_policy_that_protects_nobody_and_documents_from_later_are_refused()
    {
        var good = Limit(LimitMeasure.Var95, "west", 1);
        Refuses("limit-without-owner", Inputs(good with { Limit = good.Limit with { Owner = " " } }));
        Refuses("unknown-measure", Inputs(Limit("open-mw", "west", 1)));
        Refuses("limit-not-positive", Inputs(Limit(LimitMeasure.Var95, "west", 0)));
        Refuses("no-such-warning", Inputs(good with { WarnAt = 1.1 }));
        Refuses("no-timer", Inputs(good with { Timers = new(1, 0, 1) }));
        Refuses("limit-twice", Inputs(good, good));
        Refuses("not-measured", Inputs(Limit(LimitMeasure.Var95, "north", 1)));
        Refuses("not-known-then", Inputs(good) with { Position = Position() with { MeasuredAt = Monday + Duration.Epsilon } });
        Refuses("not-known-then", Inputs(good) with { Credit = new(Monday + Duration.Epsilon, []) });

        static void Refuses(string code, CheckLimitsInputs inputs) => Assert.Equal(code, Given.CodeOf(CheckLimits.Run(inputs)));
    }

    internal static PolicyLimit Limit(string measure, string scope, decimal maximum) =>
        new(new($"{measure} of {scope}", measure, maximum, "chief risk officer"), scope, 0.9, new(4, 16, 8));

    private static LimitReport Check(params ImmutableArray<PolicyLimit> limits) => CheckLimits.Run(Inputs(limits)).OrThrow();

    private static CheckLimitsInputs Inputs(params ImmutableArray<PolicyLimit> limits) => new(Calendar, Monday, Position(),
        [new("west", new(400), new(600), new(-9_000)), new("east", new(1), new(2), new(50))],
        new(Monday, [Owes("bank", 500_000, 200_000), Owes("co-op", 50_000, 0)]), limits);

    private static CounterpartyExposure Owes(string name, double current, double potential) =>
        new(name, new(current), new(potential), new(0), new(1), new(0));

    // Two locations of one block net to 5,000 MWh short; fuel counts for tenor only.
    private static ConsolidatedPosition Position() => new(Monday, Marks,
    [
        Cell("WESTERN HUB", 7, 2027, -7_000, Commodity.PowerDayAhead), Cell("AEP", 7, 2027, 2_000, Commodity.PowerRealTime),
        Cell("WESTERN HUB", 8, 2027, 500, Commodity.PowerDayAhead), Cell("AEP", 9, 2027, -500, Commodity.PowerDayAhead),
        Cell("Z6", 3, 2029, 90_000, Commodity.Fuel), Cell("AEP", 12, 2030, 0, Commodity.PowerDayAhead),
    ]);

    private static PositionCell Cell(string location, int month, int year, double delta, Commodity commodity) =>
        new("west", commodity, "PJM", location, OperatingDay.Of(year, month, 1), PeakBlock.OnPeak, delta, delta, 0, 0);
}
