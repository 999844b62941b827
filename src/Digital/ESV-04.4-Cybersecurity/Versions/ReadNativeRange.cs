using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>Reads a range as its ecosystem writes it: npm's (node-semver), Python's specifiers, NuGet's intervals, RubyGems'.</summary>
public static partial class ReadNativeRange
{
    /// <summary>The range. Refuses <c>unknown-scheme</c> and <c>range-form</c>.</summary>
    public static Outcome<VersRange> Run(string ecosystem, string text)
    {
        var scheme = CompareVersions.SchemeOf(ecosystem);
        if (scheme is Outcome<VersionScheme>.Refused refused) return refused.Refusal;
        var alternatives = scheme.OrThrow() switch
        {
            VersionScheme.SemVer or VersionScheme.Go => text.Split("||").Select(part => NpmRange.Bounds(part.Trim())),
            VersionScheme.NuGet => [Interval(text.Trim())],
            VersionScheme.RubyGems => [Every(text, Pessimistic)],
            VersionScheme.PyPI => [Every(text, Specifier)],
            _ => [null],
        };
        var all = alternatives.ToList();
        if (all.Contains(null))
            return new Refusal("range-form", $"'{text}' is no range of {ecosystem}", $"'{text}'", "Write it as vers:, or correct it.");
        var every = all.SelectMany(each => each!).FirstOrDefault(each => each.Operator == "*");
        return every is not null ? VersRange.Of(ecosystem, scheme.OrThrow(), [every])
            : JoinAlternatives.Run(ecosystem, scheme.OrThrow(), [.. all.Select(each => each!.ToImmutableArray())]);
    }

    /// <summary>The bounds between commas, of which all hold.</summary>
    private static IEnumerable<VersConstraint>? Every(string text, Func<string, IEnumerable<VersConstraint>?> part)
    {
        var parts = text.Split(',').Select(each => part(each.Trim())).ToList();
        return parts.Contains(null) ? null : parts.SelectMany(each => each!);
    }

    private static IEnumerable<VersConstraint>? Specifier(string text) =>
        Bound().Match(text) is { Success: true } match
            ? [new(match.Groups[1].Value is "" or "==" or "===" ? "=" : match.Groups[1].Value, match.Groups[2].Value)] : null;

    private static IEnumerable<VersConstraint>? Pessimistic(string text)
    {
        if (!text.StartsWith("~>", StringComparison.Ordinal)) return Specifier(text);
        var version = text[2..].Trim();
        var parts = version.Split('.');
        if (!parts.All(part => Digits.Are(part))) return null;
        var kept = parts.Length == 1 ? parts : parts[..^1];
        return [new(">=", version), new("<", string.Join('.', kept[..^1].Append(NpmRange.Next(kept[^1]))))];
    }

    /// <summary><c>[1.0, 2.0)</c>, <c>(,1.0]</c>, <c>[1.0]</c>; a bare version is a lowest one.</summary>
    private static IEnumerable<VersConstraint>? Interval(string text)
    {
        if (text.Length == 0) return null;
        if (text[0] is not '[' and not '(') return [new(">=", text)];
        if (text[^1] is not ']' and not ')') return null;
        var parts = text[1..^1].Split(',', StringSplitOptions.TrimEntries);
        if (parts is [var only]) return text[0] == '[' && text[^1] == ']' ? [new("=", only)] : null;
        if (parts.Length != 2) return null;
        var bounds = new List<VersConstraint>();
        if (parts[0].Length > 0) bounds.Add(new(text[0] == '[' ? ">=" : ">", parts[0]));
        if (parts[1].Length > 0) bounds.Add(new(text[^1] == ']' ? "<=" : "<", parts[1]));
        return bounds;
    }

    [GeneratedRegex(@"^(===|==|!=|<=|>=|<|>|=)?\s*([^\s<>=!~^*|]+)$")]
    private static partial Regex Bound();
}
