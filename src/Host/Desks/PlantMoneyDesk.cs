using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Money;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Host.Desks;

/// <summary>SMV-01.2 after the day is metered: what the market owes beyond energy, and what each plant earned.</summary>
public static class PlantMoneyDesk
{
    /// <summary>Estimates make-whole and measures the plants' results.</summary>
    public static void Measure(DeskSession desk)
    {
        var settled = Settled(desk);
        var makeWhole = desk.Take(EstimateMakeWhole.Run(settled));
        desk.SaveOfDay(makeWhole);
        desk.SaveOfDay(desk.Take(MeasurePlants.Run(InputsOf(desk, settled, makeWhole))));
    }

    /// <summary>The working of one plant's day.</summary>
    internal static Outcome<Explain> Explain(DeskSession desk, string unit, Func<SeriesKey, string> sourceOf)
    {
        SeriesKey Price(string market) => desk.Series.Price(desk.Profile.Location, market, "lmp");
        return ExplainPlantDay.Run(
            InputsOf(desk, Settled(desk), desk.NeedOfDay<FleetMakeWhole>()), unit, sourceOf(Price("da")), sourceOf(Price("rt")));
    }

    private static MeasurePlantsInputs InputsOf(DeskSession desk, EstimateMakeWholeInputs settled, FleetMakeWhole makeWhole) => new(
        settled, desk.Need<DispatchSchedule>(Kinds.PlanSchedule, desk.Day.ToString()),
        desk.Need<DispatchSchedule>(Kinds.ForesightSchedule, desk.Day.ToString()), makeWhole, CommitmentDesk.Before(desk),
        CommitmentDesk.FuelPrices(desk, settled.Fleet));

    private static EstimateMakeWholeInputs Settled(DeskSession desk)
    {
        var fleet = CommitmentDesk.Fleet(desk);
        Kernel.Time.Series<UsdPerMwh> Price(string market) =>
            desk.RecordOfDay(desk.Series.Price(desk.Profile.Location, market, "lmp")).Select(UsdPerMwh.Of);
        return new(desk.Calendar, desk.Day, desk.Clock, fleet, desk.NeedOfDay<FleetOffers>(),
            desk.Need<DispatchSchedule>(Kinds.AwardSchedule, desk.Day.ToString()), Meters(desk, fleet), Price("da"), Price("rt"), []);
    }

    /// <summary>Plants with a meter; the others deliver their award.</summary>
    private static ImmutableArray<PlantMeter> Meters(DeskSession desk, FleetRegister fleet) =>
    [
        .. fleet.UnitNames().Where(unit => desk.Has(desk.Series.PlantMeter(unit))).Select(unit =>
            new PlantMeter(unit, desk.RecordOfDay(desk.Series.PlantMeter(unit)).Select(Mwh.Of))),
    ];
}
