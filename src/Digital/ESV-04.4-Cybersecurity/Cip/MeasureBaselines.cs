using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>An item that was seen otherwise than the baseline says.</summary>
/// <param name="Was">As the baseline says; empty where it names no such item.</param>
/// <param name="Is">As seen; empty where it is gone.</param>
/// <param name="SeenAt">When it was first seen so.</param>
/// <param name="Change">The authorised change that explains it; empty where none does.</param>
public sealed record Drift(string Asset, BaselineKind Kind, string Name, string Was, string Is, Instant SeenAt, string Change);

/// <summary>What the clocks and looks of CIP-010 say.</summary>
public sealed record BaselineReport(ImmutableArray<DueClock> Clocks, ImmutableArray<Drift> Drifts);

/// <summary>CIP-010: baselines updated within 30 calendar days of a change; looked at every 35, and within the 35 before an asset goes
/// live; what is seen otherwise is explained by a change authorised before it was seen, or is an unauthorised change; assessments as
/// <see cref="AssessmentClocks"/> counts them. Source: CIP-010-4 R1 to R3; the 35 days before going live are the reading of a regional
/// entity (MRO).</summary>
public static class MeasureBaselines
{
    private const int LookDays = 35;
    private const int UpdateDays = 30;

    /// <summary>Clocks by asset, and every drift once. Findings: <c>baseline-update-late</c>, <c>baseline-update-overdue</c>,
    /// <c>monitoring-late</c>, <c>monitoring-overdue</c>, <c>assessment-late</c>, <c>assessment-overdue</c>,
    /// <c>not-monitored-before-live</c>, <c>no-baseline</c>, <c>unauthorised-change</c>, <c>change-not-authorised</c>,
    /// <c>change-not-tested</c>, <c>controls-not-verified</c>, <c>software-not-verified</c>; <c>active-assessment-late</c>,
    /// <c>active-assessment-overdue</c>, <c>action-plan-late</c>, <c>action-plan-overdue</c>, <c>not-assessed-before-live</c>.</summary>
    public static Outcome<BaselineReport> Run(CipInputs inputs)
    {
        var (clocks, drifts, findings) = (new List<DueClock>(), new List<Drift>(), new List<Finding>());
        var facts = inputs.Happened.ToLookup(fact => fact.Asset);
        var watched = inputs.Under("CIP-010 R2.1").ToHashSet();
        foreach (var asset in inputs.Under("CIP-010 R1.1"))
        {
            var own = facts[asset.Name].ToList();
            clocks.AddRange(Updates(asset, own, inputs.Clock));
            if (watched.Contains(asset)) clocks.AddRange(Looks(asset, own, inputs.Clock, findings));
            clocks.AddRange(AssessmentClocks.Of(asset, own, inputs.Clock));
            findings.AddRange(AssessmentClocks.Missing(asset, own));
            drifts.AddRange(FindDrift.Of(asset.Name, own));
            findings.AddRange(Missing(asset, own));
        }
        findings.AddRange(clocks.Select(each => each.Finding()).OfType<Finding>());
        findings.AddRange(drifts.Where(each => each.Change == "").Select(each => new Finding("unauthorised-change", Severity.Error,
            $"{each.Kind} {each.Name} is '{each.Is}', the baseline says '{each.Was}', and no change was authorised for it",
            $"CIP-010 R2.1, {each.Asset}, seen {each.SeenAt}", "kept as drift, to be investigated")));
        return Outcome.Of(new BaselineReport([.. clocks], [.. drifts]), findings);
    }

    private static IEnumerable<DueClock> Updates(CipAsset asset, List<CipFact> facts, CipClock clock) =>
        facts.OfType<ChangeCompleted>().Select(change => DueClock.After(
            new("CIP-010 R1.3", "baseline-update", $"{asset.Name} / {change.Change}", asset.Owner), change.At, UpdateDays,
            facts.OfType<BaselineRecorded>().FirstOrDefault(each => each.Change == change.Change && each.At >= change.At)?.At, clock));

    private static IEnumerable<DueClock> Looks(CipAsset asset, List<CipFact> facts, CipClock clock, List<Finding> findings)
    {
        var duty = new CipDuty("CIP-010 R2.1", "monitoring", asset.Name, asset.Owner);
        if (facts.OfType<WentLive>().FirstOrDefault() is not { } live) yield break;
        var looks = facts.OfType<BaselineObserved>().Select(each => each.At).ToList();
        var before = looks.Where(at => at <= live.At).Select(at => (Instant?)at).LastOrDefault();
        var isFresh = before is { } seen && clock.Calendar.DateOf(seen).PlusDays(LookDays) >= clock.Calendar.DateOf(live.At);
        if (!isFresh)
            findings.Add(new("not-monitored-before-live", Severity.Warning,
                $"{asset.Owner} put it live {(before is null ? "without a look" : $"on a look of {before}")}",
                    $"CIP-010 R2.1, {asset.Name}",
                "the clock runs from the day it went live"));
        var since = isFresh ? before!.Value : live.At;
        foreach (var look in looks.Where(at => at > live.At))
        {
            yield return DueClock.After(duty, since, LookDays, look, clock);
            since = look;
        }
        yield return DueClock.After(duty, since, LookDays, null, clock);
    }

    private static IEnumerable<Finding> Missing(CipAsset asset, List<CipFact> facts)
    {
        if (!facts.OfType<BaselineRecorded>().Any())
            yield return new("no-baseline", Severity.Error, $"{asset.Owner} has recorded no baseline", $"CIP-010 R1.1, {asset.Name}",
                "drift cannot be seen");
        foreach (var done in facts.OfType<ChangeCompleted>())
        {
            var where = $"{asset.Name} / {done.Change}";
            var authorised = facts.OfType<ChangeAuthorised>().FirstOrDefault(each => each.Change == done.Change && each.At <= done.At);
            if (authorised is null)
                yield return new("change-not-authorised", Severity.Error, $"{done.By.Name} made it without an authorisation before",
                    $"CIP-010 R1.2, {where}", "counted as made");
            if (!facts.OfType<ControlsVerified>().Any(each => each.Change == done.Change && each.At >= done.At))
                yield return new("controls-not-verified", Severity.Warning, $"{asset.Owner} verified no control after it",
                    $"CIP-010 R1.4, {where}", "counted as made");
            if (RequirementParts.Applies("CIP-010 R1.5", asset)
                && !facts.OfType<ChangeTested>().Any(each => each.Change == done.Change && each.At <= done.At))
                yield return new("change-not-tested", Severity.Warning, $"{asset.Owner} did not try it out before",
                    $"CIP-010 R1.5, {where}", "counted as made");
            if (RequirementParts.Applies("CIP-010 R1.6", asset) && authorised?.Items.Any(item => item.Kind is not BaselineKind.Port) == true
                && !facts.OfType<SoftwareVerified>().Any(each => each.Change == done.Change && each.At <= done.At))
                yield return new("software-not-verified", Severity.Warning,
                    $"{asset.Owner} verified neither source nor integrity before it",
                    $"CIP-010 R1.6, {where}", "counted as made");
        }
    }
}
