using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cases;

/// <summary>A case and facts somebody wants to add to it.</summary>
/// <param name="Case">As it stands.</param>
/// <param name="Facts">In order; all are added or none.</param>
/// <param name="Now">The clock; a fact may be dated back but not forward.</param>
public sealed record MoveCaseInputs(SecurityCase Case, ImmutableArray<CaseFact> Facts, Instant Now);

/// <summary>Adds facts to a case if each may follow where the ones before leave it: look, determine, contain, eradicate, recover, learn,
/// close.</summary>
public static class MoveCase
{
    /// <summary>The case afterwards, or why not: <c>in-the-future</c>, <c>before-opening</c>, <c>already-open</c>, <c>merged-away</c>,
    /// <c>move-not-allowed</c>, <c>not-determined</c>, <c>no-lessons</c>, <c>no-text</c>, <c>bad-severity</c>, <c>bad-technique</c>,
    /// <c>already-there</c>, <c>merge-with-itself</c>, <c>not-merged</c>.</summary>
    public static Outcome<SecurityCase> Run(MoveCaseInputs inputs)
    {
        var it = inputs.Case;
        foreach (var fact in inputs.Facts)
        {
            if (Refuse(it, fact, inputs.Now, $"case {it.Id}") is { } refusal) return refusal;
            it = FoldCase.Apply(it, fact);
        }
        return it;
    }

    /// <summary>The steps that a case may take next, by the name of their fact.</summary>
    public static ImmutableArray<string> NextOf(SecurityCase it) => it.MergedInto != "" ? [nameof(CaseUnmerged)] :
    [
        .. new[]
        {
            nameof(CaseTriaged), nameof(CaseDismissed), nameof(CaseDetermined), nameof(CaseContained), nameof(CaseEradicated),
            nameof(CaseRecovered), nameof(LessonsRecorded), nameof(CaseClosed), nameof(CaseReopened),
        }.Where(name => StagesFor(name).Contains(it.Stage)
            && (name != nameof(CaseClosed) || it.Determination is not null && it.Lessons != "")),
    ];

    private static Refusal? Refuse(SecurityCase it, CaseFact fact, Instant now, string where)
    {
        var name = fact.GetType().Name;
        if (fact.At > now)
            return new("in-the-future", $"{name} is dated {fact.At}, after the clock {now}", where,
                "Record what has happened, when it has.");
        if (fact.At < it.Opened.At)
            return new("before-opening", $"{name} is dated {fact.At}, before the case was opened", where, "Correct the time.");
        if (fact is CaseOpened) return new("already-open", "It was opened before", where, "Open another case.");
        if (it.MergedInto != "" && fact is not CaseUnmerged)
            return new("merged-away", $"It goes on in {it.MergedInto}", where, $"Work on {it.MergedInto}, or undo the merge.");
        if (!StagesFor(name).Contains(it.Stage))
            return new("move-not-allowed", $"{name} does not follow {it.Stage}", where,
                $"Next may come {string.Join(", ", NextOf(it))}.");
        if (fact is CaseClosed && it.Determination is null)
            return new("not-determined", "Nobody has determined what it is", where, "Determine it: reportable, an attempt, or neither.");
        if (fact is CaseClosed && it.Lessons == "")
            return new("no-lessons", "Nobody has written down what was learned", where, "Record the lessons, or that there are none.");
        return RefuseContent(it, fact, where);
    }

    private static Refusal? RefuseContent(SecurityCase it, CaseFact fact, string where) => fact switch
    {
        _ when string.IsNullOrWhiteSpace(TextOf(fact)) => new("no-text", $"{fact.GetType().Name} says nothing", where, "Say it in words."),
        CaseTriaged { Severity: < 1 or > 4 } triaged => new("bad-severity", $"The severity {triaged.Severity} is not 1 to 4", where,
            "Give 1 to 4."),
        TechniqueSeen seen when seen.Technique is not ['T', ..] || seen.Technique.Length < 5 => new("bad-technique",
            $"'{seen.Technique}' is no technique", where, "Write it as T0831."),
        TechniqueSeen seen when it.Techniques.Contains(seen.Technique) => new("already-there", $"{seen.Technique} was seen before", where,
            "Nothing is to be done."),
        AlertAttached attached when it.Alerts.Contains(attached.Alert) =>
            new("already-there", $"{attached.Alert} belongs to it already", where,
            "Nothing is to be done."),
        CaseMerged merged when merged.Into == it.Id => new("merge-with-itself", "It would go on in itself", where, "Name another case."),
        CaseUnmerged unmerged when unmerged.From != it.MergedInto || unmerged.From == "" => new("not-merged",
            $"It does not go on in '{unmerged.From}'", where, "Look at where it goes on."),
        CaseReleased released when it.Absorbed.All(each => each.Id != released.Other) => new("not-merged",
            $"{released.Other} does not go on in it", where, "Look at what goes on in it."),
        _ => null,
    };

    private static string TextOf(CaseFact fact) => fact switch
    {
        CaseDismissed it => it.Why,
        CaseDetermined it => it.Why,
        CaseContained it => it.How,
        CaseEradicated it => it.How,
        CaseRecovered it => it.How,
        CaseReopened it => it.Why,
        CaseUnmerged it => it.Why,
        CaseNoted it => it.Text,
        CaseAssigned it => it.Analyst,
        LessonsRecorded it => it.Lessons,
        _ => "-",
    };

    /// <summary>The stages after which a fact may come.</summary>
    private static ImmutableArray<CaseStage> StagesFor(string fact) => fact switch
    {
        nameof(CaseTriaged) => [CaseStage.New, CaseStage.Investigating],
        nameof(CaseDismissed) => [CaseStage.New, CaseStage.Investigating],
        nameof(CaseDetermined) or nameof(TechniqueSeen) =>
            [CaseStage.Investigating, CaseStage.Contained, CaseStage.Eradicated, CaseStage.Recovered],
        nameof(CaseContained) => [CaseStage.Investigating],
        nameof(CaseEradicated) => [CaseStage.Contained],
        nameof(CaseRecovered) => [CaseStage.Eradicated],
        nameof(LessonsRecorded) or nameof(CaseClosed) => [CaseStage.Recovered],
        nameof(CaseReopened) => [CaseStage.Closed, CaseStage.Dismissed],
        nameof(CaseNoted) or nameof(CaseReleased) or nameof(CaseUnmerged) => [.. Enum.GetValues<CaseStage>()],
        _ => [CaseStage.New, CaseStage.Investigating, CaseStage.Contained, CaseStage.Eradicated, CaseStage.Recovered],
    };
}

/// <summary>Facts of a case as CIP facts: its determinations, from which the clocks of CIP-008 R4 run.</summary>
public static class DeterminationsOf
{
    /// <summary>The determinations of a case. The proof of each is the hash of what was determined, in words.</summary>
    public static ImmutableArray<CipFact> Run(string id, ImmutableArray<CaseFact> facts)
    {
        var asset = facts.OfType<CaseOpened>().FirstOrDefault()?.Asset ?? "";
        return [.. facts.OfType<CaseDetermined>().Select(each => new IncidentDetermined(each.At, each.By, asset,
            ContentHash.Of($"{id} {each.At} {each.As} {each.Why}").Hex, id, each.As))];
    }
}
