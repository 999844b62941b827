using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>Open hours that come every week, on the calendar's own wall clock.</summary>
/// <param name="Day">The weekday on which they open.</param>
/// <param name="Opens">When they open.</param>
/// <param name="Closes">When they close: on the next day when not after <paramref name="Opens"/>, so that 00:00 is 24:00.</param>
public sealed record WeekSpan(IsoDayOfWeek Day, LocalTime Opens, LocalTime Closes)
{
    /// <summary>The same hours on Monday to Friday.</summary>
    public static IEnumerable<WeekSpan> Weekdays(LocalTime opens, LocalTime closes) =>
        Enumerable.Range(1, 5).Select(day => new WeekSpan((IsoDayOfWeek)day, opens, closes));

    /// <summary>The hours as parts of one day each; a closing at 24:00 is midnight.</summary>
    internal IEnumerable<WeekSpan> ByDay()
    {
        if (Closes > Opens) return [this];
        var tomorrow = (IsoDayOfWeek)((int)Day % 7 + 1);
        return Closes == LocalTime.Midnight
            ? [this] : [this with { Closes = LocalTime.Midnight }, new(tomorrow, LocalTime.Midnight, Closes)];
    }
}
