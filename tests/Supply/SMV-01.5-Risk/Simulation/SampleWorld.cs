using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Risk.Simulation;

namespace Busbar.Supply.Risk.Tests.Simulation;

/// <summary>A made-up utility: 1,000 MW of load about a summer and a winter peak, a 300 MW wind farm, three plants.</summary>
internal static class SampleWorld
{
    internal static readonly MarketCalendar Calendar = MarketCalendar.Pjm;

    internal static SimulateHoursInputs Inputs(OperatingDay first, OperatingDay last, int paths = 200, ulong seed = 5, int threads = 2) =>
        new(Calendar, first, last, Model(new HourGrid(Calendar, first, last), first), paths, seed, threads);

    internal static JointModel Model(HourGrid grid, OperatingDay first)
    {
        var days = Enumerable.Range(0, grid.Days).Select(day => first.Plus(day)).ToArray();
        var hours = days.SelectMany(day => Calendar.HoursOf(day)
            .Select(hour => (day, Calendar.HourEndingOf(hour.Start).Hour))).ToArray();
        return new(
            new([.. days.Select(day => 55 - 25 * Math.Cos(2 * Math.PI * (day.Date.DayOfYear - 20) / 365))], 8, 0.7),
            new([.. hours.Select(each => 550 + 120 * Day(each.Hour))],
                new([new(0, 420), new(55, 60), new(65, 60), new(85, 460), new(95, 560)]),
                [.. Enumerable.Range(1, 24).Select(hour => 1 + 0.4 * Day(hour))], 20, 0.9),
            new([.. hours.Select(each => 7.5 + 1.5 * Math.Cos(2 * Math.PI * each.day.Date.DayOfYear / 365) - 0.8 * Day(each.Hour))],
                3, 0.96,
                new([new(3, 0), new(6, 45), new(9, 160), new(12, 300), new(24.9, 300), new(25, 0)])),
            new([.. days.Select(day => 3.5 + 0.6 * Math.Cos(2 * Math.PI * day.Date.DayOfYear / 365))], 0.03, 0.99),
            new([new(0, 5), new(400, 7), new(800, 9), new(1_100, 13), new(1_400, 30)]),
            new MeanRevertingJumps(0, 0.85, 3, 0.003, 30, 25),
            [.. hours.Select(each => 34 + 8 * Day(each.Hour) + 5 * Math.Cos(4 * Math.PI * each.day.Date.DayOfYear / 365))],
            new([.. hours.Select(_ => 1.5)], 2, 0.8), new([.. hours.Select(_ => -1.0)], 1.5, 0.8),
            [new(1_000, 60), new(700, 40), new(500, 30)],
            [
                1, 0.2, 0, 0, -0.1,
                0.2, 1, 0.1, 0, -0.2,
                0, 0.1, 1, 0.3, 0,
                0, 0, 0.3, 1, 0,
                -0.1, -0.2, 0, 0, 1,
            ], -0.3);
    }

    internal static LoadServingBook Book(HourGrid grid)
    {
        ImmutableArray<double> Flat(double mw) => [.. Enumerable.Repeat(mw, grid.Hours)];
        return new(
            [new("base", Flat(300), 7, 2, 1), new("middle", Flat(200), 9, 3, 3), new("peaker", Flat(100), 11.5, 5, 12)], 32,
            [new("PPA", false, PricePoint.Node, Flat(80), 30), new("hub swap", true, PricePoint.Hub, Flat(100), 36)], 70, 5_000_000);
    }

    private static double Day(int hour) => -Math.Cos(2 * Math.PI * (hour - 4) / 24);
}
