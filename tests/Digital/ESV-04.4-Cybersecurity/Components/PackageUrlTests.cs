using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Components;

public class PackageUrlTests
{
    [Fact]
    public void Every_case_of_the_purl_suite_parses_builds_normalizes_or_fails_as_stated()
    {
        var tests = SharedFiles.Unpack("purl.tar.gz").Where(file => file.Key.Contains("/tests/", StringComparison.Ordinal))
            .SelectMany(file => JsonDocument.Parse(file.Value).RootElement.GetProperty("tests").EnumerateArray()).ToList();
        var wrong = tests.Select(test => (Test: test.ToString(), Fault: Fault(test))).Where(each => each.Fault is not null).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count}: {string.Join("\n", wrong.Take(15).Select(each => $"{each.Fault} {each.Test}"))}");
        Assert.Equal(586, tests.Count);
        Assert.Equal(54, tests.Count(MustFail));
    }

    [Theory]
    [InlineData("npm/left-pad@1.0", "purl-form")]
    [InlineData("pkg:npm", "purl-form")]
    [InlineData("pkg:3npm/left-pad", "purl-type")]
    [InlineData("pkg:npm/@1.0", "purl-name")]
    [InlineData("pkg:npm/left-pad?arch", "purl-qualifier")]
    [InlineData("pkg:npm/left-pad?a=1&a=2", "purl-qualifier")]
    [InlineData("pkg:npm/left-pad?A=1", "purl-qualifier")]
    [InlineData("pkg:maven/log4j-core", "purl-rule")]
    public void What_is_no_package_url_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.IsType<Outcome<PackageUrl>.Refused>(PackageUrl.Parse(text)).Refusal.Code);

    private static bool MustFail(JsonElement test) => test.TryGetProperty("expected_failure", out var fails) && fails.GetBoolean();

    private static string? Fault(JsonElement test)
    {
        var input = test.GetProperty("input");
        var kind = test.GetProperty("test_type").GetString();
        var outcome = kind == "build" ? Build(input) : PackageUrl.Parse(input.GetString()!, isTolerant: kind == "validate");
        if (MustFail(test)) return outcome is Outcome<PackageUrl>.Refused ? null : "taken";
        if (outcome is Outcome<PackageUrl>.Refused refused) return refused.Refusal.ToString();
        var (url, expected) = (outcome.OrThrow(), test.GetProperty("expected_output"));
        var isSame = kind == "parse" ? url.ToString() == Build(expected).OrThrow().ToString() && url.Name == Text(expected, "name")
            && url.Version == Text(expected, "version") && url.Namespace == Text(expected, "namespace")
            && url.Subpath == Text(expected, "subpath") : url.ToString() == expected.GetString();
        return isSame ? null : url.ToString();
    }

    private static Outcome<PackageUrl> Build(JsonElement parts) => PackageUrl.Build(Text(parts, "type"), Text(parts, "namespace"),
        Text(parts, "name"), Text(parts, "version"), parts.GetProperty("qualifiers") is { ValueKind: JsonValueKind.Object } qualifiers
            ? qualifiers.EnumerateObject().Select(each => KeyValuePair.Create(each.Name, each.Value.GetString()!)) : [],
        Text(parts, "subpath"));

    private static string? Text(JsonElement parts, string name) => parts.GetProperty(name).GetString();
}
