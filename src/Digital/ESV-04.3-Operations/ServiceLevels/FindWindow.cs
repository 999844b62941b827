using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.ServiceLevels;

/// <summary>Binds an objective's window to the time line. A period of the calendar starts at the same local time whatever the clock change
/// did to the one before: a start that a change skips moves on by the gap, one that comes twice is the first.</summary>
public static class FindWindow
{
    /// <summary>The window as of an instant: the last so much time before it, or the calendar's period that holds it, its start not
    /// included. Refuses an instant before the calendar's first start.</summary>
    public static Outcome<Interval> Run(ObjectiveWindow window, Instant asOf) => window switch
    {
        ObjectiveWindow.Rolling rolling => new Interval(asOf - rolling.Length, asOf),
        ObjectiveWindow.Calendar calendar => OnCalendar(calendar, asOf),
        _ => throw new InvalidOperationException("A window rolls or is on a calendar."),
    };

    private static Outcome<Interval> OnCalendar(ObjectiveWindow.Calendar calendar, Instant asOf)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(calendar.Zone) is not { } zone)
            return new Refusal("unknown-zone", $"'{calendar.Zone}' is no place of the time zone database", "window",
                "Correct the objective.");
        Instant Start(int n) => calendar.FirstStart.Plus(Times(calendar.Length, n)).InZoneLeniently(zone).ToInstant();
        if (asOf <= Start(0))
            return new Refusal("before-first-window", $"{asOf} is before the first window begins at {Start(0)}", "window",
                "Ask for a later time, or start the calendar earlier.");
        var (low, high) = (0, 1);
        while (Start(high) < asOf) (low, high) = (high, checked(2 * high));
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Start(middle) < asOf) low = middle;
            else high = middle;
        }
        return new Interval(Start(low), Start(high));
    }

    private static Period Times(Period period, int n) => new PeriodBuilder
    {
        Years = period.Years * n,
        Months = period.Months * n,
        Weeks = period.Weeks * n,
        Days = period.Days * n,
        Hours = period.Hours * n,
        Minutes = period.Minutes * n,
    }.Build();
}
