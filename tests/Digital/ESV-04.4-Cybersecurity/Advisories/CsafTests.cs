using System.Text.Json;
using Busbar.Digital.Cybersecurity.Advisories;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Advisories;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Advisories;

/// <summary>OASIS' own documents for the CSAF validator.</summary>
public class CsafTests
{
    /// <summary>Documents that the suite passes for one test and that break another mandatory one, by its section: a hash algorithm or a
    /// product defined twice, revisions whose numbers and dates are not in one order, package URLs of one product with other names, a base
    /// score that is the temporal one or none of its vector's, a version of a decision point that SSVC does not list, its values turned
    /// round, the namespace that is valid nowhere.</summary>
    private static readonly (string Name, string Breaks)[] broken20 = [("6-2-08-02", "6.1.25"), ("6-2-09-02", "6.1.25")];

    private static readonly (string Name, string Breaks)[] broken21 =
    [
        ("6-1-10-13", "6.1.9"), ("6-1-27-13-16", "6.1.2"), ("6-1-48-16", "6.1.48"), ("6-1-48-19", "6.1.48"), ("6-1-50-14", "6.1.2"),
        ("6-1-50-15", "6.1.2"), ("6-2-08-02", "6.1.25"), ("6-2-09-02", "6.1.25"), ("6-2-19-19", "6.1.9"), ("6-2-21-02", "6.1.14"),
        ("6-2-34-03", "6.1.48"), ("6-2-42-02", "6.1.42"),
    ];

    /// <summary>Tests that the document's shape is already: of a CVSS, a date, SSVC, an extension.</summary>
    private static readonly string[] byShape = ["6.1.8", "6.1.37", "6.1.46", "6.1.60.1"];

    /// <summary>6.1.11 needs the whole list of weaknesses by name.</summary>
    [Fact]
    public void Version_2_0_documents_pass_and_fail_as_stated() => Check("2.0", ["6.1.11"], broken20, 87);

    /// <summary>6.1.60.2 and 6.1.60.3 need an extension's own schema from elsewhere.</summary>
    [Fact]
    public void Version_2_1_documents_pass_and_fail_as_stated() =>
        Check("2.1", ["6.1.11", "6.1.60.2", "6.1.60.3"], broken21, 263);

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

    private static void Check(string version, string[] missing, (string Name, string Breaks)[] broken, int failing)
    {
        var files = SharedFiles.Unpack("csaf.tar.gz");
        var folder = $"csaf/csaf_{version}/test/validator/data/";
        var (wrong, failed, notOffered, otherwise) = (new List<string>(), 0, new List<string>(), new List<string>());
        foreach (var test in JsonDocument.Parse(files[folder + "testcases.json"]).RootElement.GetProperty("tests").EnumerateArray())
            foreach (var each in new[] { "failures", "valid" }.SelectMany(kind => test.TryGetProperty(kind, out var list)
                ? list.EnumerateArray() : default))
            {
                var (id, name) = (test.GetProperty("id").GetString()!, each.GetProperty("name").GetString()!);
                var faults = Faults(name, files[folder + name]);
                var isValid = each.GetProperty("valid").GetBoolean();
                if (!isValid) failed++;
                var breaks = broken.FirstOrDefault(each => name.EndsWith($"{each.Name}.json", StringComparison.Ordinal)).Breaks;
                if (isValid && !(faults is null ? breaks is null : breaks is not null && (faults.Contains($"{breaks}:",
                    StringComparison.Ordinal) || faults.Contains($"csaf-{breaks}]", StringComparison.Ordinal))))
                    wrong.Add($"{name} must pass: {faults}");
                else if (!isValid && faults is null && missing.Contains(id)) notOffered.Add(id);
                else if (!isValid && faults is null) wrong.Add($"{name} must fail by {id}");
                else if (!isValid && !faults!.Contains($"{id}:", StringComparison.Ordinal) && !faults.Contains($"csaf-{id}]",
                    StringComparison.Ordinal) && !byShape.Contains(id) && id.StartsWith("6.1", StringComparison.Ordinal))
                    otherwise.Add(name[^12..^5]);
            }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of which {wrong.Count(each => each.Contains("must pass", StringComparison.Ordinal))}"
            + $" must pass\n{string.Join('\n', wrong.Order().Take(270))}");
        Assert.Equal(version == "2.0" ? [] : ["1-07-06", "1-14-32"], otherwise);
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
