using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests;

public sealed class BuildOffersTests
{
    private static readonly Instant Gate = Fixtures.Calendar.At(Fixtures.Day.Plus(-1), new LocalTime(10, 0));

    private static BuildOffersInputs Inputs(FleetRegister fleet, Func<int, double>? price = null, params UnitState[] before)
    {
        var plan = Fixtures.Inputs(fleet, price, [.. before]);
        return new(
            Fixtures.Calendar, Fixtures.Day, Gate, Gate - Duration.FromMinutes(20), "iso-ne-ca", fleet, CommitUnits.Run(plan).OrThrow(),
            [.. before], [], plan.Outlooks);
    }

    private static string Refused(BuildOffersInputs inputs) => Fixtures.RefusalOf(BuildOffers.Run(inputs)).Code;

    [Fact]
    public void A_thermal_offer_has_three_parts_at_cost()
    {
        var offer = BuildOffers.Run(Inputs(Fixtures.Fleet(Fixtures.Steam()), null, Fixtures.Off("steam-1", 5))).OrThrow().Units.Single();
        // Start: 400 MMBtu × 3 + 50; minimum load: 1,000 MMBtu × 3 + 100 MW × 1; segments: 8 × 3 + 1 and 10 × 3 + 1.
        Assert.Equal(new(1250), offer.StartUp);
        Assert.Equal(new(3100), offer.MinimumLoadUsdPerHour);
        Assert.Equal([new(new(200), new(25)), new(new(300), new(31))], offer.Segments);
        Assert.Equal(new(60), offer.RampMwPerHour);
    }

    [Fact]
    public void The_start_offered_is_the_one_the_unit_would_make()
    {
        Usd StartOf(params UnitState[] before) =>
            BuildOffers.Run(Inputs(Fixtures.Fleet(Fixtures.Steam()), null, before)).OrThrow().Units.Single().StartUp;
        Assert.Equal(new(1250), StartOf(Fixtures.On("steam-1", 150)));
        Assert.Equal(new(1250), StartOf(Fixtures.Off("steam-1", 1)));
        Assert.Equal(new(2780), StartOf(Fixtures.Off("steam-1", 10)));
        Assert.Equal(new(2780), StartOf());
    }

    [Fact]
    public void Offered_maxima_stay_within_reach_of_planned_starts_and_stops()
    {
        double Price(int hour) => hour is >= 6 and < 16 ? 90 : -20;
        var inputs = Inputs(Fixtures.Fleet(Fixtures.Steam()), Price, Fixtures.Off("steam-1"));
        var (offer, plan) = (BuildOffers.Run(inputs).OrThrow().Units.Single(), inputs.Plan.Units.Single());
        Assert.Equal(plan.IsOn, offer.SelfCommitted);
        var on = Enumerable.Range(0, 24).Where(hour => plan.IsOn[hour]).ToList();
        Assert.Equal((4, 14), (on[0], on.Count));
        Assert.Equal(
            [100, 160, 220, 280, 300, 300, 300, 300, 300, 300, 280, 220, 160, 100], on.Select(hour => (int)offer.MaxMw[hour].Value));
        Assert.All(on, hour => Assert.True(plan.Output[hour] <= offer.MaxMw[hour]));
        Assert.All(Enumerable.Range(0, 24).Except(on), hour => Assert.Equal(300, offer.MaxMw[hour].Value));
    }

    [Fact]
    public void A_unit_free_to_move_is_offered_with_a_ramp_that_limits_nothing()
    {
        var unit = Fixtures.Steam() with { RampMwPerHour = new(200) };
        var offer = BuildOffers.Run(Inputs(Fixtures.Fleet(unit))).OrThrow().Units.Single();
        Assert.Equal(new(300), offer.RampMwPerHour);
        Assert.All(offer.MaxMw.Values, mw => Assert.Equal(300, mw.Value));
    }

    [Fact]
    public void Wind_offers_at_zero_and_hydro_and_storage_schedule_themselves()
    {
        var inputs = Inputs(Fixtures.WholeFleet());
        var offers = BuildOffers.Run(inputs).OrThrow().Units;
        Assert.Equal([new OfferSegment(new(80), UsdPerMwh.Zero)], offers[1].Segments);
        Assert.All(offers[1].MaxMw.Values, mw => Assert.Equal(30.5m, mw.Value));
        Assert.All(offers[1].MinMw.Values, mw => Assert.Equal(0, mw.Value));
        foreach (var index in (int[])[2, 3])
        {
            Assert.Equal(inputs.Plan.Units[index].Output, offers[index].MinMw);
            Assert.Equal(inputs.Plan.Units[index].Output, offers[index].MaxMw);
            Assert.True(offers[index].SelfCommitted.All(isOurs => isOurs));
        }
    }

    [Fact]
    public void A_unit_of_one_output_offers_one_segment()
    {
        var unit = Fixtures.Steam() with { MinMw = new(200), MaxMw = new(200), HeatInput = [new(new(200), new(1800))] };
        Assert.Equal(
            [new OfferSegment(new(200), new(28))], BuildOffers.Run(Inputs(Fixtures.Fleet(unit))).OrThrow().Units.Single().Segments);
    }

    [Fact]
    public void Neighbouring_segments_of_one_price_are_joined()
    {
        var unit = Fixtures.Steam() with { HeatInput = [new(new(100), new(1000)), new(new(150), new(1500)), new(new(300), new(3000))] };
        Assert.Equal(
            [new OfferSegment(new(300), new(31))], BuildOffers.Run(Inputs(Fixtures.Fleet(unit))).OrThrow().Units.Single().Segments);
    }

