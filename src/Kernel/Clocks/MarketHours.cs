using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>The hours of those who work with a market: a week on its clock, closed on NERC holidays (1990 through 2110) and on days of its
/// own.</summary>
public static class MarketHours
{
    private static readonly LocalDate[] nercHolidays =
    [
        .. Enumerable.Range(0, 121 * 366).Select(day => new LocalDate(1990, 1, 1).PlusDays(day))
            .Where(date => date.Year <= 2110 && NercHolidays.IsHoliday(new(date))),
    ];

    /// <summary>The calendar of a market's week.</summary>
    public static WorkCalendar Of(MarketCalendar market, IEnumerable<WeekSpan> week, IEnumerable<LocalDate>? ownHolidays = null) =>
        new(market.Name, market.Zone, week, nercHolidays.Concat(ownHolidays ?? []));
}
