using System.Globalization;
using Busbar.Gateways.Yaml;
using Busbar.Kernel.Clocks;
using NodaTime;
using YamlDotNet.RepresentationModel;

namespace Busbar.Gateways.ServiceClock;

/// <summary>The fields that a policy's parts have in common: choices by name, zones, amounts of time.</summary>
internal static class PolicyFields
{
    /// <summary>A century.</summary>
    private const int MostDays = 36_525;

    /// <summary>Refuses a field that nobody reads, so that a slip of the pen is not a silent default.</summary>
    public static void Only(this YamlMap map, params ReadOnlySpan<string> known)
    {
        foreach (var key in map.Node.Children.Keys.OfType<YamlScalarNode>())
            if (!known.Contains(key.Value))
                map.Fault.Refuse(key, "unknown-field", $"'{map.PathOf(key.Value ?? "")}' is no field of it",
                    $"Use {string.Join(", ", known)}.");
    }

    /// <summary>One of an enumeration's names, written with dashes: <c>next-opening</c>.</summary>
    public static T Choice<T>(this YamlMap map, string key, T otherwise) where T : struct, Enum
    {
        if (map.TextOr(key, "") is not { Length: > 0 } text) return otherwise;
        foreach (var value in Enum.GetValues<T>())
            if (Dashed(value.ToString()) == text) return value;
        map.Refuse(key, "unknown-choice", $"'{text}' is no choice of '{map.PathOf(key)}'",
            $"Use {string.Join(", ", Enum.GetNames<T>().Select(Dashed))}.");
        return otherwise;
    }

    /// <summary>A time zone of the IANA database.</summary>
    public static DateTimeZone Zone(this YamlMap map, string key, DateTimeZone otherwise)
    {
        if (map.TextOr(key, "") is not { Length: > 0 } id) return otherwise;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone) return zone;
        map.Refuse(key, "unknown-zone", $"'{id}' is no time zone", "Name one of the IANA database: America/Chicago.");
        return otherwise;
    }

    /// <summary>An amount in words: <c>30 minutes</c>, <c>4 hours</c>, <c>2 days</c>, <c>35 calendar days</c>,
    /// <c>15 calendar months</c>.</summary>
    public static TargetAmount Amount(this YamlMap map, string key)
    {
        var words = map.Text(key).Split(' ', 2);
        if (words.Length == 2 && decimal.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= 1_000_000 && Of(words[1].TrimEnd('s'), count) is { } amount) return amount;
        map.Refuse(key, "not-an-amount", $"'{map.TextOr(key, "")}' is no amount of time",
            "Write 30 minutes, 4 hours, 2 days, 35 calendar days or 15 calendar months; days and months whole.");
        return new TargetAmount.Days(1);
    }

    private static TargetAmount? Of(string unit, decimal count) => unit switch
    {
        "minute" => new TargetAmount.Working(Duration.FromMinutes((double)count)),
        "hour" => new TargetAmount.Working(Duration.FromHours((double)count)),
        "day" when decimal.IsInteger(count) && count <= MostDays => new TargetAmount.Days((int)count),
        "calendar day" when decimal.IsInteger(count) && count <= MostDays => new TargetAmount.CalendarDays((int)count),
        "calendar month" when decimal.IsInteger(count) && count <= MostDays / 30 => new TargetAmount.CalendarMonths((int)count),
        _ => null,
    };

    private static string Dashed(string name) => string.Concat(name.Select((letter, index) =>
        index > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
