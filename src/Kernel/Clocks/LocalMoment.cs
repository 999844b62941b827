using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Kernel.Clocks;

/// <summary>What a local time means that the clock jumps over in spring.</summary>
public enum GapRule
{
    /// <summary>As much later as the clock jumped: 02:05 is 03:05. So does Znuny.</summary>
    ShiftForward,
    /// <summary>The instant of the jump: 02:05 is 03:00. So does GoAlert.</summary>
    Snap,
}

/// <summary>Which of its two instants a local time means that comes twice in autumn.</summary>
public enum OverlapRule
{
    /// <summary>An opening is the first, a closing the second, so that a shift covers both. So does GoAlert.</summary>
    Whole,
    /// <summary>Always the first.</summary>
    First,
    /// <summary>Always the second.</summary>
    Second,
}

/// <summary>The instant of a local time, by a stated rule where the clock skips or repeats it.</summary>
public static class LocalMoment
{
    /// <summary>The instant of a local time at which something opens, starts or is handed over.</summary>
    public static Instant Opening(DateTimeZone zone, LocalDateTime local, GapRule gap, OverlapRule overlap) =>
        Find(zone, local, gap, isSecond: overlap == OverlapRule.Second);

    /// <summary>The instant of a local time at which something closes or ends.</summary>
    public static Instant Closing(DateTimeZone zone, LocalDateTime local, GapRule gap, OverlapRule overlap) =>
        Find(zone, local, gap, isSecond: overlap != OverlapRule.First);

    /// <summary>The first instant of a date: midnight, or what the clock jumps to where it skips midnight.</summary>
    public static Instant StartOf(DateTimeZone zone, LocalDate date) => Find(zone, date.AtMidnight(), GapRule.Snap, isSecond: false);

    /// <summary>Reads <c>2026-03-08 02:30:00</c> (seconds may be left out, T may stand for the space) as an opening. Refuses what is no
    /// date and time: <c>not-a-time</c>.</summary>
    public static Outcome<Instant> Read(string text, DateTimeZone zone, GapRule gap, OverlapRule overlap)
    {
        foreach (var pattern in patterns)
            if (pattern.Parse(text.Replace('T', ' ')) is { Success: true } parsed) return Opening(zone, parsed.Value, gap, overlap);
        return new Refusal("not-a-time", $"'{text}' is no date and time", "time", "Write it as 2026-03-08 02:30:00.");
    }

    private static readonly LocalDateTimePattern[] patterns =
        [.. new[] { "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm" }.Select(LocalDateTimePattern.CreateWithInvariantCulture)];

    private static Instant Find(DateTimeZone zone, LocalDateTime local, GapRule gap, bool isSecond)
    {
        var mapping = zone.MapLocal(local);
        if (mapping.Count == 0)
            return gap == GapRule.Snap ? mapping.LateInterval.Start : local.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant();
        return (isSecond ? mapping.Last() : mapping.First()).ToInstant();
    }
}
