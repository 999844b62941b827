using System.Globalization;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>How numbers are printed: negative amounts in parentheses, shares as percentages.</summary>
internal static class FilingPrint
{
    /// <summary>In a sentence, with its unit.</summary>
    public static string InProse(FilingNumber number) => Signed(number, size => number.Unit switch
    {
        "USD" => $"${size}",
        "share" => $"{size} percent",
        _ when number.Unit.StartsWith("USD/", StringComparison.Ordinal) => $"${size} per {number.Unit[4..]}",
        _ => $"{size} {number.Unit}",
    });

    /// <summary>In a table whose heading or label says the unit.</summary>
    public static string InTable(FilingNumber number) => Signed(number, size => number.Unit == "share" ? size + "%" : size);

    /// <summary>A change in words: <c>an increase of $1.00 per MWh</c>.</summary>
    public static string Change(FilingNumber number) => decimal.Sign(Shown(number)) switch
    {
        0 => "no change",
        1 => "an increase of " + InProse(number),
        _ => "a decrease of " + InProse(number with { Value = -number.Value }),
    };

    private static decimal Shown(FilingNumber number) =>
        decimal.Round(number.Unit == "share" ? number.Value * 100 : number.Value, number.Digits, MidpointRounding.AwayFromZero);

    private static string Signed(FilingNumber number, Func<string, string> withUnit)
    {
        var shown = Shown(number);
        var text = withUnit(Math.Abs(shown).ToString("N" + number.Digits.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture));
        return shown < 0 ? $"({text})" : text;
    }
}
