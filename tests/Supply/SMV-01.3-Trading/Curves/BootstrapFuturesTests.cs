using System.Collections.Immutable;
using Busbar.Gateways;
using Busbar.Gateways.Quotes;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Trading.Curves;

namespace Busbar.Supply.Tests.Curves;

public sealed class BootstrapFuturesTests
{
    private const double Tolerance = 1e-6;
    private static readonly OperatingDay Day = OperatingDay.Of(2020, 4, 27);
    private static readonly FuturesSegment Daily = new("ICE:PDQ", false);
    private static readonly FuturesSegment Monthly = new("ICE:PMI", true);

    /// <summary>The mean of the on-peak price that PJM published for the nineteen business days of 1 to 27 April 2020, to the 1e-5 that
    /// the reference's fixings state; only their sum, 346.35730, enters.</summary>
    private static readonly ImmutableArray<DailyFixing> Published =
    [
        .. OperatingDay.Of(2020, 4, 1).Through(Day).Where(MarketCalendar.Pjm.IsBusinessDay)
            .Select(day => new DailyFixing(day, new UsdPerMwhEstimate(346.35730 / 19))),
    ];

    [Theory]
    [InlineData("linear_flat", PillarInterpolation.LinearFlat, false)]
    [InlineData("backward_flat", PillarInterpolation.BackwardFlat, false)]
    [InlineData("linear_flat_switch_priority", PillarInterpolation.LinearFlat, true)]
    public void The_western_hub_curves_of_the_reference_engine_are_reproduced(
        string variant, PillarInterpolation interpolation, bool isMonthlyFirst)
    {
        var curve = BootstrapFutures.Run(new(MarketCalendar.Pjm, Day, isMonthlyFirst ? [Monthly, Daily] : [Daily, Monthly],
            OreQuotes.Settles(SourceFile.Load(Shared.File($"risk/ore_pjm_wh_rt_peak_{variant}_market.txt")).OrThrow()).OrThrow(),
            isMonthlyFirst ? Published : [], interpolation)).OrThrow();
        var expected = File.ReadAllLines(Shared.File($"risk/ore_pjm_wh_rt_peak_{variant}_expected_2020-04-27.csv")).Skip(1)
            .Select(line => line.Split(',')).ToArray();
        Assert.Equal(13, expected.Length);
        Assert.Equal(expected.Select(row => row[0]), curve.Select(pillar => pillar.Day.ToString()));
        for (var i = 0; i < curve.Length; i++) Assert.Equal(double.Parse(expected[i][1]), curve[i].Price.Value, Tolerance);
    }

    [Fact]
    public void An_average_and_a_daily_future_of_one_pillar_are_one_and_the_other_is_found()
    {
        var outcome = Run([Settle(Daily, 4, 30, 19), Settle(Monthly, 5, 4, 18)], [Daily, Monthly]);
        Assert.Equal("pillar-taken", Assert.Single(Given.FindingsOf(outcome)).Code);
        Assert.Equal([19, 19], outcome.OrThrow().Select(pillar => pillar.Price.Value));
    }

    [Fact]
    public void The_mark_days_own_price_is_read_off_the_curve_until_it_is_published()
    {
        // 18 published days at 10 and four from the mark day on at the pillar's price: (180 + 4·x) ÷ 22 = 12.
        var atTen = Published[..18].Select(fixing => fixing with { Price = new(10) });
        var curve = Run([Settle(Monthly, 5, 4, 12)], [Monthly], [.. atTen]).OrThrow();
        Assert.Equal(21, curve[^1].Price.Value, 1e-12);
    }

    [Theory]
    [InlineData("other-mark-day")]
    [InlineData("unknown-contract")]
    [InlineData("duplicate-quote")]
    [InlineData("no-quotes")]
    [InlineData("missing-fixing")]
    public void Settles_that_make_no_curve_are_refused(string code)
    {
        var good = Settle(Daily, 4, 30, 19);
        var outcome = code switch
        {
            "other-mark-day" => Run([good with { QuotedOn = Day.Plus(-1) }], [Daily]),
            "unknown-contract" => Run([good with { Contract = "ICE:OPJ" }], [Daily]),
            "duplicate-quote" => Run([good, good with { Price = new(18) }], [Daily]),
            "no-quotes" => Run([good with { Expiry = Day }], [Daily]),
            _ => Run([Settle(Monthly, 5, 4, 18)], [Monthly]),
        };
        Assert.Equal(code, Given.CodeOf(outcome));
    }

    private static FuturesSettle Settle(FuturesSegment segment, int month, int day, double price) =>
        new(segment.Contract, Day, OperatingDay.Of(2020, month, day), new(price));

    private static Outcome<ImmutableArray<CurvePillar>> Run(
        ImmutableArray<FuturesSettle> settles, ImmutableArray<FuturesSegment> segments, ImmutableArray<DailyFixing>? fixings = null) =>
        BootstrapFutures.Run(new(MarketCalendar.Pjm, Day, segments, settles, fixings ?? [], PillarInterpolation.LinearFlat));
}
