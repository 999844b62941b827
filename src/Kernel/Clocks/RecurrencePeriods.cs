using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>The days, weeks or months that a rule looks at, and the starts in each: RFC 5545's table of parts that expand or limit.
/// </summary>
internal sealed class RecurrencePeriods(RecurrenceRule rule, LocalDateTime start)
{
    private static readonly LocalDate lastDay = new(9999, 11, 30);

    private readonly LocalDate first = rule.Frequency switch
    {
        RecurrenceFrequency.Daily => start.Date,
        RecurrenceFrequency.Weekly => start.Date.PlusDays(-((start.DayOfWeek - rule.WeekStart + 7) % 7)),
        _ => new LocalDate(start.Year, start.Month, 1),
    };

    private readonly LocalTime[] times =
    [
        .. from hour in rule.Hours is [] ? [start.Hour] : rule.Hours.AsEnumerable()
           from minute in rule.Minutes is [] ? [start.Minute] : rule.Minutes.AsEnumerable()
           from second in rule.Seconds is [] ? [start.Second] : rule.Seconds.AsEnumerable()
           select new LocalTime(hour, minute, second),
    ];

    /// <summary>A period that surely begins before a moment, so that a search need not walk from the start.</summary>
    public int IndexBefore(LocalDateTime moment)
    {
        var units = rule.Frequency switch
        {
            RecurrenceFrequency.Daily => Period.DaysBetween(first, moment.Date),
            RecurrenceFrequency.Weekly => Period.DaysBetween(first, moment.Date) / 7,
            _ => (moment.Year - first.Year) * 12 + moment.Month - first.Month,
        };
        return Math.Max(0, units / rule.Interval - 1);
    }

    /// <summary>The first day of a period; null beyond the calendar's end.</summary>
    public LocalDate? FirstDayOf(int period)
    {
        var units = (long)period * rule.Interval;
        if (units > 4_000_000) return null;
        return rule.Frequency switch
        {
            RecurrenceFrequency.Daily => units > Period.DaysBetween(first, lastDay) ? null : first.PlusDays((int)units),
            RecurrenceFrequency.Weekly => units * 7 > Period.DaysBetween(first, lastDay) ? null : first.PlusDays((int)units * 7),
            _ => units > (9999 - first.Year) * 12 - 1 ? null : first.PlusMonths((int)units),
        };
    }

    /// <summary>The starts of the period that begins on a day, in order.</summary>
    public IEnumerable<LocalDateTime> StartsOf(LocalDate periodStart)
    {
        var length = rule.Frequency switch
        {
            RecurrenceFrequency.Daily => 1,
            RecurrenceFrequency.Weekly => 7,
            _ => CalendarSystem.Iso.GetDaysInMonth(periodStart.Year, periodStart.Month),
        };
        var days = Enumerable.Range(0, length).Select(periodStart.PlusDays).Where(IsNamed);
        if (rule.Positions is []) return days.SelectMany(day => times.Select(day.At));
        var all = days.ToArray();
        var count = all.Length * times.Length;
        return rule.Positions.Select(position => position > 0 ? position - 1 : count + position)
            .Where(index => index >= 0 && index < count).Distinct().Order()
            .Select(index => all[index / times.Length].At(times[index % times.Length]));
    }

    private bool IsNamed(LocalDate day)
    {
        if (rule.Months is not [] && !rule.Months.Contains(day.Month)) return false;
        var length = CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month);
        if (rule.MonthDays is not [] && !rule.MonthDays.Contains(day.Day) && !rule.MonthDays.Contains(day.Day - length - 1)) return false;
        if (rule.Days is not [])
            return rule.Days.Any(named => named.Day == day.DayOfWeek
                && (named.Ordinal == 0 || named.Ordinal == (day.Day + 6) / 7 || -named.Ordinal == (length - day.Day + 7) / 7));
        return rule.Frequency switch
        {
            RecurrenceFrequency.Weekly => day.DayOfWeek == start.DayOfWeek,
            RecurrenceFrequency.Monthly => rule.MonthDays is not [] || day.Day == start.Day,
            _ => true,
        };
    }
}
