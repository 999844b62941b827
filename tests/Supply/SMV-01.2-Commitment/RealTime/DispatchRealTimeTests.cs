using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.RealTime;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests.RealTime;

/// <summary>Reasons, findings and refusals of the real-time dispatch, each by the smallest case that shows it. Steam-1 runs from 100 to
/// 300 MW at 25 USD/MWh up to 200 MW and 31 above, and moves 5 MW in five minutes.</summary>
public sealed class DispatchRealTimeTests
{
    private static DispatchRealTimeInputs Steam(decimal output, params double[] prices) => RealTimeFixtures.Inputs(
        Fixtures.Fleet(Fixtures.Steam()), [RealTimeFixtures.Scheduled("steam-1", _ => 150)], prices.Length == 0 ? [28, 28, 28] : prices,
        RealTimeFixtures.Reads("steam-1", output));

    private static UnitBasePoint Point(DispatchRealTimeInputs inputs) => DispatchRealTime.Run(inputs).OrThrow().Units[0];

    private static string CodesOf(DispatchRealTimeInputs inputs) =>
        string.Join(' ', Fixtures.FindingsOf(DispatchRealTime.Run(inputs)).Select(finding => finding.Code));

    [Theory]
    [InlineData(200, 28, 200, BasePointReason.PriceMeetsCost)]
    [InlineData(150, 28, 155, BasePointReason.RampUp)]
    [InlineData(250, 28, 245, BasePointReason.RampDown)]
    [InlineData(300, 40, 300, BasePointReason.PriceAboveCost)]
    [InlineData(100, 20, 100, BasePointReason.PriceBelowCost)]
    public void The_base_point_has_its_reason(decimal output, double price, decimal next, BasePointReason reason)
    {
        var point = Point(Steam(output, price, price, price));
        Assert.Equal((next, reason, ReadingSource.Telemetry), (point.Next.Value, point.Reason, point.From));
    }

    [Fact]
    public void A_later_spike_moves_the_unit_before_its_price_comes()
    {
        var point = Point(Steam(200, 28, 28, 500, 500));
        Assert.Equal((205m, BasePointReason.LookAhead), (point.Next.Value, point.Reason));
        Assert.Equal([205, 210, 215, 220], point.Output.Values.Select(mw => mw.Value));
    }

    [Fact]
    public void Reserve_stops_the_unit_short_of_its_maximum()
    {
        var inputs = Steam(292, 40, 40) with { Terms = [RealTimeFixtures.Terms("steam-1", 8)] };
        var point = Point(inputs);
        Assert.Equal((292m, 8m, BasePointReason.ReserveHeld), (point.Next.Value, point.Reserve[0].Value, point.Reason));
        Assert.Equal("reserve-short", CodesOf(Steam(298, 40, 40) with { Terms = inputs.Terms }));
        Assert.Equal("reserve-out-of-reach", CodesOf(inputs with { Terms = [RealTimeFixtures.Terms("steam-1", 11)] }));
    }

    [Fact]
    public void An_outage_takes_the_unit_off_as_soon_as_its_ramp_lets_it()
    {
        var inputs = Steam(107) with { Terms = [RealTimeFixtures.Terms("steam-1", 0, 50)] };
        // It may stop from 100 MW, and 28 USD/MWh is above its 25: it comes down no sooner than it must.
        Assert.Equal([105m, 100m, 0m], Point(inputs).Output.Values.Select(mw => mw.Value));
        Assert.Equal("out-of-service late-stop", CodesOf(inputs));
        var standing = Point(Steam(0) with { Terms = inputs.Terms });
        Assert.Equal((0m, BasePointReason.Out), (standing.Next.Value, standing.Reason));
        var derated = Steam(250, 60, 60) with { Terms = [RealTimeFixtures.Terms("steam-1", 0, 200)] };
        Assert.Equal(BasePointReason.RampDown, Point(derated).Reason);
    }

