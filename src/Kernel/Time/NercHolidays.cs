using NodaTime;

namespace Busbar.Kernel.Time;

/// <summary>The six off-peak holidays of the North American Electric Reliability Corporation. A holiday on a Sunday moves to Monday,
/// one on a Saturday stays. Source: NERC, Additional Off-peak Days.</summary>
public static class NercHolidays
{
    /// <summary>True from Monday to Friday but for these holidays, in every market.</summary>
    public static bool IsWorkday(OperatingDay day) =>
        day.Date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !IsHoliday(day);

    /// <summary>True on New Year's Day, Memorial Day, Independence Day, Labor Day, Thanksgiving and Christmas as observed by
    /// NERC.</summary>
    public static bool IsHoliday(OperatingDay day)
    {
        var date = day.Date;
        return (date.Month, date.DayOfWeek) switch
        {
            (5, IsoDayOfWeek.Monday) => date.Day >= 25,
            (9, IsoDayOfWeek.Monday) => date.Day <= 7,
            (11, IsoDayOfWeek.Thursday) => date.Day is >= 22 and <= 28,
            _ => IsFixed(date) && date.DayOfWeek != IsoDayOfWeek.Sunday
                || date.DayOfWeek == IsoDayOfWeek.Monday && IsFixed(date.PlusDays(-1)),
        };
    }

    private static bool IsFixed(LocalDate date) => (date.Month, date.Day) is (1, 1) or (7, 4) or (12, 25);
}
