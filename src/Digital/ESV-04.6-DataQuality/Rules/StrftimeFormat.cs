using System.Globalization;
using NodaTime;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>Dates written by the C library's format, as Python's <c>strptime</c> reads them: numbers may lack leading zeros, names are
/// English, the date must exist.</summary>
internal static class StrftimeFormat
{
    private static readonly string[] months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
    private static readonly string[] days = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    /// <summary>The directives offered.</summary>
    public const string Known = "YymdHIMSfpbBaAjz%";

    /// <summary>The first directive that is not offered; null where all are.</summary>
    public static string? Unknown(string format)
    {
        for (var i = 0; i < format.Length; i++)
            if (format[i] == '%' && (++i >= format.Length || !Known.Contains(format[i], StringComparison.Ordinal)))
                return i < format.Length ? $"%{format[i]}" : "%";
        return null;
    }

    /// <summary>True when the whole text is a date or time in the format.</summary>
    public static bool Matches(string format, string text)
    {
        var (at, year, month, day) = (0, 1900, 1, 1);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                if (at >= text.Length || text[at++] != format[i]) return false;
                continue;
            }
            if (!Directive(format[++i], text, ref at, out var number)) return false;
            if (format[i] == 'Y') year = number;
            if (format[i] == 'y') year = number < 69 ? 2000 + number : 1900 + number;
            if (format[i] is 'm' or 'b' or 'B') month = number;
            if (format[i] == 'd') day = number;
        }
        return at == text.Length && year >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month);
    }

    private static bool Directive(char directive, string text, ref int at, out int number) => directive switch
    {
        'Y' => Digits(text, ref at, 4, 4, 1, 9999, out number),
        'y' => Digits(text, ref at, 2, 2, 0, 99, out number),
        'm' => Digits(text, ref at, 1, 2, 1, 12, out number),
        'd' => Digits(text, ref at, 1, 2, 1, 31, out number),
        'H' => Digits(text, ref at, 1, 2, 0, 23, out number),
        'I' => Digits(text, ref at, 1, 2, 1, 12, out number),
        'M' => Digits(text, ref at, 1, 2, 0, 59, out number),
        'S' => Digits(text, ref at, 1, 2, 0, 61, out number),
        'f' => Digits(text, ref at, 1, 6, 0, 999999, out number),
        'j' => Digits(text, ref at, 1, 3, 1, 366, out number),
        'b' => Name(text, ref at, months.Select(name => name.Length > 3 ? name[..3] : name), out number),
        'B' => Name(text, ref at, months, out number),
        'a' => Name(text, ref at, days.Select(name => name[..3]), out number),
        'A' => Name(text, ref at, days, out number),
        'p' => Name(text, ref at, ["AM", "PM"], out number),
        'z' => Offset(text, ref at, out number),
        _ => Name(text, ref at, ["%"], out number),
    };

    private static bool Digits(string text, ref int at, int least, int most, int min, int max, out int number)
    {
        var start = at;
        number = 0;
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at])) number = number * 10 + (text[at++] - '0');
        return at - start >= least && number >= min && number <= max;
    }

    private static bool Name(string text, ref int at, IEnumerable<string> names, out int number)
    {
        number = 0;
        foreach (var name in names)
        {
            number++;
            if (name.Length == 0 || string.Compare(text, at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0) continue;
            at += name.Length;
            return true;
        }
        return false;
    }

    private static bool Offset(string text, ref int at, out int number)
    {
        number = 0;
        if (at < text.Length && text[at] == 'Z') return ++at > 0;
        if (at >= text.Length || text[at++] is not ('+' or '-') || !Digits(text, ref at, 2, 2, 0, 23, out number)) return false;
        if (at < text.Length && text[at] == ':') at++;
        return Digits(text, ref at, 2, 2, 0, 59, out number);
    }
}
