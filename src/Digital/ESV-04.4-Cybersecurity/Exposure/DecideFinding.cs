using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Decisions;
using Busbar.Digital.Cybersecurity.Findings;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Digital.Cybersecurity.Exposure;

/// <summary>What a finding is decided from.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Item">The asset on the service map: its exposure and how much hangs on it.</param>
/// <param name="Points">Published decision points by CVE; may be empty.</param>
/// <param name="KnownExploited">CVEs in the catalogue of known exploited ones.</param>
public sealed record FindingQuestion(
    SecurityFinding Finding, ConfigurationItem Item, ImmutableDictionary<string, SsvcPoints> Points,
    ImmutableHashSet<string> KnownExploited)
{
    /// <summary>Estimates of exploitation by CVE; may be empty.</summary>
    public ImmutableDictionary<string, ExploitScore> Predictions { get; init; } = ImmutableDictionary<string, ExploitScore>.Empty;
}

/// <summary>A finding's decision.</summary>
/// <param name="Term">How long the decision gives.</param>
/// <param name="Priority">CERT/CC's deployer tree.</param>
/// <param name="NeedsForensics">Look for signs of compromise as well.</param>
/// <param name="Basis">Where the points come from: <c>published</c>, or our estimate by <c>vector</c> or <c>severity</c>.</param>
/// <param name="Prediction">The highest estimate of exploitation among its CVEs; null where there is none. It orders what is due on one
/// day and decides nothing: a high estimate is no exploitation seen.</param>
public sealed record FindingDecision(RemedyTerm Term, string Priority, bool NeedsForensics, string Basis, ExploitScore? Prediction);

/// <summary>Decides a finding by BOD 26-04's table and the asset's exposure. Where nobody published the points they are estimated, and the
/// decision says so: automatable when the CVSS vector needs neither privileges nor a user nor luck over the network, total when it takes
/// all three of confidentiality, integrity and availability; without a vector, total from stated high up and not automatable.</summary>
public static class DecideFinding
{
    private const int CriticalDays = 3;

    /// <summary>The decision. Of several CVEs the one that is decided shortest.</summary>
    public static FindingDecision Run(FindingQuestion question)
    {
        var finding = question.Finding;
        var cves = finding.Aliases.Concat(finding.Covers).Where(name => name.StartsWith("CVE-", StringComparison.Ordinal)).ToArray();
        var published = cves.Where(question.Points.ContainsKey).Select(cve => Decide(question, question.Points[cve],
            question.KnownExploited.Contains(cve), "published")).ToArray();
        var decision = published.Length > 0
            ? published.MinBy(each => (each.Term.Days ?? int.MaxValue, !each.NeedsForensics))!
            : Decide(question, Estimate(finding), cves.Any(question.KnownExploited.Contains), finding.Vector == "" ? "severity" : "vector");
        return decision with
        {
            Prediction = cves.Select(cve => question.Predictions.GetValueOrDefault(cve)).MaxBy(each => each?.Probability),
        };
    }

    private static FindingDecision Decide(FindingQuestion question, SsvcPoints points, bool isExploited, string basis)
    {
        var item = question.Item;
        var decision = DecideRemediation.Run(new(points, isExploited, item.Exposure == NetworkExposure.Public,
            item.Exposure switch
            {
                NetworkExposure.Public => SystemExposure.Open,
                NetworkExposure.Internal => SystemExposure.Controlled,
                _ => SystemExposure.Small,
            },
            item.Criticality switch
            {
                Criticality.Vital => HumanImpact.VeryHigh,
                Criticality.High => HumanImpact.High,
                Criticality.Medium => HumanImpact.Medium,
                _ => HumanImpact.Low,
            }, default));
        var words = decision.Days is { } days ? FormattableString.Invariant($"{days}-days") : "next-upgrade";
        return new(new(decision.NeedsForensics ? $"{words}-forensics" : words, decision.Days, decision.Days <= CriticalDays),
            decision.Priority, decision.NeedsForensics, basis, Prediction: null);
    }

    private static SsvcPoints Estimate(SecurityFinding finding)
    {
        var metrics = finding.Vector.Split('/').ToHashSet(StringComparer.Ordinal);
        bool Has(params ReadOnlySpan<string> wanted)
        {
            foreach (var each in wanted)
                if (!metrics.Contains(each)) return false;
            return true;
        }
        var isTotal = finding.Vector == "" ? finding.StatedSeverity >= StatedSeverity.High
            : Has("C:H", "I:H", "A:H") || Has("VC:H", "VI:H", "VA:H") || Has("C:C", "I:C", "A:C");
        return new(Exploitation.None, Has("AV:N", "AC:L", "PR:N", "UI:N") || Has("AV:N", "AC:L", "Au:N"),
            isTotal ? TechnicalImpact.Total : TechnicalImpact.Partial);
    }
}
