using System.Text.Json;
using Busbar.Digital.Cybersecurity.Versions;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Versions;

/// <summary>VERS' own suite of ranges.</summary>
public class VersRangeTests
{
    /// <summary>Where the suite departs from node-semver's published grammar, each with a version that the grammar takes in and the
    /// suite's range does not; we keep to the grammar.</summary>
    private static readonly Dictionary<string, string> departures = new()
    {
        [">= 2.2.x"] = "3.0.0", [">= 1.x"] = "2.0.0", ["2.1 || 2.6"] = "2.1.1", ["<= 1.0"] = "1.0.1", ["<=2.1 >=1.1"] = "2.1.1",
    };

    /// <summary>Where the suite's text names a version twice, which VERS does not allow; ours holds the same versions.</summary>
    private static readonly string[] twice =
        [">= 0.2.0 <= 0.9.6 || ~0.8.0-pre", "^2.0.18 || ^3.0.16 || ^3.1.6 || ^4.0.8 || ^5.0.0-beta.5"];

    [Theory]
    [InlineData("npm", 491)]
    [InlineData("pypi", 3)]
    [InlineData("nuget", 1)]
    [InlineData("gem", 1)]
    public void Native_ranges_become_vers(string ecosystem, int count)
    {
        var tests = Tests($"{ecosystem}_range_from_native");
        var wrong = tests.Select(test => (Native: test.GetProperty("input").GetProperty("native_range").GetString()!,
                Expected: test.GetProperty("expected_output").GetString()))
            .Where(test => !departures.ContainsKey(test.Native) && !twice.Contains(test.Native))
            .Select(test => (test.Native, test.Expected, Ours: ReadNativeRange.Run(ecosystem, test.Native) switch
            {
                Outcome<VersRange>.Done done => done.Value.ToString(),
                Outcome<VersRange>.Refused refused => refused.Refusal.Code,
                _ => "",
            })).Where(test => test.Expected != test.Ours).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count}: {string.Join("; ", wrong.Take(20))}");
        Assert.Equal(count, tests.Count);
    }

    [Fact]
    public void Of_the_seven_npm_ranges_that_differ_five_leave_out_a_version_and_two_name_one_twice()
    {
        var tests = Tests("npm_range_from_native").ToDictionary(test => test.GetProperty("input").GetProperty("native_range").GetString()!,
            test => ParseRange.Run(test.GetProperty("expected_output").GetString()!, inAnyOrder: true).OrThrow());
        foreach (var (native, version) in departures)
        {
            Assert.True(ReadNativeRange.Run("npm", native).OrThrow().Contains(version), native);
            Assert.False(tests[native].Contains(version), native);
        }
        foreach (var native in twice)
        {
            var (ours, suites) = (ReadNativeRange.Run("npm", native).OrThrow(), tests[native]);
            Assert.True(suites.Constraints.Select(each => each.Version).Distinct().Count() < suites.Constraints.Length, native);
            foreach (var version in from major in Enumerable.Range(0, 7) from minor in Enumerable.Range(0, 12) from patch in
                Enumerable.Range(0, 22) select $"{major}.{minor}.{patch}")
                Assert.True(ours.Contains(version) == suites.Contains(version), $"{native} {version}");
        }
    }

    /// <summary>Each version of a grid lies in a range of alternatives when it lies in one of them.</summary>
    [Theory]
    [InlineData(">=0.2.0 <=0.9.6 || ~0.8.0")]
    [InlineData("<2.0.0 || >=1.0.0 <3.0.0")]
    [InlineData(">=1.0.0 || >=2.0.0 <3.0.0")]
    [InlineData("1.0.0 || ^1.0.0 || 0.2.3")]
    [InlineData("<1.0.0 || <2.0.0 || 3.0.0")]
    [InlineData("1.0.x || 1.1.x || 2.0.0")]
    [InlineData("<2.0.0 || >=1.0.0")]
    [InlineData(">1.0.0 <=2.0.0 || >=2.0.0 <3.0.0")]
    public void A_range_of_alternatives_holds_what_any_of_them_holds(string native)
    {
        var (whole, parts) = (ReadNativeRange.Run("npm", native).OrThrow(), native.Split("||").Select(part =>
            ReadNativeRange.Run("npm", part.Trim()).OrThrow()).ToList());
        foreach (var version in from major in Enumerable.Range(0, 4) from minor in Enumerable.Range(0, 10) from patch in
            Enumerable.Range(0, 8) select $"{major}.{minor}.{patch}")
            Assert.True(whole.Contains(version) == parts.Exists(part => part.Contains(version)), $"{whole} {version}");
    }

    [Theory]
    [InlineData("npm", ">2.0.0 <1.0.0 || 1.1.1", "vers:npm/1.1.1")]
    [InlineData("npm", "<2.0.0 || >=1.0.0", "vers:npm/*")]
    [InlineData("pypi", ">=1.0,<2.0,!=1.5", "vers:pypi/>=1.0|!=1.5|<2.0")]
    [InlineData("pypi", ">=1.0,<2.0", "vers:pypi/>=1.0|<2.0")]
    [InlineData("gem", ">= 1.0, < 2.0", "vers:gem/>=1.0|<2.0")]
    public void Bounds_of_one_alternative_all_hold(string ecosystem, string native, string range) =>
        Assert.Equal(range, ReadNativeRange.Run(ecosystem, native).OrThrow().ToString());

    [Theory]
    [InlineData(">= 2.2.x", "vers:npm/>=2.2.0")]
    [InlineData("2.1 || 2.6", "vers:npm/>=2.1.0|<2.2.0|>=2.6.0|<2.7.0")]
    [InlineData("<= 1.0", "vers:npm/<1.1.0")]
    [InlineData("^5.0.0-beta.5", "vers:npm/>=5.0.0-beta.5|<6.0.0")]
    [InlineData("~0.8.0-pre", "vers:npm/>=0.8.0-pre|<0.9.0")]
    [InlineData("1.2.3 - 2.3", "vers:npm/>=1.2.3|<2.4.0")]
    [InlineData("^0.0.3", "vers:npm/>=0.0.3|<0.0.4")]
    [InlineData(">1.2", "vers:npm/>=1.3.0")]
    public void Where_the_suite_departs_node_semvers_readme_is_kept(string native, string range) =>
        Assert.Equal(range, ReadNativeRange.Run("npm", native).OrThrow().ToString());

    [Fact]
    public void Containment_is_as_the_suite_says()
    {
        var tests = Tests("range_containment");
        foreach (var test in tests)
        {
            var input = test.GetProperty("input");
            var range = ParseRange.Run(input.GetProperty("vers").GetString()!, inAnyOrder: true).OrThrow();
            Assert.True(test.GetProperty("expected_output").GetBoolean() == range.Contains(input.GetProperty("version").GetString()!),
                input.ToString());
        }
        Assert.Equal(11, tests.Count);
    }

    [Fact]
    public void Validation_gives_the_canonical_text()
    {
        var tests = Tests("range_validate");
        foreach (var test in tests)
            Assert.Equal(test.GetProperty("expected_output").GetString(),
                ParseRange.Run(test.GetProperty("input").GetString()!, inAnyOrder: true).OrThrow().ToString());
        Assert.Equal(19, tests.Count);
    }

    [Fact]
    public void Canonical_ranges_are_read_and_others_refused()
    {
        var tests = Tests("vers_canonical_parse");
        foreach (var test in tests)
        {
            var outcome = ParseRange.Run(test.GetProperty("input").GetString()!);
            if (test.TryGetProperty("expected_failure", out var failure) && failure.GetBoolean())
            {
                Assert.True(outcome is Outcome<VersRange>.Refused, test.ToString());
                continue;
            }
            var expected = test.GetProperty("expected_output").GetProperty("version_constraints").EnumerateArray()
                .Select(each => new VersConstraint(each[0].GetString()!, each[1].GetString()!));
            Assert.Equal(expected, outcome.OrThrow().Constraints);
        }
        Assert.Equal(12, tests.Count);
    }

    [Theory]
    [InlineData("vers:npm", "range-form")]
    [InlineData("vers:npm/*|1.0.0", "range-form")]
    [InlineData("vers:npm/>=", "range-form")]
    [InlineData("vers:npm/>=latest", "range-form")]
    [InlineData("vers:npm/>=2.0.0|<1.0.0", "range-order")]
    [InlineData("vers:conan/1.0", "unknown-scheme")]
    public void What_is_no_range_is_refused(string range, string code) =>
        Assert.Equal(code, Assert.IsType<Outcome<VersRange>.Refused>(ParseRange.Run(range)).Refusal.Code);

    [Theory]
    [InlineData("nuget", "[1.0", "range-form")]
    [InlineData("npm", "latest", "range-form")]
    [InlineData("npm", ">2.0.0 <1.0.0", "range-form")]
    [InlineData("npm", ">1.0.0 <1.0.0 || >2.0.0 <=1.0.0", "range-form")]
    [InlineData("maven", "[1.0,2.0)", "range-form")]
    [InlineData("nginx", "0.8.40+", "unknown-scheme")]
    [InlineData("openssl", "3.0.1", "unknown-scheme")]
    [InlineData("conan", "~2.5", "unknown-scheme")]
    public void What_is_no_native_range_is_refused(string ecosystem, string range, string code) =>
        Assert.Equal(code, Assert.IsType<Outcome<VersRange>.Refused>(ReadNativeRange.Run(ecosystem, range)).Refusal.Code);

    private static List<JsonElement> Tests(string file) => [.. SharedFiles.Unpack("vers.tar.gz")
        .Where(each => Path.GetFileName(each.Key) is var name && (name == $"{file}_test.json" || name.EndsWith($"_{file}_test.json",
            StringComparison.Ordinal)))
        .SelectMany(each => JsonDocument.Parse(each.Value).RootElement.GetProperty("tests").EnumerateArray())];
}
