using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>What the text of an element or attribute must be: no looser than XML Schema's own type, so that what passes here is valid
/// there; narrower where the number or the date could not be used (no NaN, no 30 February).</summary>
/// <param name="Says">The type in words, for a message.</param>
internal sealed partial record XmlValue(string Says, Func<string, bool> Fits)
{
    private static readonly char[] space = [' ', '\t', '\r', '\n'];
    private static readonly LocalDatePattern monthFirst = LocalDatePattern.CreateWithInvariantCulture("MM'/'dd'/'uuuu");

    /// <summary>A number, with an exponent or without: <c>xsd:double</c> and <c>xsd:float</c>.</summary>
    public static XmlValue Float { get; } = new("a number", text => FloatShape().IsMatch(Trim(text)) && NumberOf(text) is not null);

    /// <summary>A number without exponent.</summary>
    public static XmlValue Decimal { get; } = new("a decimal number", text => DecimalShape().IsMatch(Trim(text))
        && NumberOf(text) is not null);

    public static XmlValue Integer { get; } = new("a whole number", text => IntegerShape().IsMatch(Trim(text)));

    /// <summary>A date and time, with an offset from UTC or on the market's clock.</summary>
    public static XmlValue DateTime { get; } = new("a date and time (2026-03-06T00:00:00)", text => ClockOf(text) is not null);

    public static XmlValue Date { get; } = new("a date (2026-03-06)", text =>
        LocalDatePattern.Iso.Parse(Trim(text)) is { Success: true } read && IsThisCentury(read.Value));

    /// <summary>Month first, as ERCOT's statements write it.</summary>
    public static XmlValue MonthFirst { get; } = new("a date (03/06/2026)", text => MonthFirstOf(text) is not null);

    /// <summary>A time of day on the minute.</summary>
    public static XmlValue ClockTime { get; } = Pattern("a time (17:00)", @"([01]\d|2[0-3]):[0-5]\d");

    /// <summary>Text of at most so many characters.</summary>
    public static XmlValue Text(int most = int.MaxValue) => new(
        most == int.MaxValue ? "text" : $"text of at most {most} characters", text => text.Length <= most);

    /// <summary>Text without spaces at its ends or two in a row (.NET's validator asks for that too).</summary>
    public static XmlValue Token(int most) => new($"text of at most {most} characters without spaces at its ends",
        text => text.Length <= most && Collapsed(text) == text);

    public static XmlValue Pattern(string says, string pattern)
    {
        var whole = new Regex($@"^(?:{pattern})\z", RegexOptions.CultureInvariant);
        return new(says, whole.IsMatch);
    }

    /// <summary>Either of two.</summary>
    public XmlValue Or(XmlValue other) => new($"{Says} or {other.Says}", text => Fits(text) || other.Fits(text));

    /// <summary>The number in a text that fits; null when it is too large or not one.</summary>
    public static decimal? NumberOf(string text) =>
        decimal.TryParse(Trim(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static LocalDate? MonthFirstOf(string text) =>
        monthFirst.Parse(text) is { Success: true } read && IsThisCentury(read.Value) ? read.Value : null;

    /// <summary>Clock time and, where the text has one, its offset from UTC.</summary>
    public static (LocalDateTime Clock, Offset? Offset)? ClockOf(string text)
    {
        var trimmed = Trim(text);
        if (LocalDateTimePattern.ExtendedIso.Parse(trimmed) is { Success: true } local && IsThisCentury(local.Value.Date))
            return (local.Value, null);
        return OffsetDateTimePattern.Rfc3339.Parse(trimmed) is { Success: true } full && IsThisCentury(full.Value.Date)
            && Math.Abs(full.Value.Offset.Seconds) <= 14 * 3600 ? (full.Value.LocalDateTime, full.Value.Offset) : null;
    }

    public static string Trim(string text) => text.Trim(space);

    public static string Collapsed(string text) => string.Join(' ', text.Split(space, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsThisCentury(LocalDate date) => date.Year is >= 2000 and < 2100;

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?\z")]
    private static partial Regex FloatShape();

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\z")]
    private static partial Regex DecimalShape();

    [GeneratedRegex(@"^[+-]?[0-9]{1,9}\z")]
    private static partial Regex IntegerShape();
}
