using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Yaml;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.ServiceLevels;

/// <summary>The window of an OpenSLO document: rolling, or on a calendar with its first start and place.</summary>
internal static class OpenSloWindow
{
    private static readonly ObjectiveWindow none = new ObjectiveWindow.Rolling(Duration.FromDays(30));
    private static readonly LocalDateTimePattern start = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    public static ObjectiveWindow Read(YamlMap spec, SpecReading reading)
    {
        var windows = spec.Maps(spec.Has("timeWindows") ? "timeWindows" : "timeWindow");
        if (windows.Length != 1)
        {
            spec.Refuse("timeWindow", "missing-field", $"'{spec.PathOf("timeWindow")}' must name one window", "Name one.");
            return none;
        }
        var window = windows[0];
        var length = window.Has("unit") ? window.Text("count") + Letter(window) : window.Text("duration");
        if (length == "1m")
            reading.Find(window.Node, "window-of-a-minute", "The window '1m' is one minute; a month is written 1M", "read as one minute");
        if (window.MapOrNull("calendar") is { } calendar && !window.IsTrue("isRolling")) return OnCalendar(window, calendar, length);
        if (window.Has("isRolling") && !window.IsTrue("isRolling"))
            window.Refuse("isRolling", "missing-field", "A window that does not roll needs a calendar",
                "Add calendar.startTime and timeZone.");
        if (ShortDuration.Parse(length) is { } fixedLength) return new ObjectiveWindow.Rolling(fixedLength);
        window.Refuse("duration", "bad-duration", $"'{length}' is no fixed length of time",
            "A rolling window is in minutes, hours, days or weeks.");
        return none;
    }

    /// <summary>About how long it is: a month counts 30 days, for the alert windows only.</summary>
    public static Duration LengthOf(ObjectiveWindow window) => window switch
    {
        ObjectiveWindow.Rolling rolling => rolling.Length,
        ObjectiveWindow.Calendar { Length: var period } =>
            Duration.FromDays(365 * period.Years + 30 * period.Months + 7 * period.Weeks + period.Days)
            + Duration.FromHours(period.Hours) + Duration.FromMinutes(period.Minutes),
        _ => throw new InvalidOperationException("A window rolls or is on a calendar."),
    };

    private static ObjectiveWindow OnCalendar(YamlMap window, YamlMap calendar, string length)
    {
        var (startText, zone) = (calendar.Text("startTime"), calendar.Text("timeZone"));
        if (!start.Parse(startText).TryGetValue(default, out var first))
            calendar.Refuse("startTime", "bad-calendar", $"'{startText}' is no local time", "Write it as 2026-01-01 00:00:00.");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            calendar.Refuse("timeZone", "bad-calendar", $"'{zone}' is no place of the time zone database", "Write it as America/New_York.");
        if (ShortDuration.ParsePeriod(length) is { } period) return new ObjectiveWindow.Calendar(first, zone, period);
        window.Refuse("duration", "bad-duration", $"'{length}' is no period of the calendar", "Write it as 1w, 1M, 1Q or 1Y.");
        return none;
    }

    private static string Letter(YamlMap window)
    {
        var unit = window.Text("unit");
        var letter = unit switch
        {
            "Minute" => "m",
            "Hour" => "h",
            "Day" => "d",
            "Week" => "w",
            "Month" => "M",
            "Quarter" => "Q",
            "Year" => "Y",
            _ => "",
        };
        if (letter.Length == 0)
            window.Refuse("unit", "bad-duration", $"'{unit}' is no unit of a window", "Write Day, Week, Month, Quarter or Year.");
        return letter;
    }
}
