using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Recovery.Prudence;

/// <summary>What a decision is replayed from.</summary>
/// <param name="Decision">The decision as taken.</param>
/// <param name="Documents">Documents held then, each known no later than the decision.</param>
/// <param name="Alternatives">What could have been done, expected cost as of then; the choice is one of them.</param>
/// <param name="Outcomes">What came out, known later; none while nothing is settled.</param>
public sealed record ReplayDecisionInputs(
    PurchaseDecision Decision, ImmutableArray<KnownDocument> Documents, ImmutableArray<Alternative> Alternatives,
    ImmutableArray<RealisedCost> Outcomes);

/// <summary>Replays a purchase, hedge or outage decision with what was known when it was made, and hindsight apart.</summary>
public static class ReplayDecision
{
    /// <summary>The record; refused when anything offered as known then was known later (<c>hindsight</c>).</summary>
    public static Outcome<PrudenceRecord> Run(ReplayDecisionInputs inputs)
    {
        if (Hindsights(inputs) is [var late, ..])
            return new Refusal("hindsight", $"{late.What} was known at {late.KnownAt}, after the decision of {inputs.Decision.DecidedAt}",
                inputs.Decision.Id, "Give the version known at the decision; what came later belongs to the outcomes.");
        if (Refuse(inputs) is { } refusal) return refusal;
        var then = Replay(inputs.Decision, inputs.Documents, inputs.Alternatives);
        return Outcome.Of(new PrudenceRecord(then, LookBack(then, inputs.Outcomes)), Findings(inputs, then));
    }

    private static IEnumerable<(string What, Instant KnownAt)> After(Instant at, IEnumerable<(string What, Instant KnownAt)> known) =>
        known.Where(each => each.KnownAt > at);

    private static List<(string What, Instant KnownAt)> Hindsights(ReplayDecisionInputs inputs) =>
    [
        .. After(inputs.Decision.DecidedAt, inputs.Documents.Select(document => (document.Id.ToString(), document.KnownAt))
            .Concat(inputs.Alternatives.Select(alternative => ($"The expected cost of '{alternative.Name}'", alternative.KnownAt)))),
    ];

    private static Refusal? Refuse(ReplayDecisionInputs inputs)
    {
        var (id, names) = (inputs.Decision.Id, inputs.Alternatives.Select(alternative => alternative.Name).ToList());
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return new("alternative-twice", $"'{twice.Key}' is given {twice.Count()} times", id, "Name each alternative once.");
        if (!names.Contains(inputs.Decision.Chosen))
            return new("choice-not-among-alternatives", $"The choice '{inputs.Decision.Chosen}' is not among the alternatives", id,
                "Give the choice with its expected cost too.");
        if (names.Count < 2)
            return new("no-alternative", "Only the choice itself is given; a ranking needs something to choose from", id,
                "Give what else could have been done; doing nothing is an alternative.");
        var held = inputs.Documents.Select(document => document.Id).ToHashSet();
        if (inputs.Alternatives.SelectMany(alternative => alternative.From.Where(from => !held.Contains(from))
                .Select(from => (alternative.Name, From: from))).ToList() is [var stray, ..])
            return new("document-not-held", $"'{stray.Name}' was computed from {stray.From}, which is not among the documents", id,
                "Give the version of it that was known then.");
        if (inputs.Outcomes.FirstOrDefault(outcome => outcome.KnownAt <= inputs.Decision.DecidedAt) is { } early)
            return new("outcome-before-decision", $"The outcome of '{early.Alternative}' was known at {early.KnownAt}, before the decision",
                id, "What was known then is a document, not an outcome.");
        if (inputs.Outcomes.FirstOrDefault(outcome => !names.Contains(outcome.Alternative)) is { } unknown)
            return new("outcome-of-nothing", $"'{unknown.Alternative}' came out, but was no alternative", id,
                "Name the outcomes as the alternatives.");
        return inputs.Outcomes.GroupBy(outcome => outcome.Alternative).FirstOrDefault(group => group.Count() > 1) is not { } both ? null
            : new("outcome-twice", $"'{both.Key}' has {both.Count()} outcomes", id, "Give the latest version of each.");
    }

