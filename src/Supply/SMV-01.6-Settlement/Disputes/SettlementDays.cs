using System.Collections.Immutable;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Settlement.Disputes;

/// <summary>The days an ISO's settlement works on: Monday to Friday but for NERC holidays and the market's own, which are data because an
/// ISO names them anew each year (ERCOT: the Friday after Thanksgiving and two days about Christmas).</summary>
/// <param name="Calendar">The market, whose midnight ends a day.</param>
/// <param name="OwnHolidays">Days the ISO observes besides the NERC holidays.</param>
public sealed record SettlementDays(MarketCalendar Calendar, ImmutableArray<LocalDate> OwnHolidays)
{
    private readonly WorkCalendar days = MarketHours.Of(
        Calendar, WeekSpan.Weekdays(LocalTime.Midnight, LocalTime.Midnight), OwnHolidays);

    /// <summary>True on a day that counts.</summary>
    public bool IsBusinessDay(OperatingDay day) => days.IsBusinessDay(day.Date);

    /// <summary>The day so many business days after another, which itself does not count; before it when negative.</summary>
    public OperatingDay BusinessDaysFrom(OperatingDay day, int count) => new(days.BusinessDay(day.Date, count).OrThrow());

    /// <summary>The midnight that ends a day on the market's clock.</summary>
    public Instant EndOf(OperatingDay day) => Calendar.WholeDay(day).End;
}
