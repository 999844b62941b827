using System.Globalization;
using Busbar.Gateways.Yaml;
using NodaTime;

namespace Busbar.Gateways.ServiceLevels;

/// <summary>A length of time as the formats write it: <c>5m</c>, <c>1h30m</c>, <c>4w</c>; a month, quarter or year (<c>1M</c>, <c>1Q</c>,
/// <c>1Y</c>) is a period of the calendar.</summary>
internal static class ShortDuration
{
    /// <summary>A fixed length that must be there. Refuses one that the calendar decides.</summary>
    public static Duration Read(YamlMap map, string key)
    {
        var text = map.Text(key);
        if (Parse(text) is { } length) return length;
        map.Refuse(key, "bad-duration", $"'{map.PathOf(key)}' is '{text}', no length of time in ms, s, m, h, d or w",
            "Write it as 5m, 1h, 30d; a month has no fixed length.");
        return Duration.FromDays(1);
    }

    public static Duration? Parse(string text)
    {
        var (total, at) = (Duration.Zero, 0);
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            var digits = text.AsSpan(start, at - start);
            var unitStart = at;
            while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000
                || UnitOf(text[unitStart..at]) is not { } unit) return null;
            total += unit * count;
        }
        return total > Duration.Zero ? total : null;
    }

    /// <summary>A period of the calendar; null when it is none.</summary>
    public static Period? ParsePeriod(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count is 0 or > 1000) return null;
        return text[^1] switch
        {
            'm' => Period.FromMinutes(count),
            'h' => Period.FromHours(count),
            'd' => Period.FromDays(count),
            'w' => Period.FromWeeks(count),
            'M' => Period.FromMonths(count),
            'Q' => Period.FromMonths(3 * count),
            'Y' => Period.FromYears(count),
            _ => null,
        };
    }

    private static Duration? UnitOf(string unit) => unit switch
    {
        "ms" => Duration.FromMilliseconds(1),
        "s" => Duration.FromSeconds(1),
        "m" => Duration.FromMinutes(1),
        "h" => Duration.FromHours(1),
        "d" => Duration.FromDays(1),
        "w" => Duration.FromDays(7),
        _ => null,
    };
}
