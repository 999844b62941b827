using System.Globalization;
using System.Text.Json;
using Busbar.Digital.Cybersecurity.Scoring;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Scoring;

/// <summary>FIRST's and Red Hat's published vectors.</summary>
public class CvssVectorsTests
{
    [Fact]
    public void Every_reference_vector_of_version_4_scores_or_is_refused_as_first_says_with_its_rounding_corrected()
    {
        var corrected = Json("vectors/cvss/v40_rounding_corrections_157.json")
            .ToDictionary(each => each.GetProperty("vector").GetString()!, each => each.GetProperty("score").GetDecimal());
        Assert.Equal(157, corrected.Count);
        var (valid, refused, changed) = (0, new Dictionary<string, int>(), 0);
        foreach (var each in Json("vectors/cvss/first_v40_reference_66298.json.gz"))
        {
            var vector = each.GetProperty("vector").GetString()!;
            if (!each.GetProperty("valid").GetBoolean())
            {
                var code = Assert.IsType<Outcome<CvssVector>.Refused>(ParseVector.Run(vector)).Refusal.Code;
                refused[code] = refused.GetValueOrDefault(code) + 1;
                continue;
            }
            var published = each.GetProperty("score").GetDecimal();
            if (corrected.TryGetValue(vector, out var score)) changed++;
            else score = published;
            var scores = Score(vector);
            Assert.True(scores.Final == score, $"{vector} is {scores.Final}, not {score}");
            if (score == published) Assert.Equal(each.GetProperty("severity").GetString(), scores.Severity.ToString().ToUpperInvariant());
            valid++;
        }
        Assert.Equal((41_270, 25_028, 159), (valid, refused.Values.Sum(), changed));
    }

    [Theory]
    [InlineData("simple2", 729)]
    [InlineData("simple3", 2_592)]
    [InlineData("simple31", 2_592)]
    [InlineData("simple4", 1_058)]
    [InlineData("security4", 54)]
    [InlineData("threat4", 6)]
    [InlineData("supplemental4", 576)]
    [InlineData("calculator2", 5)]
    [InlineData("calculator3", 2)]
    [InlineData("cvsslib2", 24)]
    [InlineData("cvsslib3", 29)]
    public void Red_hats_vectors_have_their_base_temporal_and_environmental_scores(string file, int count)
    {
        var lines = SharedFiles.Lines(SharedFiles.Unpack("cvss/redhat_cvss_3.6_vectors.tar.gz")[$"tests/vectors_{file}"]);
        foreach (var line in lines)
        {
            var (vector, expected) = (line.Split(" - ")[0], line.Split(" - ")[1].Trim('(', ')').Split(',', StringSplitOptions.TrimEntries));
            var scores = Score(vector);
            decimal[] ours = expected.Length < 3 ? [scores.Final] : [scores.Base, scores.Temporal, scores.Environmental];
            for (var i = 0; i < ours.Length; i++)
                if (expected[i] != "None")
                    Assert.True(ours[i] == decimal.Parse(expected[i], CultureInfo.InvariantCulture), $"{line}: {ours[i]}");
        }
        Assert.Equal(count, lines.Length);
    }

    [Theory]
    [InlineData("v20-complete", 4)]
    [InlineData("v30-complete", 2)]
    [InlineData("v31-complete", 2)]
    public void Firsts_worked_examples_have_all_their_scores(string file, int count)
    {
        var examples = Json($"vectors/cvss/{file}.json");
        foreach (var each in examples)
        {
            decimal Of(string name) => each.GetProperty(name).GetDecimal();
            var scores = Score(each.GetProperty("vector").GetString()!);
            Assert.Equal((Of("base"), Of("temporal"), Of("environmental"), Of("final")),
                (scores.Base, scores.Temporal, scores.Environmental, scores.Final));
        }
        Assert.Equal(count, examples.Length);
    }

    [Fact]
    public void Firsts_base_examples_of_3_1_have_their_severity()
    {
        foreach (var each in Json("vectors/cvss/v31-base.json"))
        {
            var scores = Score(each.GetProperty("vector").GetString()!);
            Assert.Equal((each.GetProperty("score").GetDecimal(), each.GetProperty("severity").GetString()),
                (scores.Final, scores.Severity.ToString().ToUpperInvariant()));
        }
    }

    /// <summary>219 published "base scores" are another: temporal, environmental (of 3.1's other exponent), or none of the vector's.</summary>
    [Fact]
    public void Of_2798_published_base_scores_178_are_temporal_23_environmental_and_18_belong_to_no_score_of_their_vector()
    {
        var rows = SharedFiles.Lines("vectors/cvss/real_world_cve_cvss_pairs_2798.csv.gz").Skip(1).Select(line => line.Split(','))
            .ToLookup(row => ComparePublishedScore.Run(ParseVector.Run(row[1]).OrThrow(), decimal.Parse(row[2],
                CultureInfo.InvariantCulture)), row => row[5]);
        Assert.Equal((2_579, 178, 23), (rows[PublishedScore.Base].Count(), rows[PublishedScore.Temporal].Count(),
            rows[PublishedScore.Environmental].Count()));
        Assert.Equal("""
            CVE-2022-46647 CVE-2023-36860 CVE-2023-3932 CVE-2023-44154 CVE-2024-0095 CVE-2024-20275 CVE-2024-20848 CVE-2024-28568
            CVE-2024-33509 CVE-2024-36989 CVE-2024-36995 CVE-2024-36997 CVE-2024-45323 CVE-2024-46902 CVE-2024-9798 CVE-2024-24552
            CVE-2024-38863 CVE-2024-8642
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(), rows[PublishedScore.Wrong].Order());
    }

    private static CvssScores Score(string vector) => ScoreVector.Run(ParseVector.Run(vector).OrThrow());

    private static JsonElement[] Json(string path) => [.. JsonDocument.Parse(SharedFiles.Read(path)).RootElement.EnumerateArray()];
}
