using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Kernel.Clocks;

/// <summary>Reads the text of a recurrence rule.</summary>
internal static class RecurrenceText
{
    private static readonly string[] notOffered = ["BYWEEKNO", "BYYEARDAY", "RSCALE", "SKIP"];
    private static readonly string[] frequenciesNotOffered = ["YEARLY", "HOURLY", "MINUTELY", "SECONDLY"];
    private static readonly string[] weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    private static readonly LocalDateTimePattern dateTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDatePattern date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    public static Outcome<RecurrenceRule> Read(string text)
    {
        var rule = text.StartsWith("RRULE:", StringComparison.Ordinal) ? text[6..] : text;
        var parts = new Dictionary<string, string>();
        foreach (var part in rule.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !parts.TryAdd(part[..at], part[(at + 1)..])) return Bad(text, $"'{part}' is no part, or comes twice");
        }
        if (parts.Keys.FirstOrDefault(notOffered.Contains) is { } name) return NotOffered(text, name);
        if (!parts.TryGetValue("FREQ", out var frequency)) return Bad(text, "FREQ is missing");
        if (frequenciesNotOffered.Contains(frequency)) return NotOffered(text, $"FREQ={frequency}");
        try
        {
            return Checked(Assemble(frequency, parts), text);
        }
        catch (FormatException fault)
        {
            return Bad(text, fault.Message);
        }
    }

    private static RecurrenceRule Assemble(string frequency, Dictionary<string, string> parts)
    {
        var (until, isUtc) = parts.Remove("UNTIL", out var end) ? Moment(end) : ((LocalDateTime?)null, false);
        var rule = new RecurrenceRule(
            frequency switch
            {
                "DAILY" => RecurrenceFrequency.Daily,
                "WEEKLY" => RecurrenceFrequency.Weekly,
                "MONTHLY" => RecurrenceFrequency.Monthly,
                _ => throw new FormatException($"FREQ={frequency} is unknown"),
            },
            Numbers(parts, "INTERVAL", 1, 10_000, isSigned: false) is [var interval, ..] ? interval : 1,
            Numbers(parts, "COUNT", 1, 1_000_000, isSigned: false) is [var count, ..] ? count : null,
            until, isUtc,
            Numbers(parts, "BYMONTH", 1, 12, isSigned: false), Numbers(parts, "BYMONTHDAY", 1, 31, isSigned: true),
            DaysOf(parts), Numbers(parts, "BYHOUR", 0, 23, isSigned: false), Numbers(parts, "BYMINUTE", 0, 59, isSigned: false),
            Numbers(parts, "BYSECOND", 0, 59, isSigned: false), Numbers(parts, "BYSETPOS", 1, 366, isSigned: true),
            parts.Remove("WKST", out var first) ? Weekday(first) : IsoDayOfWeek.Monday);
        parts.Remove("FREQ");
        return parts.Count == 0 ? rule : throw new FormatException($"{parts.Keys.First()} is unknown");
    }

    private static Outcome<RecurrenceRule> Checked(RecurrenceRule rule, string text)
    {
        if (rule is { Count: not null, Until: not null }) return Bad(text, "COUNT and UNTIL exclude each other");
        if (rule.Frequency == RecurrenceFrequency.Weekly && rule.MonthDays.Length > 0) return Bad(text, "A weekly rule has no BYMONTHDAY");
        if (rule.Frequency != RecurrenceFrequency.Monthly && rule.Days.Any(day => day.Ordinal != 0))
            return Bad(text, "Only a monthly rule counts its days of the week");
        var perDay = Math.Max(1, rule.Hours.Length) * Math.Max(1, rule.Minutes.Length) * Math.Max(1, rule.Seconds.Length);
        if (perDay > RecurrenceRule.StartsPerDayMax)
            return new Refusal("recurrence-too-dense",
                $"The rule starts {perDay} times a day, the most is {RecurrenceRule.StartsPerDayMax}",
                text, "Name fewer hours, minutes or seconds.");
        return rule;
    }

    /// <summary>A date as an end counts to the end of that day.</summary>
    private static (LocalDateTime?, bool) Moment(string text)
    {
        var isUtc = text.EndsWith('Z');
        if (dateTime.Parse(text.TrimEnd('Z')) is { Success: true } moment) return (moment.Value, isUtc);
        if (date.Parse(text) is { Success: true } day) return (day.Value.At(LocalTime.MaxValue), false);
        throw new FormatException($"UNTIL={text} is no date");
    }

    private static ImmutableArray<int> Numbers(Dictionary<string, string> parts, string name, int least, int most, bool isSigned)
    {
        if (!parts.Remove(name, out var list)) return [];
        var numbers = list.Split(',').Select(word =>
            int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && (isSigned ? Math.Abs((long)number) : number) >= least && (isSigned ? Math.Abs((long)number) : number) <= most
                ? number
                : throw new FormatException($"{name}={word} is outside {least} to {most}"));
        return [.. numbers.Distinct().Order()];
    }

    private static ImmutableArray<RecurringDay> DaysOf(Dictionary<string, string> parts) => !parts.Remove("BYDAY", out var list) ? []
        : [.. list.Split(',').Select(word =>
            word.Length == 2 ? new RecurringDay(0, Weekday(word))
            : word.Length > 2 && int.TryParse(word[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ordinal)
                && ordinal is not 0 and >= -5 and <= 5 ? new RecurringDay(ordinal, Weekday(word[^2..]))
            : throw new FormatException($"BYDAY={word} is no day")).Distinct()];

    private static IsoDayOfWeek Weekday(string word) => Array.IndexOf(weekdays, word) is var index and >= 0
        ? (IsoDayOfWeek)(index + 1) : throw new FormatException($"'{word}' is no day of the week");

    private static Refusal Bad(string text, string what) => new("bad-recurrence", what, text,
        "Write a rule as RFC 5545 section 3.3.10 does.");

    private static Refusal NotOffered(string text, string part) => new("recurrence-not-offered", $"{part} is not offered", text,
        "Use FREQ=DAILY, WEEKLY or MONTHLY with INTERVAL, COUNT, UNTIL, WKST, BYMONTH, BYMONTHDAY, BYDAY, BYHOUR, BYMINUTE, BYSECOND, "
        + "BYSETPOS.");
}
