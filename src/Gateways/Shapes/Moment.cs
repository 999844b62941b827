using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Shapes;

/// <summary>A date and time of RFC 3339 whose form is right. Offsets go to a day, further than <see cref="Offset"/>.</summary>
internal static class Moment
{
    /// <summary>The instant; null where there is no text, or none with its offset.</summary>
    public static Instant? Find(string? text) => text is not null && Formats.IsTime(text) ? Of(text) : null;

    public static Instant Of(string text)
    {
        var local = LocalDateTimePattern.ExtendedIso.Parse(text[..19].ToUpperInvariant()).Value.InUtc().ToInstant();
        var zone = text.LastIndexOfAny(['Z', 'z', '+', '-']);
        var fraction = zone > 20 ? text[20..zone].PadRight(9, '0')[..9] : "0";
        var offset = text.Length - zone == 6
            ? Duration.FromHours(Number(text[(zone + 1)..(zone + 3)])) + Duration.FromMinutes(Number(text[(zone + 4)..])) : Duration.Zero;
        return local + Duration.FromNanoseconds(Number(fraction)) + (text[zone] == '+' ? -offset : offset);
    }

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
