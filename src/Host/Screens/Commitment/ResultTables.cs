using System.Collections.Immutable;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Commitment;

/// <summary>What each plant earned, by day and rolled up, and the make-whole of a day.</summary>
public static class ResultTables
{
    private static readonly ImmutableArray<Column> Money =
    [
        Numbers("Day-ahead", "USD"), Numbers("Real time", "USD"), Numbers("Fuel", "USD"), Numbers("Starts", "USD"), Numbers("VOM", "USD"),
        Numbers("Make-whole", "USD"), Numbers("Profit", "USD"), Numbers("Foresight", "USD"), Numbers("Award off plan", "%"),
        Numbers("Delivery off award", "%"),
    ];

    /// <summary>The view's day, one row a plant.</summary>
    public static ScreenTable Plants(ScreenView view)
    {
        var result = view.Day is { } day ? view.Reads.OfDay<FleetResult>(day, view.AsOf)?.Body : null;
        return new("plant-results", "Plants", [Words("Unit"), .. Money], result is null ? [] :
        [
            .. result.Plants.Select(plant => (ImmutableArray<Cell>)
                [Cell.Of(plant.Unit), .. CellsOf([plant], view.Explain("plant", $"{result.Day}/{plant.Unit}"))]),
        ], true);
    }

    /// <summary>The days up to the view's last, one row a day.</summary>
    public static ScreenTable Days(ScreenView view) => new("plant-days", "Days", [Words("Day"), .. Money],
        view.First is not { } first || view.Last is not { } last ? [] :
        [
            .. view.Reads.OfDays<FleetResult>(first, last, view.AsOf).Reverse().Select(stored => (ImmutableArray<Cell>)
                [Cell.Of(stored.Body.Day.ToString(), view.With("day", stored.Body.Day.ToString())), .. CellsOf(stored.Body.Plants, null)]),
        ]);

    /// <summary>Make-whole of the view's day by unit, rule and segment.</summary>
    public static ScreenTable MakeWhole(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Unit"), Words("Rule"), Words("Hours"), Numbers("Start-up", "USD"), Numbers("Minimum load", "USD"),
            Numbers("Energy", "USD"), Numbers("Revenue", "USD"), Numbers("Owed", "USD"),
        ];
        var made = view.Day is { } day ? view.Reads.OfDay<FleetMakeWhole>(day, view.AsOf)?.Body : null;
        if (made is null) return new("make-whole", "Make-whole", columns, []);
        var labels = view.Calendar.HoursOf(made.Day).Select(hour => view.Clock.Label(hour.Start)).ToArray();
        return new("make-whole", "Make-whole", columns,
        [
            .. made.Credits.Select(credit => (ImmutableArray<Cell>)
            [
                Cell.Of(credit.Unit), Cell.Of(credit.Rule), Cell.Of($"{labels[credit.Hours[0]]} to {labels[credit.Hours[^1]]}"),
                Cell.Of(credit.StartUp.Value, 2), Cell.Of(credit.MinimumLoad.Value, 2), Cell.Of(credit.Incremental.Value, 2),
                Cell.Of(credit.Revenue.Value, 2),
                Cell.Of(credit.Credit.Value, 2).As(credit.Credit > Usd.Zero ? Tone.Good : credit.Credit < Usd.Zero ? Tone.Bad : Tone.Faint),
            ]),
        ]);
    }

    private static ImmutableArray<Cell> CellsOf(IReadOnlyCollection<PlantResult> plants, string? explain)
    {
        Cell Sum(Func<PlantResult, Usd> of, string? link = null) => Cell.Of(plants.Sum(plant => of(plant).Value), 0, link);
        Cell Share(Func<PlantEnergy, Mwh> off, Func<PlantEnergy, Mwh> whole)
        {
            var all = plants.Sum(plant => whole(plant.Energy).Value);
            return all == 0 ? Cell.Empty : Cell.Of(100 * plants.Sum(plant => off(plant.Energy).Value) / all, 1);
        }
        var profit = plants.Sum(plant => plant.Profit.Value);
        return
        [
            Sum(plant => plant.DayAheadRevenue), Sum(plant => plant.RealTimeRevenue), Sum(plant => plant.FuelCost),
            Sum(plant => plant.OtherStartCost), Sum(plant => plant.VomCost), Sum(plant => plant.MakeWhole),
            Sum(plant => plant.Profit, explain).As(profit < 0 ? Tone.Bad : Tone.Plain), Sum(plant => plant.Foresight),
            Share(energy => energy.AwardedOffPlan, energy => energy.Forecast),
            Share(energy => energy.DeliveredOffAward, energy => energy.Awarded),
        ];
    }
}
