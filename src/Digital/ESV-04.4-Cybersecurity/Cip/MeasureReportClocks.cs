using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>The clocks of CIP-008 R4, per incident and recipient, from its determination: one hour for a reportable incident, the end of
/// the
/// next calendar day for an attempt, seven calendar days for what is learned later. Source: CIP-008-6, table R4; the seven days are from
/// memory and want a look at the standard. An incident determined anew counts anew.</summary>
public static class MeasureReportClocks
{
    private static readonly ImmutableArray<string> recipients = ["E-ISAC", "CISA"];

    /// <summary>Every clock by incident, recipient and beginning. Findings: <c>first-report-late</c>, <c>first-report-overdue</c>,
    /// <c>update-late</c>, <c>update-overdue</c>; <c>not-determined</c> for facts of an incident that was never determined.</summary>
    public static Outcome<ImmutableArray<DueClock>> Run(CipInputs inputs)
    {
        var (clocks, findings) = (new List<DueClock>(), new List<Finding>());
        var owners = inputs.Assets.ToDictionary(each => each.Name, each => each.Owner);
        foreach (var facts in inputs.Happened.Where(fact => IncidentOf(fact) != "").GroupBy(IncidentOf))
        {
            var determinations = facts.OfType<IncidentDetermined>().ToList();
            if (determinations.Count == 0)
                findings.Add(new("not-determined", Severity.Warning,
                    $"{facts.First().By.Name} told of it, but nobody determined what it is",
                    $"CIP-008 R4, {facts.Key}", "no clock runs"));
            else
                foreach (var recipient in recipients)
                    clocks.AddRange(Clocks(facts.Key, recipient, determinations, [.. facts], owners, inputs.Clock));
        }
        findings.AddRange(clocks.Select(each => each.Finding()).OfType<Finding>());
        return Outcome.Of(clocks.ToImmutableArray(), findings);
    }

    private static IEnumerable<DueClock> Clocks(
        string incident, string recipient, List<IncidentDetermined> determinations, List<CipFact> facts, Dictionary<string, string> owners,
        CipClock clock)
    {
        var sent = facts.OfType<ReportSent>().Where(each => each.Recipient == recipient).ToList();
        var owner = owners.GetValueOrDefault(determinations[0].Asset, determinations[0].By.Name);
        for (var i = 0; i < determinations.Count; i++)
        {
            var it = determinations[i];
            // The same determination again starts no second hour.
            if (it.As == DeterminedAs.NotReportable || i > 0 && determinations[i - 1].As == it.As) continue;
            var duty = new CipDuty("CIP-008 R4.2", "first-report", $"{incident} / {recipient}", owner);
            Instant? done = sent.FirstOrDefault(each => i == 0 || each.At >= it.At) is { } first ? Instant.Max(first.At, it.At) : null;
            yield return it.As == DeterminedAs.Reportable ? DueClock.Within(duty, it.At, Duration.FromHours(1), done, clock)
                : DueClock.After(duty, it.At, 1, done, clock);
        }
        if (determinations.TrueForAll(each => each.As == DeterminedAs.NotReportable)) yield break;
        foreach (var learned in facts.OfType<AttributeLearned>())
        {
            var from = Instant.Max(learned.At, determinations.First(each => each.As != DeterminedAs.NotReportable).At);
            yield return DueClock.After(new("CIP-008 R4.3", "update", $"{incident} / {recipient} / {learned.Attribute}", owner), from, 7,
                sent.FirstOrDefault(each => each.At >= learned.At && each.Told.Contains(learned.Attribute))?.At, clock);
        }
    }

    private static string IncidentOf(CipFact fact) => fact switch
    {
        IncidentDetermined it => it.Incident,
        AttributeLearned it => it.Incident,
        ReportSent it => it.Incident,
        _ => "",
    };
}
