using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>PEP 440: epoch, release, pre-, post- and development release, local label. What it does not know has the older order of
/// setuptools and comes before every version that it does.</summary>
internal sealed partial class PythonVersion : IComparable<PythonVersion>
{
    private const string Form = """
        ^\s*v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\.[0-9]+)*)
        (?:[-_.]?(?<pre>alpha|beta|preview|pre|a|b|c|rc)[-_.]?(?<pren>[0-9]+)?)?
        (?<post>-(?<postn>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postn>[0-9]+)?)?
        (?<dev>[-_.]?dev[-_.]?(?<devn>[0-9]+)?)?
        (?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*$
        """;

    private readonly string epoch = "";
    private readonly ImmutableArray<string> release = [];
    private readonly (int Kind, string Number) pre;
    private readonly (int Kind, string Number) post;
    private readonly (int Kind, string Number) dev;
    private readonly ImmutableArray<string> local = [];
    private readonly ImmutableArray<string> older;

    private PythonVersion(Match match)
    {
        string Of(string name) => match.Groups[name].Value;
        epoch = Of("epoch");
        release = [.. Of("release").Split('.')];
        var isDev = match.Groups["dev"].Success;
        var isPost = match.Groups["post"].Success;
        pre = match.Groups["pre"].Success
            ? (Of("pre")[0] switch { 'a' => 0, 'b' => 1, _ => 2 }, Of("pren"))
            : (isDev && !isPost ? -1 : 3, "");
        post = isPost ? (1, Of("postn")) : (0, "");
        dev = isDev ? (0, Of("devn")) : (1, "");
        local = match.Groups["local"].Success ? [.. Of("local").Split('.', '-', '_')] : [];
    }

    private PythonVersion(string text)
    {
        var parts = new List<string>();
        foreach (var piece in Pieces().Matches(text).Select(match => match.Value).Where(piece => piece != ".").Append("final"))
        {
            var part = piece switch
            {
                "pre" or "preview" or "rc" => "*c", "-" => "*final-", "dev" => "*@",
                _ => Digits.Are(piece) ? piece.PadLeft(8, '0') : "*" + piece,
            };
            if (part[0] == '*')
            {
                if (string.CompareOrdinal(part, "*final") < 0) while (parts is [.., "*final-"]) parts.RemoveAt(parts.Count - 1);
                while (parts is [.., "00000000"]) parts.RemoveAt(parts.Count - 1);
            }
            parts.Add(part);
        }
        older = [.. parts];
    }

    public static PythonVersion Of(string text)
    {
        text = text.ToLowerInvariant();
        return Known().Match(text) is { Success: true } match ? new(match) : new(text);
    }

    public int CompareTo(PythonVersion? other)
    {
        if (other is null) return 1;
        if (!older.IsDefault || !other.older.IsDefault)
            return older.IsDefault ? 1 : other.older.IsDefault ? -1 : Older(older, other.older);
        return Digits.Order(epoch, other.epoch) is var byEpoch and not 0 ? byEpoch
            : Release(release, other.release) is var byRelease and not 0 ? byRelease
            : Label(pre, other.pre) is var byPre and not 0 ? byPre
            : Label(post, other.post) is var byPost and not 0 ? byPost
            : Label(dev, other.dev) is var byDev and not 0 ? byDev
            : Local(local, other.local);
    }

    private static int Older(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
            if (string.CompareOrdinal(left[i], right[i]) is var order and not 0) return order;
        return left.Length.CompareTo(right.Length);
    }

    private static int Release(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
            if (Digits.Order(i < left.Length ? left[i] : "", i < right.Length ? right[i] : "") is var order and not 0) return order;
        return 0;
    }

    private static int Label((int Kind, string Number) left, (int Kind, string Number) right) =>
        left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind) : Digits.Order(left.Number, right.Number);

    private static int Local(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var (a, b) = (Digits.Are(left[i]), Digits.Are(right[i]));
            var order = a && b ? Digits.Order(left[i], right[i]) : a != b ? (a ? 1 : -1) : string.CompareOrdinal(left[i], right[i]);
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    [GeneratedRegex(Form, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Known();

    [GeneratedRegex("""[0-9]+|[a-z]+|\.|-|[^0-9a-z.\-]+""", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}
