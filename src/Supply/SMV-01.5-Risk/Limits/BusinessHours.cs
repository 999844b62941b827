using System.Collections.Concurrent;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Risk.Limits;

/// <summary>The hours in which a desk answers: 08:00 to 17:00 on the market's clock, Monday to Friday but for NERC holidays. A clock
/// change falls outside them, so every business day has nine.</summary>
public static class BusinessHours
{
    private static readonly ConcurrentDictionary<MarketCalendar, WorkCalendar> desks = new();

    /// <summary>The instant at which so many business hours have passed; the end of a day rather than the start of the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No hours.</exception>
    public static Instant After(MarketCalendar calendar, Instant start, int hours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        return desks.GetOrAdd(calendar, market => MarketHours.Of(market, WeekSpan.Weekdays(new(8, 0), new(17, 0))))
            .Add(start, Duration.FromHours(hours)).OrThrow();
    }
}
