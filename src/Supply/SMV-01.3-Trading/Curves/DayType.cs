using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Trading.Curves;

/// <summary>Days whose prices run alike.</summary>
internal static class DayType
{
    public const int Count = 3;

    /// <summary>0 on a business day, 1 on another Saturday, 2 on Sundays and NERC holidays.</summary>
    public static int Of(MarketCalendar calendar, OperatingDay day) =>
        calendar.IsBusinessDay(day) ? 0 : day.Date.DayOfWeek == IsoDayOfWeek.Saturday && !NercHolidays.IsHoliday(day) ? 1 : 2;
}
