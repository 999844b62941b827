using System.Text.Json;
using Busbar.Digital.Cybersecurity.Advisories;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Advisories;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Advisories;

/// <summary>OASIS' own documents for the CSAF validator.</summary>
public class CsafTests
{
    /// <summary>Documents that the suite passes for one test and that break another mandatory one: a hash algorithm or a product twice,
    /// revisions that lack one, a base score that is the temporal one, package URLs that the type does not allow.</summary>
    private static readonly string[] broken20 = ["2_0-2021-6-2-08-02", "2_0-2021-6-2-09-02"];

    private static readonly string[] broken21 =
    [
        "2_1-2024-6-1-10-13", "2_1-2024-6-1-27-13-16", "2_1-2024-6-1-50-14", "2_1-2024-6-1-50-15", "2_1-2024-6-2-08-02",
        "2_1-2024-6-2-09-02", "2_1-2024-6-2-19-19", "2_1-2024-6-2-21-02", "2_1-2024-6-2-42-02",
    ];

    /// <summary>6.1.11 needs the whole list of weaknesses by name.</summary>
    [Fact]
    public void Version_2_0_documents_pass_and_fail_as_stated() => Check("2.0", ["6.1.11"], broken20, 87);

    /// <summary>2.1's tests that are not offered, by section.</summary>
    [Fact]
    public void Version_2_1_documents_pass_and_fail_as_stated() => Check("2.1", ["6.1.11", "6.1.27.8", "6.1.27.13",
        "6.1.46", "6.1.47", "6.1.48", "6.1.50", "6.1.54", "6.1.55", "6.1.56", "6.1.57", "6.1.58", "6.1.59", "6.1.60.1", "6.1.60.2",
        "6.1.60.3", "6.1.61"], broken21, 263);

    [Fact]
    public void Cisas_679_energy_advisories_are_all_read_and_their_scores_are_their_vectors()
    {
        var outcomes = SharedFiles.Unpack("../datasets/cisa_csaf_ot_energy_679.tar.gz").Where(file => file.Key.EndsWith(".json",
            StringComparison.Ordinal)).Select(file => Faults(file.Key, file.Value)).ToList();
        Assert.Equal(679, outcomes.Count);
        Assert.All(outcomes, Assert.Null);
    }

    [Theory]
    [InlineData("""{"document":{"csaf_version":"1.2"}}""", "advisory-version")]
    [InlineData("""{"document":{"csaf_version":"2.0"}}""", "bad-advisory")]
    [InlineData("{}", "advisory-format")]
    [InlineData("[", "not-json")]
    public void What_is_no_advisory_is_refused(string text, string code) => Assert.Equal(code, Assert.IsType<Outcome<Advisory>.Refused>(
        ReadAdvisory.Run(new("advisory.json", System.Text.Encoding.UTF8.GetBytes(text)))).Refusal.Code);

    [Theory]
    [InlineData("3.1", "CVSS:3.1/AV:N", "9.8", "csaf-6.1.8")]
    [InlineData("3.0", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "9.8", "csaf-6.1.8")]
    [InlineData("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "9.7", "csaf-6.1.9")]
    [InlineData("3.1", "CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "8.4", "csaf-6.1.10")]
    public void A_score_that_is_not_its_vectors_is_found(string version, string vector, string score, string code)
    {
        AdvisoryScore published = new(version, vector, score, null,
            System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("attackVector", "NETWORK"), "a.json:1");
        var advisory = new Advisory("A", "a", "b", "csaf_base", "CSAF 2.0", NodaTime.Instant.FromUnixTimeSeconds(0), [],
            [new("CVE-2026-1", "", [published], [], false, false)]);
        Assert.Equal(code, Assert.Single(ReviewAdvisory.Run(advisory)).Code);
    }

    private static void Check(string version, string[] missing, string[] broken, int failing)
    {
        var files = SharedFiles.Unpack("csaf.tar.gz");
        var folder = $"csaf/csaf_{version}/test/validator/data/";
        var (wrong, failed, notOffered) = (new List<string>(), 0, new List<string>());
        foreach (var test in JsonDocument.Parse(files[folder + "testcases.json"]).RootElement.GetProperty("tests").EnumerateArray())
            foreach (var each in new[] { "failures", "valid" }.SelectMany(kind => test.TryGetProperty(kind, out var list)
                ? list.EnumerateArray() : default))
            {
                var (id, name) = (test.GetProperty("id").GetString()!, each.GetProperty("name").GetString()!);
                var faults = Faults(name, files[folder + name]);
                var isValid = each.GetProperty("valid").GetBoolean();
                if (!isValid) failed++;
                if (isValid && faults is not null && !broken.Any(each => name.Contains(each,
                    StringComparison.Ordinal))) wrong.Add($"{name} must pass: {faults}");
                else if (!isValid && faults is null && missing.Contains(id)) notOffered.Add(id);
                else if (!isValid && faults is null) wrong.Add($"{name} must fail by {id}");
            }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of which {wrong.Count(each => each.Contains("must pass", StringComparison.Ordinal))}"
            + $" must pass\n{string.Join('\n', wrong.Order().Take(270))}");
        Assert.Equal(missing, notOffered.Distinct());
        Assert.Equal(failing, failed);
    }

    private static string? Faults(string name, byte[] text)
    {
        var outcome = ReadAdvisory.Run(new(Path.GetFileName(name), text));
        if (outcome is Outcome<Advisory>.Refused refused) return refused.Refusal.ToString();
        var findings = ReviewAdvisory.Run(outcome.OrThrow());
        return findings.IsEmpty ? null : string.Join("; ", findings.Select(each => $"{each.What} [{each.Code}]"));
    }
}
