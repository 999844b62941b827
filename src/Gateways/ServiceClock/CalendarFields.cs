using System.Collections.Immutable;
using Busbar.Gateways.Yaml;
using Busbar.Kernel.Clocks;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.ServiceClock;

/// <summary>A calendar of a policy: <c>name</c>, <c>zone</c>, <c>hours</c> (each <c>days: Mon-Fri</c>, <c>open: 08:00-12:00,
/// 13:00-17:00</c>), <c>holidays</c> (<c>2026-11-26, 12-25</c>: a date once, a day of the month every year).</summary>
internal static class CalendarFields
{
    private static readonly string[] days = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private static readonly LocalTimePattern clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly AnnualDatePattern yearly = AnnualDatePattern.CreateWithInvariantCulture("MM-dd");

    public static WorkCalendar Read(YamlMap map, DateTimeZone zone, ClockPolicy policy)
    {
        map.Only("name", "zone", "hours", "holidays");
        var spans = map.Maps("hours").SelectMany(Spans).ToImmutableArray();
        if (spans.IsEmpty)
            map.Refuse("hours", "no-open-hours", $"The calendar '{map.TextOr("name", "")}' is never open", "Give it hours on some day.");
        var (dates, annual) = Holidays(map);
        return policy.Bind(new(map.Text("name"), map.Zone("zone", zone), spans, dates, annual));
    }

    private static IEnumerable<WeekSpan> Spans(YamlMap map)
    {
        map.Only("days", "open");
        var spans = new List<WeekSpan>();
        foreach (var day in Days(map))
            foreach (var part in map.Text("open").Split(',', StringSplitOptions.TrimEntries))
                if (part.Split('-') is [var opens, var closes] && TimeOf(opens) is { } from && TimeOf(closes) is { } to)
                    spans.Add(new(day, from, to));
                else map.Refuse("open", "not-hours", $"'{part}' is no stretch of hours", "Write 08:00-17:00; 24:00 ends a day.");
        return spans;
    }

    /// <summary><c>Mon-Fri</c>, <c>Sat, Sun</c>, <c>Fri-Mon</c>.</summary>
    private static List<IsoDayOfWeek> Days(YamlMap map)
    {
        var found = new List<IsoDayOfWeek>();
        foreach (var part in map.Text("days").Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-').Select(day => Array.IndexOf(days, day)).ToArray();
            if (ends.Length > 2 || ends.Any(day => day < 1))
                map.Refuse("days", "not-days", $"'{part}' is no weekday", $"Write {string.Join(", ", days[1..])}, or Mon-Fri.");
            else
                for (var day = ends[0]; ; day = day % 7 + 1)
                {
                    found.Add((IsoDayOfWeek)day);
                    if (day == ends[^1]) break;
                }
        }
        return found;
    }

    private static (List<LocalDate>, List<AnnualDate>) Holidays(YamlMap map)
    {
        var (dates, annual) = (new List<LocalDate>(), new List<AnnualDate>());
        foreach (var text in map.TextOr("holidays", "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date)) dates.Add(date);
            else if (yearly.Parse(text).TryGetValue(default, out var day)) annual.Add(day);
            else map.Refuse("holidays", "not-a-date", $"'{text}' is no holiday", "Write 2026-11-26 for a date, 12-25 for every year.");
        return (dates, annual);
    }

    private static LocalTime? TimeOf(string text) =>
        text == "24:00" ? LocalTime.Midnight : clock.Parse(text).TryGetValue(default, out var time) ? time : null;
}
