namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>Debian policy manual, section 5.6.12: epoch by value, then upstream version and revision in runs of other characters (a tilde
/// before the end, the end before letters, letters before the rest) and digits.</summary>
internal static class DebianVersion
{
    public static bool IsVersion(string text) => text.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '+' or '-' or '~' or ':'
        or '_') && (text.IndexOf(':', StringComparison.Ordinal) is var colon && (colon < 0 || Digits.Are(text.AsSpan(0, colon))));

    public static int Order(string left, string right)
    {
        var (a, b) = (Parts(left), Parts(right));
        return Digits.Order(a.Epoch, b.Epoch) is var epoch && epoch != 0 ? epoch
            : Runs(a.Upstream, b.Upstream) is var upstream && upstream != 0 ? upstream
            : Runs(a.Revision, b.Revision);
    }

    private static (string Epoch, string Upstream, string Revision) Parts(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (epoch, rest) = colon < 0 ? ("", text) : (text[..colon], text[(colon + 1)..]);
        var dash = rest.LastIndexOf('-');
        return dash < 0 ? (epoch, rest, "") : (epoch, rest[..dash], rest[(dash + 1)..]);
    }

    private static int Runs(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (left.Length > 0 || right.Length > 0)
        {
            int a = Run(left, false), b = Run(right, false);
            for (var i = 0; i < Math.Max(a, b); i++)
            {
                var order = Weight(i < a ? left[i] : '\0').CompareTo(Weight(i < b ? right[i] : '\0'));
                if (order != 0) return order;
            }

            left = left[a..];
            right = right[b..];
            (a, b) = (Run(left, true), Run(right, true));
            var number = Digits.Order(left[..a], right[..b]);
            if (number != 0) return number;
            left = left[a..];
            right = right[b..];
        }

        return 0;
    }

    private static int Run(ReadOnlySpan<char> text, bool isDigits)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]) == isDigits) end++;
        return end;
    }

    private static int Weight(char one) => one switch
    {
        '~' => -1,
        '\0' => 0,
        _ when char.IsAsciiLetter(one) => one,
        _ => one + 256,
    };
}
