using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.Deals;

/// <summary>When an option is exercised for a day of delivery: at 10:00 on the market's clock, on the last business day before that day
/// (daily) or on the second business day before its month (monthly). Source: ICE and CME daily and calendar-month power options expire
/// so; the clock time is ours.</summary>
public static class OptionExpiry
{
    private static readonly LocalTime At = new(10, 0);

    /// <summary>The instant of exercise for a delivery day.</summary>
    public static Instant Of(MarketCalendar calendar, OptionExercise exercise, OperatingDay delivery)
    {
        var isDaily = exercise == OptionExercise.Daily;
        var day = isDaily ? delivery : delivery.FirstOfMonth();
        for (var left = isDaily ? 1 : 2; left > 0;)
        {
            day = day.Plus(-1);
            if (calendar.IsBusinessDay(day)) left--;
        }
        return calendar.At(day, At);
    }
}