    [Fact]
    public void Commitments_are_held_and_only_a_quick_start_answers_a_price()
    {
        var off = Steam(0, 900, 900, 900) with
        {
            Schedule = new(Fixtures.Day, ScheduleBasis.DayAheadAwards, Fixtures.DecidedAt(),
                [RealTimeFixtures.Scheduled("steam-1", _ => 0)]),
        };
        Assert.Equal(BasePointReason.Off, Point(off).Reason);
        var quick = off with { Terms = [RealTimeFixtures.Terms("steam-1", 0, null, new(0, 10, 10))] };
        // A start costs 400 MMBtu × 3 + 50 = 1,250 USD (hot); three intervals at 100 MW earn 3 × 100 × 870 / 12 = 21,750 USD.
        Assert.Equal((100m, BasePointReason.Starts), (Point(quick).Next.Value, Point(quick).Reason));
        Assert.Equal(BasePointReason.Off, Point(quick with { Terms = [RealTimeFixtures.Terms("steam-1", 0, null, new(15, 0, 0))] }).Reason);
        Assert.Equal("late-start", CodesOf(Steam(0)));
        Assert.Equal("not-committed", CodesOf(off with { Telemetry = [RealTimeFixtures.Reads("steam-1", 100)] }));
        Assert.Equal(BasePointReason.Stops, Point(off with { Telemetry = [RealTimeFixtures.Reads("steam-1", 100)] }).Reason);
    }

    [Theory]
    [InlineData("stale-telemetry", 4, 150, TelemetryQuality.Good)]
    [InlineData("future-telemetry", -1, 150, TelemetryQuality.Good)]
    [InlineData("bad-telemetry", 0, 150, TelemetryQuality.Suspect)]
    [InlineData("impossible-telemetry", 0, 316, TelemetryQuality.Good)]
    [InlineData("telemetry-jump", 0, 290, TelemetryQuality.Good)]
    public void A_reading_that_cannot_be_is_found_and_the_last_output_within_the_ramp_stands_for_it(
        string code, int minutesOld, decimal reads, TelemetryQuality quality)
    {
        var before = DispatchRealTime.Run(Steam(200, 40, 40, 40) with { DecidedAt = RealTimeFixtures.Decided }).OrThrow();
        var later = Steam(0, 40, 40) with
        {
            DecidedAt = RealTimeFixtures.Noon + Duration.FromMinutes(4), Previous = before,
            Prices = new(RealTimeFixtures.Noon + Duration.FromMinutes(5), Duration.FromMinutes(5), [new(40), new(40)]),
            Telemetry = [new("steam-1", RealTimeFixtures.Noon + Duration.FromMinutes(4 - minutesOld), new(reads), null, quality)],
        };
        Assert.Equal(code, CodesOf(later));
        var point = Point(later);
        Assert.Equal((205m, ReadingSource.LastGood, 210m), (point.Before.Value, point.From, point.Next.Value));
    }

    [Fact]
    public void Without_any_reading_the_schedule_says_where_the_unit_stands()
    {
        var inputs = Steam(0) with { Telemetry = [] };
        Assert.Equal("missing-telemetry", CodesOf(inputs));
        Assert.Equal((150m, ReadingSource.Schedule), (Point(inputs).Before.Value, Point(inputs).From));
        Assert.Equal("unknown-telemetry", CodesOf(Steam(150) with
        {
            Telemetry = [RealTimeFixtures.Reads("steam-1", 150), RealTimeFixtures.Reads("stranger", 1)],
        }));
    }

