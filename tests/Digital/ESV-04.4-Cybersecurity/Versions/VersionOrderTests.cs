using System.Text.Json;
using Busbar.Digital.Cybersecurity.Versions;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Versions;

/// <summary>OSV's and VERS' published comparisons, by ecosystem.</summary>
public class VersionOrderTests
{
    [Theory]
    [InlineData("semver", 86)]
    [InlineData("nuget", 35)]
    [InlineData("maven", 14_854)]
    [InlineData("pypi", 12_412)]
    [InlineData("debian", 14_472)]
    [InlineData("rubygems", 4_123)]
    public void Every_comparison_that_osv_publishes_for_an_ecosystem_holds(string ecosystem, int count)
    {
        var lines = SharedFiles.Unpack("osv_semver.tar.gz").Where(file => Path.GetFileName(file.Key).StartsWith(ecosystem + "-versions",
                StringComparison.Ordinal)).SelectMany(file => SharedFiles.Lines(file.Value)).Where(line => line[0] is not '#' and not '/')
            .ToList();
        var scheme = CompareVersions.SchemeOf(ecosystem).OrThrow();
        var wrong = lines.Where(line => line.Split(' ') is var parts && (parts.Length != 3
            || CompareVersions.Run(scheme, parts[0], parts[2]).OrThrow() != "<=>".IndexOf(parts[1], StringComparison.Ordinal) - 1)).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {lines.Count}: {string.Join("; ", wrong.Take(12))}");
        Assert.Equal(count, lines.Count);
    }

    [Theory]
    [InlineData("maven", 977)]
    [InlineData("nuget", 33)]
    [InlineData("datetime", 7)]
    [InlineData("lexicographic", 8)]
    public void Every_comparison_of_the_vers_suite_holds(string scheme, int count)
    {
        var tests = SharedFiles.Unpack("vers.tar.gz").Where(file => file.Key.Contains($"/{scheme}_version_cmp", StringComparison.Ordinal)
                || file.Key.EndsWith($"/{scheme}-test.json", StringComparison.Ordinal))
            .SelectMany(file => JsonDocument.Parse(file.Value).RootElement.GetProperty("tests").EnumerateArray()).ToList();
        var order = CompareVersions.SchemeOf(scheme).OrThrow();
        var wrong = tests.Where(test =>
        {
            var versions = test.GetProperty("input").GetProperty("versions").EnumerateArray().Select(each => each.GetString()!).ToList();
            var expected = test.GetProperty("expected_output");
            if (expected.ValueKind != JsonValueKind.Array)
                return CompareVersions.Run(order, versions[0], versions[1]).OrThrow() == 0 != expected.GetBoolean();
            versions.Sort((left, right) => CompareVersions.Run(order, left, right).OrThrow());
            return !versions.SequenceEqual(expected.EnumerateArray().Select(each => each.GetString()!), StringComparer.OrdinalIgnoreCase);
        }).Select(test => test.GetProperty("input").ToString()).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {tests.Count}: {string.Join("; ", wrong.Take(12))}");
        Assert.Equal(count, tests.Count);
    }

    [Theory]
    [InlineData("alpine")]
    [InlineData("alpm")]
    [InlineData("conan")]
    [InlineData("cran")]
    [InlineData("gentoo")]
    [InlineData("hackage")]
    [InlineData("openssl")]
    [InlineData("packagist")]
    [InlineData("pub")]
    [InlineData("redhat")]
    public void Ecosystems_that_are_not_offered_are_refused_by_name(string ecosystem)
    {
        var refusal = Assert.IsType<Outcome<VersionScheme>.Refused>(CompareVersions.SchemeOf(ecosystem)).Refusal;
        Assert.Equal("unknown-scheme", refusal.Code);
        Assert.Contains(ecosystem, refusal.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("npm", "latest")]
    [InlineData("npm", "")]
    [InlineData("go", "main")]
    [InlineData("deb", "a:1.0")]
    [InlineData("gem", "1_0")]
    [InlineData("datetime", "2024-01-01")]
    [InlineData("pypi", "1.0\u00001")]
    public void What_is_no_version_of_its_scheme_is_refused(string scheme, string version) => Assert.Equal("version-form",
        Assert.IsType<Outcome<int>.Refused>(CompareVersions.Run(CompareVersions.SchemeOf(scheme).OrThrow(), version, version)).Refusal
            .Code);

    [Theory]
    [InlineData("v1.2.3", "v1.2.3+incompatible", 0)]
    [InlineData("v0.0.0-20170915032832-14c0d48ead0c", "v0.0.0-20180228063142-5a13fdfb6a1b", -1)]
    [InlineData("v1.10.0", "v1.9.0", 1)]
    public void Go_orders_pseudo_versions_by_their_time_and_ignores_incompatible(string left, string right, int order) =>
        Assert.Equal(order, CompareVersions.Run(VersionScheme.Go, left, right).OrThrow());
}
