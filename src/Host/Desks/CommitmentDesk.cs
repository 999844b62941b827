using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Checkers.Commitment;
using Busbar.Supply.Commitment;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Forecasting;

namespace Busbar.Host.Desks;

/// <summary>SMV-01.2: the fleet's plan, its offers, and the schedule that the awards make.</summary>
public static class CommitmentDesk
{
    /// <summary>Commits the fleet against the expected price and has the plan checked.</summary>
    public static void CommitUnits(DeskSession desk)
    {
        var inputs = InputsFor(desk, desk.NeedOfDay<PriceView>());
        if (Calendar(desk, inputs.Fleet) is { } calendar) desk.Take(calendar);
        var plan = desk.Take(Supply.Commitment.CommitUnits.Run(inputs));
        desk.Note(CheckSchedule.Run(inputs.Fleet, plan, inputs.Before, Prices(inputs.FuelPrices),
            available: [.. inputs.Available.Select(unit => (unit.Unit, unit.Most))]));
        desk.Save(Kinds.PlanSchedule, desk.Day.ToString(), plan);
    }

    /// <summary>Turns the plan into three-part offers before the gate.</summary>
    public static void BuildOffers(DeskSession desk)
    {
        var fleet = Fleet(desk);
        var offers = desk.Take(Supply.Commitment.BuildOffers.Run(new(
            desk.Calendar, desk.Day, MarketDesk.GateOf(desk), desk.Clock, desk.Profile.Location, fleet,
            desk.Need<DispatchSchedule>(Kinds.PlanSchedule, desk.Day.ToString()), Before(desk), FuelPrices(desk, fleet),
            Outlooks(desk, fleet)) { Available = Available(desk, fleet) }));
        desk.SaveOfDay(offers);
    }

    /// <summary>Turns the awards into the day-ahead schedule with its cost, and finds what perfect foresight would have earned.</summary>
    public static void ScheduleAwards(DeskSession desk)
    {
        var fleet = Fleet(desk);
        var (before, fuel) = (Before(desk), FuelPrices(desk, fleet));
        var prices = desk.RecordOfDay(desk.Series.Price(desk.Profile.Location, "da", "lmp"));
        var schedule = desk.Take(Supply.Commitment.ScheduleAwards.Run(new(
            desk.Calendar, desk.Day, desk.Clock, fleet, desk.NeedOfDay<DayAheadAwards>(), prices.Select(UsdPerMwh.Of), before, fuel)));
        desk.Note(CheckSchedule.Run(fleet, schedule, before, Prices(fuel), prices.Select(UsdPerMwh.Of),
            [.. Available(desk, fleet).Select(unit => (unit.Unit, unit.Most))]));
        desk.Save(Kinds.AwardSchedule, desk.Day.ToString(), schedule);
        var actual = WithActualPrices(desk.NeedOfDay<PriceView>(), prices);
        desk.Save(Kinds.ForesightSchedule, desk.Day.ToString(), desk.Take(Supply.Commitment.CommitUnits.Run(InputsFor(desk, actual))));
    }

    private static CommitUnitsInputs InputsFor(DeskSession desk, PriceView prices)
    {
        var fleet = Fleet(desk);
        return new(desk.Calendar, desk.Day, desk.Clock, fleet, prices, Before(desk), FuelPrices(desk, fleet), Outlooks(desk, fleet))
        {
            Available = Available(desk, fleet),
        };
    }

    /// <summary>What a stored plan was made from, as it was known then: for asking it again.</summary>
    /// <exception cref="RefusedException">Something it was made from is not in the store.</exception>
    internal static CommitUnitsInputs InputsOf(FactStore store, StoredDocument<DispatchSchedule> plan)
    {
        var session = Explanations.AsThen(store, plan, plan.Body.Day);
        return InputsFor(session, session.NeedOfDay<PriceView>());
    }

    /// <summary>Outages and derates of the day and the next, as the unit master's calendar was known at the clock.</summary>
    private static ImmutableArray<UnitAvailability> Available(DeskSession desk, FleetRegister fleet) =>
        Calendar(desk, fleet)?.OrThrow() ?? [];

    private static Outcome<ImmutableArray<UnitAvailability>>? Calendar(DeskSession desk, FleetRegister fleet) =>
        desk.Find<UnitMaster>(nameof(UnitMaster), Kinds.Current) is { } master
            ? ResolveAvailability.Run(desk.Calendar, desk.Day, desk.Clock, fleet, master) : null;

    /// <summary>The view with the day's prices replaced by what cleared; the look-ahead stays a view.</summary>
    private static PriceView WithActualPrices(PriceView view, Series<decimal> actual)
    {
        var values = view.Expected.Values.ToBuilder();
        for (var i = 0; i < actual.Count; i++) values[view.Expected.IndexOf(actual.IntervalAt(i).Start)] = new((double)actual[i]);
        return view with { Expected = new(view.Expected.Start, view.Expected.Step, values.ToImmutable()), Method = "prices as cleared" };
    }

    internal static FleetRegister Fleet(DeskSession desk) => desk.Need<FleetRegister>(nameof(FleetRegister), Kinds.Current);

    /// <summary>Where the units stand as the day begins: where yesterday's awards leave them.</summary>
    internal static ImmutableArray<UnitState> Before(DeskSession desk) =>
        desk.Find<DispatchSchedule>(Kinds.AwardSchedule, desk.Day.Plus(-1).ToString()) is { } yesterday
            ? [.. yesterday.Units.Select(unit => unit.After)]
            : [];

    /// <summary>The last fuel price known of each fuel that has a series; the register's price serves the others.</summary>
    internal static ImmutableArray<FuelQuote> FuelPrices(DeskSession desk, FleetRegister fleet)
    {
        var quotes = ImmutableArray.CreateBuilder<FuelQuote>();
        foreach (var fuel in fleet.Thermal.Select(unit => unit.Fuel).Distinct().Order(StringComparer.Ordinal))
        {
            var key = desk.Series.FuelPrice(fuel);
            if (!desk.Has(key)) continue;
            var known = SeriesReads.Observed(desk, key, desk.Clock - NodaTime.Duration.FromDays(10), desk.Calendar.WholeDay(desk.Day).End);
            quotes.Add(new(fuel, new UsdPerMmbtu(decimal.Round((decimal)known.Values[^1], 6))));
        }

        return quotes.ToImmutable();
    }

    private static ImmutableArray<PlantOutlook> Outlooks(DeskSession desk, FleetRegister fleet)
    {
        var day = desk.Calendar.WholeDay(desk.Day);
        return
        [
            .. fleet.Renewable.Select(unit => new PlantOutlook(
                unit.Name, desk.Known(desk.Series.PlantForecast(unit.Name), day.Start, day.End).Values.Select(MwEstimate.Of))),
        ];
    }

    /// <summary>The working of one unit's day, from the state and prices its schedule was made with.</summary>
    internal static Outcome<Explain> ExplainUnit(DeskSession desk, DispatchSchedule schedule, string unit, Func<SeriesKey, string> sourceOf)
    {
        var fleet = Fleet(desk);
        var key = desk.Series.Price(desk.Profile.Location, "da", "lmp");
        return ExplainUnitDay.Run(new(
            desk.Calendar, schedule, unit, fleet, desk.RecordOfDay(key).Select(UsdPerMwh.Of), sourceOf(key), Before(desk),
            FuelPrices(desk, fleet)));
    }

    private static ImmutableArray<(string Fuel, UsdPerMmbtu Price)> Prices(ImmutableArray<FuelQuote> quotes) =>
        [.. quotes.Select(quote => (quote.Fuel, quote.Price))];
}
