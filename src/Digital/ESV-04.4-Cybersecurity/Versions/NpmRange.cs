using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>One alternative of node-semver's range grammar: comparators, hyphen, x, tilde and caret ranges.</summary>
internal static partial class NpmRange
{
    /// <summary>Its bounds; null where it is none.</summary>
    public static IEnumerable<VersConstraint>? Bounds(string text)
    {
        if (text == "*") return [new("*", "")];
        if (text is "" or "x" or "X") return [new(">=", "0.0.0")];
        if (Hyphen().Match(text) is { Success: true } hyphen)
            return [new(">=", Whole(hyphen.Groups[1].Value)), .. Upper("<=", hyphen.Groups[2].Value)];
        var bounds = new List<VersConstraint>();
        foreach (var piece in AfterSign().Replace(text, "$1").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Piece().Match(piece) is not { Success: true } match) return null;
            bounds.AddRange(One(match.Groups["sign"].Value, match.Groups["version"].Value));
        }

        return bounds;
    }

    /// <summary>The number after.</summary>
    public static string Next(string number) =>
        (BigInteger.Parse(number, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<VersConstraint> One(string sign, string version)
    {
        var numbers = Numbers(version);
        var from = Whole(version);
        var isWhole = numbers.Count == 3;
        return sign switch
        {
            "^" => [new(">=", from), new("<", Above(numbers, numbers.FindIndex(part => part.Trim('0').Length > 0) is var first && first >= 0
                ? first : numbers.Count - 1))],
            "~" or "~>" => [new(">=", from), new("<", Above(numbers, Math.Min(1, numbers.Count - 1)))],
            "" or "=" => isWhole ? [new("=", from)] : [new(">=", from), new("<", Above(numbers, numbers.Count - 1))],
            "<=" => Upper(sign, version),
            ">" when !isWhole => [new(">=", Above(numbers, numbers.Count - 1))],
            _ => [new(sign, from)],
        };
    }

    private static IEnumerable<VersConstraint> Upper(string sign, string version)
    {
        var numbers = Numbers(version);
        return numbers.Count == 3 ? [new(sign, Whole(version))] : [new("<", Above(numbers, numbers.Count - 1))];
    }

    private static List<string> Numbers(string version) => [.. version.TrimStart('v', '=').Split('-', '+')[0].Split('.')
        .TakeWhile(part => Digits.Are(part))];

    private static string Whole(string version)
    {
        var early = version.IndexOf('-', StringComparison.Ordinal);
        var numbers = Numbers(version);
        while (numbers.Count < 3) numbers.Add("0");
        return string.Join('.', numbers) + (early < 0 ? "" : version[early..]);
    }

    private static string Above(List<string> numbers, int place) =>
        string.Join('.', [.. numbers.Take(place), Next(numbers[place]), .. Enumerable.Repeat("0", 2 - place)]);

    [GeneratedRegex(@"^(\S+)\s+-\s+(\S+)$")]
    private static partial Regex Hyphen();

    [GeneratedRegex(@"(<=|>=|<|>|=|~>|~|\^)\s+")]
    private static partial Regex AfterSign();

    [GeneratedRegex(@"^(?<sign><=|>=|<|>|=|~>|~|\^)?(?<version>v?\d+(\.(\d+|x|X|\*)){0,3}([-+][0-9A-Za-z.+-]+|[a-z][0-9A-Za-z.+-]*)?)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Piece();
}
