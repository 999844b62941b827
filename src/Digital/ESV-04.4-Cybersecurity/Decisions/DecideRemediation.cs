using NodaTime;

namespace Busbar.Digital.Cybersecurity.Decisions;

/// <summary>What is asked of one vulnerability on one asset.</summary>
/// <param name="Points">What is known of the vulnerability.</param>
/// <param name="IsKnownExploited">It is in CISA's catalogue on the day of the decision.</param>
/// <param name="IsExposed">The asset is publicly exposed: the one input that nobody publishes.</param>
/// <param name="Exposure">How reachable the asset is, finer.</param>
/// <param name="Impact">What its failure costs.</param>
/// <param name="From">The later of publication and first sight on the asset: the clock's start.</param>
public sealed record RemediationQuestion(SsvcPoints Points, bool IsKnownExploited, bool IsExposed, SystemExposure Exposure,
    HumanImpact Impact, LocalDate From);

/// <summary>What to do by when.</summary>
/// <param name="Timeline">BOD 26-04's words.</param>
/// <param name="Days">Calendar days; null where the fix comes with the next upgrade.</param>
/// <param name="Due">The last day; null where the fix comes with the next upgrade.</param>
/// <param name="NeedsForensics">Look for signs of compromise as well.</param>
/// <param name="Priority">CERT/CC's deployer tree: defer, scheduled, out-of-cycle, immediate.</param>
/// <param name="Level">CISA's coordinator tree: track, track*, attend, act.</param>
public sealed record RemediationDecision(
    string Timeline, int? Days, LocalDate? Due, bool NeedsForensics, string Priority, string Level);

/// <summary>Decides by the published tables from what is known of a vulnerability and of the asset that has it.</summary>
public static class DecideRemediation
{
    /// <summary>The decision; every combination has one.</summary>
    public static RemediationDecision Run(RemediationQuestion question)
    {
        var (points, isAutomatable) = (question.Points, question.Points.IsAutomatable ? 1 : 0);
        var timeline = DecisionTables.Bod2604.Decide(
            question.IsKnownExploited ? 1 : 0, question.IsExposed ? 1 : 0, isAutomatable, (int)points.TechnicalImpact);
        int? days = timeline[0] switch { '6' => 60, '1' => 14, '3' => 3, _ => null };
        // A catalogue entry is exploitation whatever the feed's point still says; the coordinator's tree has no "very high".
        var exploitation = question.IsKnownExploited ? Exploitation.Active : points.Exploitation;
        return new(timeline, days, days is { } count ? question.From.PlusDays(count) : null,
            timeline.EndsWith("investigation", StringComparison.Ordinal),
            DecisionTables.Deployer.Decide((int)exploitation, (int)question.Exposure, isAutomatable, (int)question.Impact),
            DecisionTables.Coordinator.Decide((int)exploitation, isAutomatable, (int)points.TechnicalImpact,
                Math.Min((int)question.Impact, (int)HumanImpact.High)));
    }
}
