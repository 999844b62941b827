using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Scanners;

/// <summary>Reads the dates that scanners write: ISO 8601, seconds since 1970, and the forms of Nessus, Tenable, ZAP and plain tables. A
/// time without a zone is taken as UTC; American zones at the end are read.</summary>
internal static class ScanDates
{
    private static readonly ImmutableArray<LocalDateTimePattern> forms =
    [
        .. new[]
        {
            "uuuu'-'MM'-'dd", "uuuu'/'MM'/'dd", "uuuu'-'MM'-'dd' 'HH':'mm':'ss", "uuuu'-'MM'-'dd' 'HH':'mm':'ss.FFFFFFF",
            "uuuu'-'MM'-'dd'T'HH':'mm", "uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFF", "M'/'d'/'uuuu", "d'/'M'/'uuuu", "MMM' 'd', 'uuuu",
            "MMM' 'd', 'uuuu' 'HH':'mm':'ss",
            "ddd', 'd' 'MMM' 'uuuu' 'HH':'mm':'ss", "ddd' 'MMM' 'd' 'HH':'mm':'ss' 'uuuu",
        }.Select(LocalDateTimePattern.CreateWithInvariantCulture),
    ];

    private static readonly ImmutableDictionary<string, int> zones = new Dictionary<string, int>
    {
        ["UTC"] = 0, ["GMT"] = 0, ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8,
        ["PDT"] = -7,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The moment, or null when the text is none. Month comes before day unless that is impossible.</summary>
    public static Instant? Read(string text)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: var exact }) return exact.ToInstant();
        if (text.Length is 9 or 10 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return Instant.FromUnixTimeSeconds(seconds);
        var zone = text[(text.LastIndexOf(' ') + 1)..];
        var isZone = zones.TryGetValue(zone, out var hours);
        var written = (isZone ? text[..^zone.Length].TrimEnd() : text).Replace("  ", " ", StringComparison.Ordinal);
        foreach (var form in forms)
            if (form.Parse(written) is { Success: true, Value: var local }) return local.WithOffset(Offset.FromHours(hours)).ToInstant();
        return null;
    }
}
