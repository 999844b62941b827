using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Risk.Limits;

/// <summary>The hours in which a desk answers: 08:00 to 17:00 on the market's clock, Monday to Friday but for NERC holidays. A clock
/// change falls
/// outside them, so every business day has nine.</summary>
public static class BusinessHours
{
    private static readonly LocalTime Opens = new(8, 0);
    private static readonly LocalTime Closes = new(17, 0);

    /// <summary>The instant at which so many business hours have passed; the end of a day rather than the start of the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No hours.</exception>
    public static Instant After(MarketCalendar calendar, Instant start, int hours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        var left = Duration.FromHours(hours);
        for (var day = calendar.DayOf(start); ; day = day.Plus(1))
        {
            if (!NercHolidays.IsWorkday(day)) continue;
            var (opens, closes) = (Instant.Max(calendar.At(day, Opens), start), calendar.At(day, Closes));
            if (closes <= opens) continue;
            if (opens + left <= closes) return opens + left;
            left -= closes - opens;
        }
    }
}