    private static KnownThen Replay(
        PurchaseDecision decision, ImmutableArray<KnownDocument> documents, ImmutableArray<Alternative> alternatives)
    {
        var ordered = alternatives.OrderBy(each => !each.Breaches.IsEmpty).ThenBy(each => each.ExpectedCost)
            .ThenBy(each => each.Name, StringComparer.Ordinal).ToImmutableArray();
        ImmutableArray<RankedAlternative> ranking =
            [.. ordered.Select((each, i) => new RankedAlternative(i + 1, each, each.ExpectedCost - ordered[0].ExpectedCost,
                each.Name == decision.Chosen))];
        var chosen = ranking.Single(each => each.IsChosen);
        return new(decision,
            [.. documents.OrderBy(document => document.KnownAt).ThenBy(document => document.Id.ToString(), StringComparer.Ordinal)],
            ranking, chosen.Rank, chosen.AboveFirst,
            new("expected premium of the choice", Print(chosen.AboveFirst), Usd.Unit,
                $"'{decision.Chosen}' − '{ordered[0].Name}' as expected at {decision.DecidedAt}", decision.Id,
                [.. ranking.Select(each => Explain.Leaf($"{each.Rank}. {each.Alternative.Name}", Print(each.Alternative.ExpectedCost),
                    Usd.Unit, SourceOf(each.Alternative)))]));
    }

    private static string SourceOf(Alternative alternative) =>
        (alternative.From.IsEmpty ? "no document" : string.Join(", ", alternative.From))
        + (alternative.Breaches.IsEmpty ? "" : $"; would breach {string.Join(", ", alternative.Breaches)}");

    private static Hindsight? LookBack(KnownThen then, ImmutableArray<RealisedCost> outcomes)
    {
        if (outcomes.FirstOrDefault(outcome => outcome.Alternative == then.Decision.Chosen) is not { } own) return null;
        var chosen = then.Ranking[then.ChosenRank - 1].Alternative;
        var open = then.Ranking.Where(each => each.IsChosen || each.Alternative.Breaches.IsEmpty)
            .Select(each => each.Alternative.Name).ToHashSet();
        var costs = outcomes.Sort((a, b) => string.CompareOrdinal(a.Alternative, b.Alternative));
        var best = costs.Where(cost => open.Contains(cost.Alternative)).MinBy(cost => cost.Cost)!;
        return new(outcomes.Max(outcome => outcome.KnownAt), costs, own.Cost - chosen.ExpectedCost, own.Cost - best.Cost,
            new("regret, in hindsight", Print(own.Cost - best.Cost), Usd.Unit, $"'{own.Alternative}' − '{best.Alternative}' as realised",
                then.Decision.Id, [.. costs.Select(cost => Explain.Leaf(cost.Alternative, Print(cost.Cost), Usd.Unit, cost.Source))]));
    }

    private static IEnumerable<Finding> Findings(ReplayDecisionInputs inputs, KnownThen then)
    {
        var id = then.Decision.Id;
        Finding Of(string code, Severity severity, string what, string done) => new(code, severity, what, id, done);
        if (then.Decision.ApprovedAt > then.Decision.DecidedAt)
            yield return Of("approved-late", Severity.Error,
                $"{then.Decision.ApprovedBy.Name} approved at {then.Decision.ApprovedAt}, after the decision", "Shown as it was.");
        if (!then.Ranking[then.ChosenRank - 1].Alternative.Breaches.IsEmpty)
            yield return Of("choice-breaches-limit", Severity.Error, $"The choice would breach {string.Join(", ",
                then.Ranking[then.ChosenRank - 1].Alternative.Breaches)}", "Ranked after those inside the limits.");
        if (then.ChosenRank > 1)
            yield return Of("not-the-first", Severity.Warning,
                $"The choice ranks {then.ChosenRank}, {then.ExpectedPremium} above the first", $"Its reason: {then.Decision.Reason}");
        foreach (var missing in Enum.GetValues<Evidence>().Except(then.Documents.Select(document => document.Evidence)))
            yield return Of("evidence-missing", Severity.Warning, $"No {missing} is among the documents", "Replayed without it.");
        if (inputs.Outcomes.Length > 0 && inputs.Outcomes.Length < inputs.Alternatives.Length)
            yield return Of("outcomes-partial", Severity.Warning,
                $"{inputs.Outcomes.Length} of {inputs.Alternatives.Length} alternatives have an outcome",
                inputs.Outcomes.Any(outcome => outcome.Alternative == then.Decision.Chosen) ? "Regret is over those."
                    : "No hindsight without the outcome of the choice.");
    }

    private static string Print(Usd amount) => amount.Value.ToString("0.##########", CultureInfo.InvariantCulture);
}
