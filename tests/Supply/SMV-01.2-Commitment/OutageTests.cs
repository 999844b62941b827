using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Checkers.Commitment;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Commitment.Tests.Offers;
using Busbar.Supply.Commitment.WhatIf;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests;

/// <summary>Outages and derates from the unit master's calendar to the plan, its offers and its check. Steam-1 runs 100 to 300 MW and is
/// dear to stop.</summary>
public sealed class OutageTests
{
    private static readonly UnitState On = Fixtures.On("steam-1", 200);

    private static CommitUnitsInputs Inputs(Func<int, decimal> most, ThermalUnit? unit = null, UnitState? before = null) =>
        Fixtures.Inputs(Fixtures.Fleet(unit ?? Fixtures.Steam()), _ => 60, [before ?? On]) with
        {
            Available = [new("steam-1", [.. Enumerable.Range(0, 48).Select(hour => new Mw(most(hour)))])],
        };

    private static ImmutableArray<string> Checked(CommitUnitsInputs inputs, UnitSchedule unit, DispatchSchedule plan) =>
        [.. CheckSchedule.Run(inputs.Fleet, plan with { Units = [unit] }, inputs.Before, [], available:
            [.. inputs.Available.Select(each => (each.Unit, each.Most))]).Select(finding => finding.Code)];

    [Fact]
    public void A_plan_stands_in_an_outage_and_stays_below_a_derate()
    {
        foreach (var isMustRun in (bool[])[false, true])
        {
            var inputs = Inputs(hour => hour is >= 8 and < 14 ? 0 : hour >= 18 ? 180.5m : 300,
                Fixtures.Steam() with { IsMustRun = isMustRun });
            var plan = CommitUnits.Run(inputs).OrThrow();
            var unit = plan.Units.Single();
            Assert.Equal(Enumerable.Range(0, 24).Select(hour => hour is < 8 or >= 14), unit.IsOn);
            Assert.Equal(180.5m, unit.Output.Values[18..].Max(mw => mw.Value));
            Assert.Equal(300, unit.Output.Values[..18].Max(mw => mw.Value));
            Assert.Empty(Checked(inputs, unit, plan));
            Assert.Contains("check-availability", Checked(inputs with { Available = [new("steam-1", [new(150)])] }, unit, plan));
        }
    }

    [Fact]
    public void An_outage_that_comes_too_soon_is_kept_as_a_trip_and_found()
    {
        var inputs = Inputs(hour => hour < 6 ? 0 : 300, before: On with { HoursInState = 1 });
        var outcome = CommitUnits.Run(inputs);
        Assert.Equal("outage-out-of-reach", Fixtures.FindingsOf(outcome).Single().Code);
        Assert.DoesNotContain(true, outcome.OrThrow().Units.Single().IsOn[..6]);
        Assert.Contains(true, outcome.OrThrow().Units.Single().IsOn);
    }

    [Fact]
    public void Offers_show_the_derate_and_nothing_in_an_outage()
    {
        var inputs = Inputs(hour => hour < 6 ? 0 : hour == 12 ? 150 : 300, before: Fixtures.Off("steam-1"));
        var offer = BuildOffers.Run(new(inputs.Calendar, inputs.Day, inputs.DecidedAt, inputs.DecidedAt, "hub", inputs.Fleet,
            CommitUnits.Run(inputs).OrThrow(), inputs.Before, [], []) { Available = inputs.Available }).OrThrow().Units.Single();
        Assert.All(offer.MaxMw.Values[..6].Concat(offer.MinMw.Values[..6]), mw => Assert.Equal(0, mw.Value));
        Assert.Equal((100, 150), (offer.MinMw[12].Value, offer.MaxMw[12].Value));
        Assert.Equal(300, offer.MaxMw[15].Value);
    }

    [Fact]
    public void Availability_of_a_stranger_is_refused_and_a_what_if_without_the_unit_is_answered()
    {
        var inputs = Inputs(_ => 200) with { Fleet = Fixtures.Fleet(Fixtures.Steam(), Fixtures.Steam("steam-2")) };
        Assert.Equal("unit-availability", Fixtures.RefusalOf(CommitUnits.Run(inputs with { Available = [new("nobody", [])] })).Code);
        AskWhatIf.Run(new(inputs, 0, 0, "steam-1")).OrThrow();
    }

    [Theory]
    [InlineData(2017, 2, 15, 24)]
    [InlineData(2017, 3, 12, 23)]
    [InlineData(2017, 11, 5, 25)]
    public void A_calendar_is_bound_to_the_hours_of_the_day_and_the_next(int year, int month, int date, int hours)
    {
        var day = OperatingDay.Of(year, month, date);
        var (start, known) = (Fixtures.Calendar.WholeDay(day).Start, Fixtures.DecidedAt(day));
        DeliveryInterval Span(int from, int to) => new(start + Duration.FromHours(from), start + Duration.FromHours(to));
        var plain = OfferCases.PlainIn("ISO-NE").Units[0];
        var top = plain.Limits.EconomicMax;
        ImmutableArray<UnitEvent> events =
        [
            new UnitOutage("out", Span(1, 3), known, "tube leak"), new UnitDerate("low", Span(hours, hours + 2), known, "fan", new(210)),
            new UnitOutage("later", Span(5, 9), known + Duration.FromHours(1), "not known yet"),
            new UnitModeChange("standby", Span(hours - 1, hours), known, "emergencies only", CommitmentMode.Emergency),
        ];
        var fleet = Fixtures.Fleet(Fixtures.Steam() with { Name = plain.Name, MaxMw = top },
            Fixtures.Steam("other"), Fixtures.Steam("far"));
        var master = new UnitMaster("test", [plain with { Events = events },
            plain with { Name = "far", Resource = new("PJM", "FAR", "HUB") }]);
        var unit = ResolveAvailability.Run(Fixtures.Calendar, day, known, fleet, master).OrThrow().Single();
        Assert.Equal(plain.Name, unit.Unit);
        Assert.Equal(hours + Fixtures.Calendar.HourCount(day.Plus(1)), unit.Most.Length);
        for (var hour = 0; hour < unit.Most.Length; hour++)
            Assert.Equal(hour is 1 or 2 || hour == hours - 1 ? 0 : hour >= hours && hour < hours + 2 ? Math.Min(210, top.Value) : top.Value,
                unit.Most[hour].Value);
        Assert.Empty(ResolveAvailability.Run(Fixtures.Calendar, day, known, fleet, OfferCases.PlainIn("ISO-NE")).OrThrow());
    }
}