    [Fact]
    public void Wind_is_curtailed_below_zero_water_moves_to_the_dearest_and_a_store_waits_for_it()
    {
        var fleet = new FleetRegister("test", [], [new("wind", "wind", new(80))], [new("hydro", new(5), new(50), new(400))],
            [new("store", new(60), new(60), new(100), 0.8m)]);
        var inputs = RealTimeFixtures.Inputs(fleet,
            [RealTimeFixtures.Scheduled("wind", _ => 40), RealTimeFixtures.Scheduled("hydro", _ => 20),
                RealTimeFixtures.Scheduled("store", _ => 0)],
            [-5, 30, 90], RealTimeFixtures.Reads("wind", 33), RealTimeFixtures.Reads("hydro", 20), RealTimeFixtures.Reads("store", 0, 4));
        var units = DispatchRealTime.Run(inputs).OrThrow().Units;
        Assert.Equal([0, 33, 33], units[0].Output.Values.Select(mw => mw.Value));
        Assert.Equal(BasePointReason.PriceBelowCost, units[0].Reason);
        // 3 × 20 MW of water: 5 + 5 + 50.
        Assert.Equal([5, 5, 50], units[1].Output.Values.Select(mw => mw.Value));
        Assert.Equal((BasePointReason.Charges, -60m), (units[2].Reason, units[2].Next.Value));
        // 4 MWh held and 5 bought × 0.8: 8 MWh, of which 5 go at 90 and 3 at 30.
        Assert.Equal([36, 60], units[2].Output.Values.Skip(1).Select(mw => mw.Value));
        var over = inputs with { Telemetry = inputs.Telemetry.SetItem(2, RealTimeFixtures.Reads("store", 0, 104)) };
        Assert.Equal("impossible-stored", CodesOf(over));
        Assert.Equal("reserve-out-of-reach", CodesOf(inputs with { Terms = [RealTimeFixtures.Terms("store", 61)] }));
        // A curtailed plant shows nothing; what was scheduled says what it could give.
        var curtailed = DispatchRealTime.Run(inputs).OrThrow();
        var next = inputs with
        {
            DecidedAt = RealTimeFixtures.Noon + Duration.FromMinutes(4), Previous = curtailed,
            Prices = new(RealTimeFixtures.Noon + Duration.FromMinutes(5), Duration.FromMinutes(5), [new(30)]),
            Telemetry = [new("wind", RealTimeFixtures.Noon + Duration.FromMinutes(4), Mw.Zero, null, TelemetryQuality.Good)],
        };
        Assert.Equal(40, Point(next with { Fleet = fleet with { Hydro = [], Storage = [] } }).Next.Value);
    }

    [Fact]
    public void An_outlook_past_midnight_holds_the_last_commitment()
    {
        var night = Fixtures.Calendar.WholeDay(Fixtures.Day).End - Duration.FromMinutes(5);
        var inputs = Steam(150) with
        {
            DecidedAt = night - Duration.FromMinutes(1), Prices = new(night, Duration.FromMinutes(5), [new(28), new(28)]),
            Telemetry = [new("steam-1", night - Duration.FromMinutes(2), new(150), null, TelemetryQuality.Good)],
        };
        Assert.Equal("beyond-schedule", CodesOf(inputs));
        Assert.Equal([155m, 160m], Point(inputs).Output.Values.Select(mw => mw.Value));
    }

    [Fact]
    public void What_contradicts_itself_is_refused()
    {
        var good = Steam(150);
        var prices = good.Prices;
        Refused("outlook-intervals", good with { Prices = new(prices.Start, Duration.FromMinutes(15), prices.Values) });
        Refused("outlook-intervals", good with
        {
            Prices = new(prices.Start, prices.Step, [.. Enumerable.Repeat(new UsdPerMwhEstimate(1), 49)]),
        });
        Refused("outlook-start", good with { Prices = new(prices.Start + Duration.FromMinutes(1), prices.Step, prices.Values) });
        Refused("outlook-start", good with { DecidedAt = prices.Start + Duration.FromSeconds(1) });
        Refused("other-day", good with { Prices = new(prices.Start + Duration.FromDays(1), prices.Step, prices.Values) });
        Refused("not-yet-known", good with { Schedule = good.Schedule with { DecidedAt = prices.Start } });
        Refused("missing-plan", good with { Schedule = good.Schedule with { Units = [RealTimeFixtures.Scheduled("other", _ => 1)] } });
        Refused("duplicate-telemetry", good with { Telemetry = [good.Telemetry[0], good.Telemetry[0]] });
        Refused("real-time-terms", good with { Terms = [RealTimeFixtures.Terms("stranger")] });
        Refused("real-time-terms", good with { Terms = [RealTimeFixtures.Terms("steam-1"), RealTimeFixtures.Terms("steam-1")] });
        Refused("real-time-terms", good with { Terms = [RealTimeFixtures.Terms("steam-1", -1)] });
        Refused("real-time-terms", good with { Terms = [RealTimeFixtures.Terms("steam-1", 0, null, new(-5, 0, 0))] });
        Refused("negative-fuel-price", good with { FuelPrices = [new("gas", new(-1))] });

        static void Refused(string code, DispatchRealTimeInputs inputs) =>
            Assert.Equal(code, Fixtures.RefusalOf(DispatchRealTime.Run(inputs)).Code);
    }
}
