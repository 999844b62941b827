using System.Collections.Immutable;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>How ERCOT's documents label the intervals of a day: in order of time, each by the clock time at which it ends (that of its
/// start plus its length), <c>00:15</c> to <c>24:00</c>; the autumn day has four quarters, or one hour, twice. (The schema leaves the
/// text free; read in no example of ERCOT's.)</summary>
internal static class ErcotIntervals
{
    private static readonly MarketCalendar calendar = MarketCalendar.Ercot;

    /// <summary>The step that makes so many intervals of the day; null when none does.</summary>
    public static Duration? StepOf(OperatingDay day, int count) => Steps.Where(step => calendar.WholeDay(day).Length / step == count)
        .Select(step => (Duration?)step).FirstOrDefault();

    /// <summary>The labels of a day in order.</summary>
    public static IEnumerable<string> Labels(OperatingDay day, Duration step) => calendar.IntervalsOf(day, step).Select(interval =>
    {
        var clock = calendar.OnClock(interval.Start).TimeOfDay;
        var end = clock.Hour * 60 + clock.Minute + (int)step.TotalMinutes;
        return $"{end / 60:00}:{end % 60:00}";
    });

    /// <summary>How many intervals the day may have, in words.</summary>
    public static string Counts(OperatingDay day) =>
        string.Join(", ", Steps.Select(step => $"{calendar.WholeDay(day).Length / step:0}"));

    private static ImmutableArray<Duration> Steps { get; } = [Duration.FromHours(1), Duration.FromMinutes(15), Duration.FromMinutes(5)];
}
