using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>What each type of package URL adds (purl-spec's type definitions of 21 August 2026): whether it has a namespace and what has
/// no regard to case.</summary>
internal static partial class PackageTypes
{
    /// <summary>A type, then + where a namespace is needed, - where it is not allowed, ? where it may be; then what is in small letters: s
    /// namespace, n name, v version.</summary>
    private static readonly FrozenDictionary<string, string> rules = """
        alpm+sn apk+sn bazel- bitbucket+sn bitnami-n brew?sn cargo- chrome-extension-n cocoapods- composer+sn conan? conda- cpan? cran-
        deb+sn docker? gem- generic? git+sn github+sn golang+ hackage- hex?sn huggingface+v julia- luarocks?sn maven+ mlflow- npm?
        nuget- oci-nv opam- otp-n pub-n pypi-nv qpkg+s rpm+s swid? swift+ vcpkg- vscode-extension+snv yocto?s
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenDictionary(
            rule => rule[..rule.LastIndexOfAny(['+', '-', '?'])], rule => rule[rule.LastIndexOfAny(['+', '-', '?'])..]);

    /// <summary>What the type does not allow; null where all is well. A type that is not in the list allows everything.</summary>
    public static string? Check(PackageUrl url)
    {
        var space = rules.TryGetValue(url.Type, out var rule) ? rule[0] : '?';
        if (space == '+' && url.Namespace is null) return $"A package of type {url.Type} needs a namespace";
        if (space == '-' && url.Namespace is not null) return $"A package of type {url.Type} has no namespace";
        return url.Type switch
        {
            "chrome-extension" when !ExtensionName().IsMatch(url.Name.ToLowerInvariant()) => "An extension is 32 letters from a to p",
            "chrome-extension" when url.Version is { } version && !ExtensionVersion().IsMatch(version) =>
                "An extension's version is one to four numbers",
            "cpan" when url.Name.Contains("::", StringComparison.Ordinal) => "A distribution is named, not a module",
            "julia" when url.Qualifier("uuid") is null => "A Julia package is told apart by its uuid",
            "swid" when url.Qualifier("tag_id") is null => "A software identification tag has a tag_id",
            _ => null,
        };
    }

    /// <summary>The same with what the type does not tell apart written one way.</summary>
    public static PackageUrl Canonical(PackageUrl url)
    {
        var rule = rules.GetValueOrDefault(url.Type, "");
        string? Lower(string? text, char part) => rule.Contains(part, StringComparison.Ordinal) ? text?.ToLowerInvariant() : text;
        var name = Lower(url.Name, 'n')!;
        name = url.Type switch
        {
            "pypi" => name.Replace('_', '-'),
            "pub" => NoIdentifier().Replace(name, "_"),
            "mlflow" when url.Qualifier("repository_url")?.Contains("databricks", StringComparison.Ordinal) == true =>
                name.ToLowerInvariant(),
            _ => name,
        };
        return url with { Namespace = Lower(url.Namespace, 's'), Name = name, Version = Lower(url.Version, 'v') };
    }

    [GeneratedRegex("^[a-p]{32}$")]
    private static partial Regex ExtensionName();

    [GeneratedRegex(@"^\d+(\.\d+){0,3}$")]
    private static partial Regex ExtensionVersion();

    [GeneratedRegex("[^a-z0-9_]")]
    private static partial Regex NoIdentifier();
}
