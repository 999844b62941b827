namespace Busbar.Digital.DataQuality.Rules;

/// <summary>SQL's LIKE: <c>%</c> is any text, <c>_</c> one character, and <c>[abc]</c>, <c>[a-c]</c>, <c>[^a]</c> one character of a set
/// (Transact-SQL). The pattern covers the whole text; letters keep their case.</summary>
internal static class LikePattern
{
    /// <summary>True when the text is as the pattern says. Takes time in proportion to text times pattern.</summary>
    public static bool Matches(string pattern, string text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%') (star, mark, p) = (p, t, p + 1);
            else if (p < pattern.Length && One(pattern, p, text[t]) is var used and > 0) (p, t) = (p + used, t + 1);
            else if (star >= 0) (p, mark, t) = (star + 1, mark + 1, mark + 1);
            else return false;
        }
        while (p < pattern.Length && pattern[p] == '%') p++;
        return p == pattern.Length;
    }

    /// <summary>How many characters of the pattern the one of the text uses up; 0 where they differ.</summary>
    private static int One(string pattern, int at, char one)
    {
        if (pattern[at] == '_') return 1;
        var close = pattern[at] == '[' ? pattern.IndexOf(']', at + 1) : -1;
        if (close < 0) return pattern[at] == one ? 1 : 0;
        var set = pattern[(at + 1)..close];
        var isNot = set.StartsWith('^');
        if (isNot) set = set[1..];
        var isIn = false;
        for (var i = 0; i < set.Length; i++)
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                isIn |= set[i] <= one && one <= set[i + 2];
                i += 2;
            }
            else isIn |= set[i] == one;
        return isIn != isNot ? close - at + 1 : 0;
    }
}
