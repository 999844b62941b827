using Busbar.Kernel.Time;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>Labels of settled intervals: <c>HE05</c>, <c>HE02X</c> for the repeated hour, <c>HE05:10</c> for the interval that starts ten
/// minutes into it, <c>day</c> for the whole day.</summary>
public static class IntervalLabels
{
    /// <summary>The label of an interval.</summary>
    public static string LabelOf(this MarketCalendar calendar, DeliveryInterval interval)
    {
        if (interval.Length.TotalHours > 1) return "day";
        var hour = $"HE{calendar.HourEndingOf(interval.Start)}";
        return interval.Length.TotalHours < 1 ? $"{hour}:{calendar.OnClock(interval.Start).Minute:00}" : hour;
    }
}
