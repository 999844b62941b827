using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>A joint history over its common whole days: what is not known is not a number.</summary>
/// <param name="Seasons">Its hours and days.</param>
/// <param name="Load">Our load, MW.</param>
/// <param name="Temperature">Mean of the day, °F.</param>
/// <param name="Price">At the hub.</param>
/// <param name="Fuel">Mean of the day.</param>
/// <param name="Wind">Our wind, MW; 0 without any.</param>
/// <param name="Zone">Price at our load, or null.</param>
/// <param name="Node">Price at our plants, or null.</param>
internal sealed record CommonHistory(
    SeasonGrid Seasons, double[] Load, double[] Temperature, double[] Price, double[] Fuel, double[] Wind, double[]? Zone, double[]? Node)
{
    /// <summary>The common days; null when there are none.</summary>
    internal static CommonHistory? Of(MarketCalendar calendar, JointHistory history)
    {
        var (from, to) = (history.All().Max(series => series.Values.Start), history.All().Min(series => series.Values.End));
        if (to <= from) return null;
        var (first, last) = (calendar.DayOf(from - Duration.Epsilon).Plus(1), calendar.DayOf(to).Plus(-1));
        if (last.CompareTo(first) < 0) return null;
        var grid = new HourGrid(calendar, first, last);
        double[] Hours(KnownSeries<double> series) =>
            [.. series.Values.Slice(grid.Start, grid.Start + Duration.FromHours(grid.Hours)).Values];
        double[] load = Hours(history.LoadMw), wind = new double[grid.Hours];
        foreach (var plant in history.Wind)
            foreach (var (output, hour) in Hours(plant.OutputMwh).Select((output, hour) => (output, hour)))
                wind[hour] += plant.Share * output;
        return new(new(grid), [.. load.Select(mw => mw * history.LoadShare)], Days(grid, Hours(history.DryBulb)),
            Hours(history.HubPrice), Days(grid, Hours(history.FuelPrice)), wind,
            history.ZonePrice is null ? null : Hours(history.ZonePrice), history.NodePrice is null ? null : Hours(history.NodePrice));
    }

    /// <summary>Hours in which something is not known.</summary>
    internal int Lacking() => Enumerable.Range(0, Load.Length).Count(hour => !double.IsFinite(Load[hour] + Price[hour] + Wind[hour]
        + Temperature[Seasons.Grid.DayOfHour[hour]] + Fuel[Seasons.Grid.DayOfHour[hour]] + (Zone?[hour] ?? 0) + (Node?[hour] ?? 0)));

    // The mean of the hours known; a day that lacks more than four of them has none.
    private static double[] Days(HourGrid grid, double[] hours)
    {
        const int mostLacking = 4;
        var (sums, known, all) = (new double[grid.Days], new int[grid.Days], new int[grid.Days]);
        for (var hour = 0; hour < hours.Length; hour++)
        {
            var day = grid.DayOfHour[hour];
            all[day]++;
            if (double.IsNaN(hours[hour])) continue;
            sums[day] += hours[hour];
            known[day]++;
        }
        return [.. sums.Select((sum, day) => all[day] - known[day] <= mostLacking ? sum / known[day] : double.NaN)];
    }
}
