using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Findings;

/// <summary>Where a finding sits, spelled so that two scanners spell it alike. A package has no version and no qualifiers: the next image
/// with a version that is still vulnerable has the same finding, with its acceptance and its clock.</summary>
public static class ComponentKey
{
    /// <summary>Words of scanners for the types of package URLs (purl-spec, PURL types).</summary>
    private static readonly ImmutableDictionary<string, string> types = new Dictionary<string, string>
    {
        ["debian"] = "deb", ["ubuntu"] = "deb", ["dpkg"] = "deb", ["alpine"] = "apk", ["wolfi"] = "apk", ["chainguard"] = "apk",
        ["redhat"] = "rpm", ["centos"] = "rpm", ["rocky"] = "rpm", ["alma"] = "rpm", ["amazon"] = "rpm", ["oracle"] = "rpm",
        ["suse"] = "rpm", ["opensuse"] = "rpm", ["fedora"] = "rpm", ["photon"] = "rpm", ["linux"] = "deb",
        ["pip"] = "pypi", ["pipenv"] = "pypi", ["poetry"] = "pypi", ["python"] = "pypi", ["python-pkg"] = "pypi", ["uv"] = "pypi",
        ["yarn"] = "npm", ["pnpm"] = "npm", ["node-pkg"] = "npm", ["javascript"] = "npm",
        ["java-archive"] = "maven", ["jar"] = "maven", ["pom"] = "maven", ["gradle"] = "maven", ["java"] = "maven", ["sbt"] = "maven",
        ["go"] = "golang", ["gomod"] = "golang", ["gomodules"] = "golang", ["go-module"] = "golang", ["gobinary"] = "golang",
        ["dotnet"] = "nuget", ["dotnet-core"] = "nuget", ["rubygems"] = "gem", ["bundler"] = "gem", ["gemspec"] = "gem",
        ["packagist"] = "composer", ["php-composer"] = "composer", ["crates.io"] = "cargo", ["rust"] = "cargo", ["rust-crate"] = "cargo",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The key: <c>pkg:npm/lodash</c>, <c>code:src/a.py#12</c>, <c>net:10.0.0.1:443</c>. Lower case for all but files.</summary>
    public static string Of(FindingPlace place) => place switch
    {
        FindingPlace.Package package => OfPackage(package),
        FindingPlace.Code { Fingerprint: "" } code => FormattableString.Invariant($"code:{code.File}#{code.Line}"),
        FindingPlace.Code code => $"code:{code.File}#{code.Fingerprint}",
        FindingPlace.Service service => FormattableString.Invariant(
            $"net:{service.Host}:{service.Port}{(service.Protocol == "udp" ? "/udp" : "")}"),
        _ => throw new InvalidOperationException("A place is a package, code or a service."),
    };

    /// <summary>The version that a package URL names; empty where it names none or is none.</summary>
    public static string VersionOf(string purl) =>
        PackageUrl.Parse(purl, isTolerant: true) is Outcome<PackageUrl>.Done { Value.Version: { } version } ? version : "";

    /// <summary>Namespaces of distributions say who built the package and are left out, as scanners differ there. What is no package URL is
    /// told by its name.</summary>
    private static string OfPackage(FindingPlace.Package package)
    {
        if (package.Purl != "" && PackageUrl.Parse(package.Purl, isTolerant: true) is Outcome<PackageUrl>.Done { Value: var url })
            return Spelled(url.Type,
                url.Namespace is null || url.Type is "deb" or "apk" or "rpm" ? url.Name : $"{url.Namespace}/{url.Name}");
        var word = package.Ecosystem.Split(':')[0].Trim().ToLowerInvariant();
        return Spelled(types.GetValueOrDefault(word, word), package.Name.Trim());
    }

    private static string Spelled(string type, string name)
    {
        var lower = name.ToLowerInvariant();
        return type switch
        {
            "pypi" => $"pkg:pypi/{lower.Replace('_', '-').Replace('.', '-')}",
            "maven" => $"pkg:maven/{lower.Replace(':', '/')}",
            _ => $"pkg:{type}/{lower}",
        };
    }
}
