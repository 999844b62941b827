namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>Maven's version order (Apache Maven POM reference, "Version Order Specification"): tokens parted by dots, hyphens and changes
/// between digits and letters; a hyphen, and such a change, opens a list inside the list; what is null at the end of a list is
/// dropped.</summary>
internal static class MavenVersion
{
    private static readonly string[] qualifiers = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];

    /// <summary>A number, a word or a list of tokens; exactly one is there.</summary>
    private sealed record Token(string? Number, string? Word, List<Token>? List)
    {
        public bool IsNull => Number is not null ? Number.TrimStart('0').Length == 0
            : Word is not null ? Word.Length == 0 : List!.Count == 0;
    }

    public static int Order(string left, string right) => Compare(Parse(left), Parse(right));

    private static Token Parse(string text)
    {
        text = text.ToLowerInvariant();
        var root = new Token(null, null, []);
        var open = new Stack<Token>([root]);
        var (start, isDigit) = (0, false);
        void Take(int end, bool isFollowed = false) => open.Peek().List!.Add(end == start ? new("", null, null)
            : isDigit ? new(text[start..end], null, null) : new(null, Alias(text[start..end], isFollowed), null));
        void Nest()
        {
            var list = new Token(null, null, []);
            open.Peek().List!.Add(list);
            open.Push(list);
        }
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '.' or '-')
            {
                Take(i);
                start = i + 1;
                if (text[i] == '-') Nest();
                continue;
            }

            if (char.IsAsciiDigit(text[i]) != isDigit && i > start)
            {
                Take(i, isFollowed: !isDigit);
                start = i;
                Nest();
            }
            isDigit = char.IsAsciiDigit(text[i]);
        }

        if (text.Length > start) Take(text.Length);
        while (open.TryPop(out var list)) Normalize(list.List!, isInner: open.Count > 0);
        return root;
    }

    private static string Alias(string word, bool isFollowed) => (word, isFollowed) switch
    {
        ("a", true) => "alpha",
        ("b", true) => "beta",
        ("m", true) => "milestone",
        ("ga" or "final" or "release", _) => "",
        ("cr", _) => "rc",
        _ => word,
    };

    private static void Normalize(List<Token> list, bool isInner)
    {
        for (var i = list.Count - 1; i >= 0; i--)
            if (list[i].IsNull) list.RemoveAt(i);
            else if (list[i].List is null) break;
        // "1-ga-1" is "1-1": an inner list in which nothing but a list is left is that list. "0-2021" is not "2021".
        if (isInner && list is [{ List: { } only }])
        {
            list.Clear();
            list.AddRange(only);
        }
    }

    private static int Compare(Token left, Token? right)
    {
        if (left.Number is not null)
            return right is null ? (left.IsNull ? 0 : 1) : right.Number is not null ? Digits.Order(left.Number, right.Number) : 1;
        if (left.Word is not null)
            return right is null ? Words(left.Word, "") : right.Word is not null ? Words(left.Word, right.Word) : -1;
        if (right is null) return left.List!.Count == 0 ? 0 : Compare(left.List[0], null);
        if (right.List is null) return right.Number is not null ? -1 : 1;
        for (var i = 0; i < Math.Max(left.List!.Count, right.List.Count); i++)
        {
            var (a, b) = (i < left.List.Count ? left.List[i] : null, i < right.List.Count ? right.List[i] : null);
            var order = a is not null ? Compare(a, b) : -Compare(b!, null);
            if (order != 0) return order;
        }

        return 0;
    }

    /// <summary>Known qualifiers in their order, the release among them; unknown ones after all of these, by letter.</summary>
    private static int Words(string left, string right)
    {
        var (a, b) = (Array.IndexOf(qualifiers, left), Array.IndexOf(qualifiers, right));
        return a >= 0 && b >= 0 ? a.CompareTo(b) : a >= 0 ? -1 : b >= 0 ? 1 : string.CompareOrdinal(left, right);
    }
}
