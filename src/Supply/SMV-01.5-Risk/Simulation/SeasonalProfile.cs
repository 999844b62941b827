using System.Collections.Immutable;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>The mean price of each month, kind of day and hour ending, USD/MWh: what the seasons explain of a history. A repeated hour
/// takes its
/// label's.</summary>
/// <param name="Means">By month, then business day or not, then hour ending: 12 × 2 × 24.</param>
public sealed record SeasonalProfile(ImmutableArray<double> Means)
{
    private const int Cells = 12 * 2 * 24;

    /// <summary>The profile's price of the hour that starts at an instant.</summary>
    public double At(MarketCalendar calendar, Instant hour) => Means[CellOf(calendar, hour)];

    // A cell that the history lacks takes the mean of all hours.
    internal static SeasonalProfile Of(MarketCalendar calendar, Series<double> history)
    {
        var (sums, counts) = (new double[Cells], new int[Cells]);
        for (var i = 0; i < history.Count; i++)
        {
            var cell = CellOf(calendar, history.IntervalAt(i).Start);
            sums[cell] += history[i];
            counts[cell]++;
        }
        var all = sums.Sum() / history.Count;
        return new([.. sums.Zip(counts, (sum, count) => count > 0 ? sum / count : all)]);
    }

    private static int CellOf(MarketCalendar calendar, Instant hour)
    {
        var day = calendar.DayOf(hour);
        return ((day.Date.Month - 1) * 2 + (calendar.IsBusinessDay(day) ? 0 : 1)) * 24 + calendar.HourEndingOf(hour).Hour - 1;
    }
}