    [Fact]
    public void Offers_after_the_gate_are_refused_and_at_the_gate_are_not()
    {
        var inputs = Inputs(Fixtures.WholeFleet());
        Assert.Equal("gate-closed", Refused(inputs with { SubmittedAt = Gate + Duration.FromNanoseconds(1) }));
        Assert.Equal(Gate, BuildOffers.Run(inputs with { SubmittedAt = Gate }).OrThrow().SubmittedAt);
        foreach (var (late, said) in new[] { (1, ", 1 s late"), (90, ", 1 min late"), (7_500, ", 2 h 5 min late") })
            Assert.Contains(said, Fixtures.RefusalOf(BuildOffers.Run(inputs with { SubmittedAt = Gate + Duration.FromSeconds(late) })).What,
                StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_a_market_does_not_take_are_refused()
    {
        var inputs = Inputs(Fixtures.Fleet(Fixtures.Steam()));
        FleetRegister With(params HeatInputPoint[] curve) => Fixtures.Fleet(Fixtures.Steam() with { HeatInput = [.. curve] });
        Assert.Equal("non-monotone-curve",
            Refused(inputs with { Fleet = With(new(new(100), new(1000)), new(new(200), new(2200)), new(new(300), new(2800))) }));
        HeatInputPoint Point(int i) => new(new(100 + 200m * i / 11), new(1000 + 100 * i + i * i));
        Assert.Equal("too-many-segments",
            Refused(inputs with { Fleet = With([.. Enumerable.Range(0, 11).Select(Point), new(new(300), new(2300))]) }));
        Assert.Equal("heat-curve", Refused(inputs with { Fleet = With(new(new(100), new(1000)), new(new(200), new(2200))) }));
    }

    [Fact]
    public void Plans_that_do_not_fit_are_refused()
    {
        var inputs = Inputs(Fixtures.WholeFleet());
        Assert.Equal("other-day", Refused(inputs with { Plan = inputs.Plan with { Day = Fixtures.Day.Plus(1) } }));
        Assert.Equal("not-yet-known", Refused(inputs with { Plan = inputs.Plan with { DecidedAt = Gate } }));
        Assert.Equal("missing-plan", Refused(inputs with { Plan = inputs.Plan with { Units = inputs.Plan.Units[1..] } }));
        var cut = inputs.Plan.Units[0] with { Output = new(inputs.Plan.Units[0].Output.Start, Duration.FromHours(1), [new(100)]) };
        Assert.Equal("missing-plan", Refused(inputs with { Plan = inputs.Plan with { Units = inputs.Plan.Units.SetItem(0, cut) } }));
        Assert.Equal("contradictory-state", Refused(inputs with { Before = [Fixtures.On("steam-1", 1)] }));
        Assert.Equal("duplicate-fuel-quote", Refused(inputs with { FuelPrices = [new("gas", new(3)), new("gas", new(3))] }));
        Assert.Equal(
            "duplicate-outlook", Refused(inputs with { Outlooks = [Fixtures.Outlook("wind-1", 3), Fixtures.Outlook("wind-1", 4)] }));
    }

    [Fact]
    public void An_iso_that_looks_one_hour_back_can_award_nothing_the_units_cannot_follow()
    {
        var chance = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            var unit = Fixtures.Steam(
                ) with { RampMwPerHour = new(chance.Next(15, 230)), MinUpHours = chance.Next(1, 8), MinDownHours = chance.Next(3, 8) };
            var before = chance.Next(2) == 0 ? Fixtures.On("steam-1", chance.Next(100, 301)) : Fixtures.Off("steam-1");
            var expected = Enumerable.Range(0, 48).Select(_ => (double)chance.Next(-10, 80)).ToArray();
            var inputs = Inputs(Fixtures.Fleet(unit), hour => expected[hour], before);
            var offer = BuildOffers.Run(inputs).OrThrow().Units.Single();
            var cleared = Fixtures.DayPrices(hour => expected[hour] + chance.Next(-40, 41));
            var awards = new DayAheadAwards(
                Fixtures.Day, Gate, "iso-ne-ca", [new("steam-1", Clear(offer, cleared))], cleared.Select(_ => Mwh.Zero), true);
            var schedule = ScheduleAwards.Run(new(Fixtures.Calendar, Fixtures.Day, Gate, inputs.Fleet, awards, cleared, [before], []));
            Assert.Empty(Fixtures.FindingsOf(schedule));
            Assert.Empty(Checkers.Commitment.CheckSchedule.Run(inputs.Fleet, schedule.OrThrow(), [before], [], cleared));
        }
    }

    /// <summary>Each hour on its own: worth its price, within limits and one hour's ramp.</summary>
    private static Series<Mwh> Clear(UnitOffer offer, Series<UsdPerMwh> prices)
    {
        var (last, energy) = (offer.OutputBefore.Value, new Mwh[prices.Count]);
        for (var hour = 0; hour < prices.Count; hour++)
        {
            var (ramp, most) = (offer.RampMwPerHour.Value, offer.MaxMw[hour].Value);
            var wanted = offer.Segments.Where(step => step.Price <= prices[hour]).Select(step => step.ToMw.Value).DefaultIfEmpty(0).Max();
            if (last > 0) wanted = Math.Clamp(wanted, last - ramp, last + ramp);
            last = offer.SelfCommitted[hour] ? Math.Clamp(wanted, offer.MinMw[hour].Value, most) : 0;
            energy[hour] = new(last);
        }
        return new(prices.Start, prices.Step, [.. energy]);
    }
}
