using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>Assets, what happened to them, and the clock.</summary>
public sealed record CipInputs(ImmutableArray<CipAsset> Assets, ImmutableArray<CipFact> Facts, CipClock Clock)
{
    /// <summary>The CIP Senior Manager and the delegates, by name (CIP-003 R3 and R4): their extensions count.</summary>
    public ImmutableArray<string> SeniorManagers { get; init; } = [];

    /// <summary>The facts that had happened, in order.</summary>
    internal ImmutableArray<CipFact> Happened => [.. Facts.Where(fact => fact.At <= Clock.AsOf).OrderBy(fact => fact.At)];

    internal IEnumerable<CipAsset> Under(string part) => Assets.Where(RequirementParts.All.First(each => each.Code == part).AppliesTo);
}

/// <summary>The stacked clocks of CIP-007 R2, per source and asset: evaluate within 35 calendar days of the last evaluation; within 35 of
/// its completion apply the patch or date a plan for it; carry the plan out by its last day, unless the CIP Senior Manager moved it in
/// time. Source: CIP-007-6, table R2. A patch counts from the first evaluation that found it applicable.</summary>
public static class MeasurePatchClocks
{
    private const int Days = 35;

    /// <summary>Every clock, past ones too, by asset, source and beginning. Findings: <c>evaluation-late</c>, <c>evaluation-overdue</c>,
    /// <c>action-late</c>, <c>action-overdue</c>, <c>plan-late</c>, <c>plan-overdue</c>; <c>no-patch-source</c> for an asset without
    /// one; <c>source-not-tracked</c>; <c>extension-not-counted</c>.</summary>
    public static Outcome<ImmutableArray<DueClock>> Run(CipInputs inputs)
    {
        var (clocks, findings) = (new List<DueClock>(), new List<Finding>());
        var facts = inputs.Happened.ToLookup(fact => fact.Asset);
        foreach (var asset in inputs.Under("CIP-007 R2.1"))
        {
            var own = facts[asset.Name].ToList();
            var sources = own.OfType<SourceTracked>().Select(each => each.Source).Distinct().ToList();
            if (sources.Count == 0)
                findings.Add(new("no-patch-source", Severity.Warning, $"{asset.Owner} tracks no patch source",
                    $"CIP-007 R2.1, {asset.Name}",
                    "no clock runs"));
            foreach (var source in sources) clocks.AddRange(Evaluations(asset, source, own, inputs.Clock));
            clocks.AddRange(Actions(asset, own, inputs.Clock));
            clocks.AddRange(Plans(asset, own, inputs, findings));
            findings.AddRange(own.OfType<PatchesEvaluated>().Where(each => !sources.Contains(each.Source)).Select(each => new Finding(
                "source-not-tracked", Severity.Warning, $"{each.By.Name} evaluated {each.Source}, which is not tracked",
                $"CIP-007 R2.1, {asset.Name}", "its patches are followed, its evaluations are not")));
        }
        findings.AddRange(clocks.Select(each => each.Finding()).OfType<Finding>());
        return Outcome.Of(clocks.ToImmutableArray(), findings);
    }

    private static IEnumerable<DueClock> Evaluations(CipAsset asset, string source, List<CipFact> facts, CipClock clock)
    {
        var duty = new CipDuty("CIP-007 R2.2", "evaluation", $"{asset.Name} / {source}", asset.Owner);
        Instant? since = null;
        foreach (var fact in facts)
            switch (fact)
            {
                case SourceTracked it when it.Source == source:
                    since ??= it.At;
                    break;
                case SourceDropped it when it.Source == source:
                    // What was due by then stays due; what was still running ends with the source.
                    if (since is { } open && DueClock.After(duty, open, Days, null,
                        clock with { AsOf = it.At }) is { State: DueState.Overdue } missed)
                        yield return missed;
                    since = null;
                    break;
                case PatchesEvaluated it when it.Source == source && since is { } from:
                    yield return DueClock.After(duty, from, Days, it.At, clock);
                    since = it.At;
                    break;
            }
        if (since is { } last) yield return DueClock.After(duty, last, Days, null, clock);
    }

    private static IEnumerable<DueClock> Actions(CipAsset asset, List<CipFact> facts, CipClock clock)
    {
        foreach (var found in facts.OfType<PatchesEvaluated>().SelectMany(each =>
            each.Applicable.Select(patch => (Patch: patch, each.At, each.Source)))
            .GroupBy(each => each.Patch).Select(group => group.First()))
        {
            Instant? acted = facts.Where(fact => fact is PatchApplied applied && applied.Patch == found.Patch
                || fact is PlanDated plan && plan.Patches.Contains(found.Patch)).Select(fact => (Instant?)Instant.Max(fact.At, found.At))
                    .FirstOrDefault();
            yield return DueClock.After(new("CIP-007 R2.3", "action", $"{asset.Name} / {found.Source} / {found.Patch}", asset.Owner),
                found.At,
                Days, acted, clock);
        }
    }

    private static IEnumerable<DueClock> Plans(CipAsset asset, List<CipFact> facts, CipInputs inputs, List<Finding> findings)
    {
        var clock = inputs.Clock;
        foreach (var revisions in facts.OfType<PlanDated>().GroupBy(each => each.Plan))
        {
            var last = revisions.First().CompleteBy;
            foreach (var longer in facts.OfType<PlanExtended>().Where(each => each.Plan == revisions.Key))
            {
                var why = !inputs.SeniorManagers.Contains(longer.By.Name) ? "and is no CIP Senior Manager"
                    : clock.Calendar.DateOf(longer.At) > last ? "after the plan's last day" : "";
                if (why == "") last = longer.CompleteBy;
                else
                    findings.Add(new("extension-not-counted", Severity.Warning, $"{longer.By.Name} extended {longer.Plan} {why}",
                        $"CIP-007 R2.4, {asset.Name}", $"the last day stays {LocalDateText(last)}"));
            }
            var patches = revisions.SelectMany(each => each.Patches).Distinct().ToList();
            var applied = patches.Select(patch => facts.OfType<PatchApplied>().FirstOrDefault(each => each.Patch == patch)?.At).ToList();
            var done = facts.OfType<PlanDone>().FirstOrDefault(each => each.Plan == revisions.Key)?.At
                ?? (applied.Count > 0 && applied.TrueForAll(each => each is not null) ? applied.Max() : null);
            yield return DueClock.Until(new("CIP-007 R2.4", "plan", $"{asset.Name} / {revisions.Key}", asset.Owner), revisions.First().At,
                last,
                done, clock);
        }
    }

    private static string LocalDateText(LocalDate date) => FormattableString.Invariant($"{date:uuuu-MM-dd}");
}
