namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>RubyGems' <c>Gem::Version</c>: segments of digits or letters, trailing zeros of each half dropped, letters before numbers.</summary>
internal static class RubyGemsVersion
{
    public static bool IsVersion(string text) => text.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-');

    public static int Order(string left, string right)
    {
        var (a, b) = (Segments(left), Segments(right));
        for (var i = 0; i < Math.Max(a.Count, b.Count); i++)
        {
            var (x, y) = (i < a.Count ? a[i] : "0", i < b.Count ? b[i] : "0");
            var (isX, isY) = (Digits.Are(x), Digits.Are(y));
            var order = isX && isY ? Digits.Order(x, y) : isX != isY ? (isX ? 1 : -1) : string.CompareOrdinal(x, y);
            if (order != 0) return order;
        }

        return 0;
    }

    private static List<string> Segments(string text)
    {
        var segments = new List<string>();
        var start = 0;
        text = text.Replace("-", ".pre.", StringComparison.Ordinal);
        for (var i = 1; i <= text.Length; i++)
            if (i == text.Length || text[i] == '.' || text[i - 1] == '.' || char.IsAsciiDigit(text[i]) != char.IsAsciiDigit(text[i - 1]))
            {
                if (text[start..i].Trim('.') is { Length: > 0 } segment) segments.Add(segment);
                start = i;
            }
        var letters = segments.FindIndex(segment => !Digits.Are(segment));
        Trim(segments, 0, letters < 0 ? segments.Count : letters);
        if (letters >= 0) Trim(segments, 0, segments.Count);
        return segments;
    }

    private static void Trim(List<string> segments, int from, int to)
    {
        while (to > from && segments[to - 1].Trim('0').Length == 0) segments.RemoveAt(--to);
    }
}
