using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using NodaTime.Text;

namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>Which of two versions is newer, by the order of their ecosystem.</summary>
public static class CompareVersions
{
    private const int MaxLength = 512;

    private static readonly ImmutableDictionary<string, VersionScheme> schemes = new Dictionary<string, VersionScheme>
    {
        ["npm"] = VersionScheme.SemVer, ["semver"] = VersionScheme.SemVer, ["cargo"] = VersionScheme.SemVer,
        ["crates.io"] = VersionScheme.SemVer, ["hex"] = VersionScheme.SemVer, ["swift"] = VersionScheme.SemVer,
        ["go"] = VersionScheme.Go, ["golang"] = VersionScheme.Go, ["nuget"] = VersionScheme.NuGet, ["maven"] = VersionScheme.Maven,
        ["pypi"] = VersionScheme.PyPI, ["debian"] = VersionScheme.Debian, ["deb"] = VersionScheme.Debian,
        ["ubuntu"] = VersionScheme.Debian, ["gem"] = VersionScheme.RubyGems, ["rubygems"] = VersionScheme.RubyGems,
        ["datetime"] = VersionScheme.DateTime, ["lexicographic"] = VersionScheme.Lexicographic,
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The scheme that an ecosystem, a package URL's type or a VERS scheme names. Refuses (<c>unknown-scheme</c>) the rest by
    /// name: apk, alpm, conan, cran, gentoo, hackage, nginx, openssl, packagist, pub, rpm among them.</summary>
    public static Outcome<VersionScheme> SchemeOf(string name) => schemes.TryGetValue(name, out var scheme) ? scheme
        : new Refusal("unknown-scheme", $"The order of '{name}' versions is not offered", "scheme",
            $"Use one of {string.Join(", ", schemes.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>Below 0 where the left is older, 0 where neither is, above 0 where it is newer. Refuses (<c>version-form</c>) what is no
    /// version of the scheme.</summary>
    public static Outcome<int> Run(VersionScheme scheme, string left, string right)
    {
        foreach (var version in (ReadOnlySpan<string>)[left, right])
            if (!IsVersion(scheme, version))
                return new Refusal("version-form", $"'{(version.Length > 60 ? version[..60] + "…" : version)}' is no {scheme} version",
                    "version", "Check the scheme, and that the version was copied whole.");
        return Math.Sign(Order(scheme, left, right));
    }

    /// <summary>True when the text is a version of the scheme.</summary>
    public static bool IsVersion(VersionScheme scheme, string text) => text.Length is > 0 and <= MaxLength && !text.Any(char.IsControl)
        && scheme switch
        {
            VersionScheme.SemVer or VersionScheme.Go or VersionScheme.NuGet => SemanticVersion.IsVersion(text),
            VersionScheme.Debian => DebianVersion.IsVersion(text),
            VersionScheme.RubyGems => RubyGemsVersion.IsVersion(text),
            VersionScheme.DateTime => Instant(text) is not null,
            _ => true,
        };

    internal static int Order(VersionScheme scheme, string left, string right) => scheme switch
    {
        VersionScheme.SemVer or VersionScheme.Go => SemanticVersion.Order(left, right, numbers: 3, StringComparison.Ordinal),
        VersionScheme.NuGet => SemanticVersion.Order(left, right, numbers: 4, StringComparison.OrdinalIgnoreCase),
        VersionScheme.Maven => MavenVersion.Order(left, right),
        VersionScheme.PyPI => PythonVersion.Of(left).CompareTo(PythonVersion.Of(right)),
        VersionScheme.Debian => DebianVersion.Order(left, right),
        VersionScheme.RubyGems => RubyGemsVersion.Order(left, right),
        VersionScheme.DateTime => Instant(left)!.Value.CompareTo(Instant(right)!.Value),
        _ => string.CompareOrdinal(left, right),
    };

    private static NodaTime.Instant? Instant(string text) =>
        OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } parsed
            && text.ToUpper(CultureInfo.InvariantCulture) == text ? parsed.Value.ToInstant() : null;
}
