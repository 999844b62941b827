namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>Semantic Versioning 2.0.0, section 11, forgiving as ecosystems are: a leading v, numbers left out are zero, and with three
/// numbers what follows a fourth dot is build text. With four it is NuGet's order.</summary>
internal static class SemanticVersion
{
    public static bool IsVersion(string text)
    {
        var start = text[0] is 'v' or 'V' ? 1 : 0;
        return start < text.Length && char.IsAsciiDigit(text[start]) && !text.Contains(' ', StringComparison.Ordinal);
    }

    public static int Order(string left, string right, int numbers, StringComparison letters)
    {
        var (a, b) = (Parts(left, numbers), Parts(right, numbers));
        for (var i = 0; i < numbers; i++)
        {
            var order = Digits.Order(i < a.Numbers.Length ? a.Numbers[i] : "", i < b.Numbers.Length ? b.Numbers[i] : "");
            if (order != 0) return order;
        }

        if (a.Early.Length == 0 || b.Early.Length == 0) return b.Early.Length.CompareTo(a.Early.Length);
        return Early(a.Early.Split('.'), b.Early.Split('.'), letters);
    }

    private static (string[] Numbers, string Early) Parts(string text, int numbers)
    {
        text = text.Split('+')[0].TrimStart('v', 'V');
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var (core, early) = dash < 0 ? (text, "") : (text[..dash], text[(dash + 1)..]);
        var pieces = core.Split('.').Take(numbers).ToArray();
        var odd = Array.FindIndex(pieces, piece => !Digits.Are(piece));
        if (odd < 0) return (pieces, early);
        // "1.2.3beta" is read as "1.2.3-beta", as ecosystems that are loose do.
        var whole = pieces[odd].Length - pieces[odd].TrimStart("0123456789".ToCharArray()).Length;
        return ([.. pieces[..odd], pieces[odd][..whole]], pieces[odd][whole..] + (early.Length > 0 ? "." + early : ""));
    }

    private static int Early(string[] left, string[] right, StringComparison letters)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var (a, b) = (Digits.Are(left[i]), Digits.Are(right[i]));
            var order = a && b ? Digits.Order(left[i], right[i]) : a != b ? (a ? -1 : 1) : string.Compare(left[i], right[i], letters);
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }
}
