using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Cybersecurity.Scoring;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Advisories;

/// <summary>Computes an advisory's scores anew: CSAF 2.0 and 2.1, mandatory tests 6.1.8 to 6.1.10.</summary>
public static class ReviewAdvisory
{
    private const string Kept = "read; our own score counts";

    /// <summary>Findings of severity error: <c>csaf-6.1.8</c> a vector that is none or of another version,
    /// <c>csaf-6.1.9</c> a score or severity that is not the vector's, <c>csaf-6.1.10</c> a property that is not the vector's.</summary>
    public static ImmutableArray<Finding> Run(Advisory advisory) =>
        [.. advisory.Vulnerabilities.SelectMany(each => each.Scores).SelectMany(Findings)];

    private static IEnumerable<Finding> Findings(AdvisoryScore score)
    {
        if (ParseVector.Run(score.Vector) is not Outcome<CvssVector>.Done { Value: var vector })
        {
            yield return new("csaf-6.1.8", Severity.Error, $"'{score.Vector}' is no CVSS vector", score.Where, Kept);
            yield break;
        }

        if (score.Version != VersionOf(vector.Version))
            yield return new("csaf-6.1.8", Severity.Error, $"The vector is of version {VersionOf(vector.Version)}, not {score.Version}",
                score.Where, Kept);
        var scores = ScoreVector.Run(vector);
        if (decimal.Parse(score.BaseScore, NumberStyles.Float, CultureInfo.InvariantCulture) != scores.Base)
            yield return new("csaf-6.1.9", Severity.Error, $"The base score is {scores.Base}, published is {score.BaseScore}", score.Where,
                Kept);
        var severity = (scores with { FinalTenths = scores.BaseTenths }).Severity;
        if (score.BaseSeverity is { } published && !published.Equals(severity.ToString(), StringComparison.OrdinalIgnoreCase))
            yield return new("csaf-6.1.9", Severity.Error, $"The severity is {severity}, published is {published}", score.Where, Kept);
        foreach (var (name, value) in new[] { ("temporalScore", scores.Temporal), ("environmentalScore", scores.Environmental) })
            if (score.Properties.TryGetValue(name, out var text)
                && decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) != value)
                yield return new("csaf-6.1.9", Severity.Error, $"The {name} is {value}, published is {text}", score.Where, Kept);
        foreach (var (name, text) in score.Properties)
            if (CvssProperties.Metric(vector.Version, name) is { } metric && vector.Value(metric) is var stated
                && !CvssProperties.Says(text, stated))
                yield return new("csaf-6.1.10", Severity.Error, $"The property {name} is {text}, the vector says {metric}:{stated}",
                    score.Where, Kept);
    }

    private static string VersionOf(CvssVersion version) => version switch
    {
        CvssVersion.V2 => "2.0", CvssVersion.V30 => "3.0", CvssVersion.V31 => "3.1", _ => "4.0",
    };
}
