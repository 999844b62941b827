using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>The clocks of CIP-010 R3: an assessment every 15 calendar months, an active one of a high-impact system every 36, an active one
/// of a new asset before it goes live, and plans by their day. An active assessment is an assessment, too.</summary>
internal static class AssessmentClocks
{
    private const int Months = 15;
    private const int ActiveMonths = 36;

    public static IEnumerable<DueClock> Of(CipAsset asset, List<CipFact> facts, CipClock clock)
    {
        foreach (var each in Every(Months, new("CIP-010 R3.1", "assessment", asset.Name, asset.Owner),
            facts.Where(fact => fact is AssessmentHeld or ActiveAssessmentHeld), facts, clock)) yield return each;
        if (RequirementParts.Applies("CIP-010 R3.2", asset))
            foreach (var each in Every(ActiveMonths, new("CIP-010 R3.2", "active-assessment", asset.Name, asset.Owner),
                facts.OfType<ActiveAssessmentHeld>(), facts, clock)) yield return each;
        foreach (var plan in facts.OfType<ActionPlanned>().GroupBy(each => each.Plan).Select(group => group.Last()))
            yield return DueClock.Until(new("CIP-010 R3.4", "action-plan", $"{asset.Name} / {plan.Plan}", asset.Owner), plan.At,
                plan.CompleteBy, facts.OfType<ActionDone>().FirstOrDefault(each => each.Plan == plan.Plan)?.At, clock);
    }

    public static IEnumerable<Finding> Missing(CipAsset asset, List<CipFact> facts)
    {
        if (RequirementParts.Applies("CIP-010 R3.3", asset) && facts.OfType<WentLive>().FirstOrDefault() is { } live
            && !facts.OfType<ActiveAssessmentHeld>().Any(each => each.At <= live.At))
            yield return new("not-assessed-before-live", Severity.Warning, $"{asset.Owner} put it live without an active assessment",
                $"CIP-010 R3.3, {asset.Name}", "counted as live; a replacement of the same kind needs none");
    }

    /// <summary>The last day is the last of the month so many months on.</summary>
    private static IEnumerable<DueClock> Every(
        int months, CipDuty duty, IEnumerable<CipFact> assessments, List<CipFact> facts, CipClock clock)
    {
        var held = assessments.Select(each => each.At).ToList();
        if (facts.OfType<WentLive>().FirstOrDefault() is { } live) held.Insert(0, live.At);
        held.Sort();
        for (var i = 0; i < held.Count; i++)
            yield return DueClock.Until(duty, held[i],
                clock.Calendar.DateOf(clock.Calendar.EndOfCalendarMonth(held[i], months)).PlusDays(-1),
                i + 1 < held.Count ? held[i + 1] : null, clock);
    }
}
