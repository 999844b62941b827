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
    /// <summary>The profile's price of the hour that starts at an instant.</summary>
    public double At(MarketCalendar calendar, Instant hour) => Means[CellOf(calendar, hour)];

    /// <summary>The profile of an hourly history; a cell that it lacks takes the mean of all hours, and what is not a number is left
    /// out.</summary>
    public static SeasonalProfile Of(MarketCalendar calendar, Series<double> history)
    {
        int[] cells = [.. Enumerable.Range(0, history.Count).Select(i => CellOf(calendar, history.IntervalAt(i).Start))];
        return new([.. SeasonalResidual.MeansOf([.. history.Values], cells)]);
    }

    /// <summary>How many cells.</summary>
    internal const int Cells = 12 * 2 * 24;

    /// <summary>The cell of the hour that starts at an instant.</summary>
    internal static int CellOf(MarketCalendar calendar, Instant hour)
    {
        var day = calendar.DayOf(hour);
        return ((day.Date.Month - 1) * 2 + (calendar.IsBusinessDay(day) ? 0 : 1)) * 24 + calendar.HourEndingOf(hour).Hour - 1;
    }
}
