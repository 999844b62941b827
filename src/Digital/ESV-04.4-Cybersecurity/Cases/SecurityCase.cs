using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cases;

/// <summary>Where a case stands.</summary>
public enum CaseStage
{
    /// <summary>Nobody has looked.</summary>
    New,
    /// <summary>It is followed.</summary>
    Investigating,
    /// <summary>It spreads no further.</summary>
    Contained,
    /// <summary>Its cause is gone.</summary>
    Eradicated,
    /// <summary>All works again.</summary>
    Recovered,
    /// <summary>Done.</summary>
    Closed,
    /// <summary>It was nothing.</summary>
    Dismissed,
}

/// <summary>A case that goes on in this one, and its alerts.</summary>
public sealed record AbsorbedCase(string Id, ImmutableArray<string> Alerts);

/// <summary>A security case as its facts leave it. Read only; made by <see cref="FoldCase"/>.</summary>
/// <param name="Id">Its stream's id.</param>
/// <param name="Opened">Its first fact.</param>
public sealed record SecurityCase(string Id, CaseOpened Opened)
{
    public CaseStage Stage { get; init; } = CaseStage.New;

    /// <summary>1 is the worst; 0 until it was looked at.</summary>
    public int Severity { get; init; }

    /// <summary>Who has it; empty when nobody.</summary>
    public string Analyst { get; init; } = "";

    /// <summary>What it was last determined to be; null until it was.</summary>
    public CaseDetermined? Determination { get; init; }

    public Instant? TriagedAt { get; init; }
    public Instant? ContainedAt { get; init; }
    public Instant? RecoveredAt { get; init; }
    public Instant? ClosedAt { get; init; }
    public string Lessons { get; init; } = "";
    public ImmutableArray<string> OwnAlerts { get; init; } = Opened.Alerts;
    public ImmutableArray<string> Techniques { get; init; } = [];
    public ImmutableArray<AbsorbedCase> Absorbed { get; init; } = [];

    /// <summary>The case it goes on in; empty when it stands on its own.</summary>
    public string MergedInto { get; init; } = "";

    /// <summary>True while work is owed.</summary>
    public bool IsOpen => MergedInto == "" && Stage is not (CaseStage.Closed or CaseStage.Dismissed);

    /// <summary>Its alerts and those of the cases that go on in it.</summary>
    public ImmutableArray<string> Alerts => [.. OwnAlerts.Concat(Absorbed.SelectMany(each => each.Alerts)).Distinct()];
}

/// <summary>A case's id and facts.</summary>
public sealed record FoldCaseInputs(string Id, ImmutableArray<CaseFact> Facts);

/// <summary>Makes a case of its facts.</summary>
public static class FoldCase
{
    /// <summary>The case. Refuses facts that do not begin with its opening: <c>not-opened</c>.</summary>
    public static Outcome<SecurityCase> Run(FoldCaseInputs inputs) => inputs.Facts is [CaseOpened opened, .. var rest]
        ? rest.Aggregate(new SecurityCase(inputs.Id, opened), Apply)
        : new Refusal("not-opened", "Its first fact is no opening", $"case {inputs.Id}", "Open it first.");

    internal static SecurityCase Apply(SecurityCase it, CaseFact fact) => fact switch
    {
        AlertAttached attached => it with { OwnAlerts = it.OwnAlerts.Add(attached.Alert) },
        CaseTriaged triaged => it with
        {
            Severity = triaged.Severity, TriagedAt = it.TriagedAt ?? fact.At,
                Stage = it.Stage == CaseStage.New ? CaseStage.Investigating : it.Stage,
        },
        CaseDismissed => it with { Stage = CaseStage.Dismissed, TriagedAt = it.TriagedAt ?? fact.At, ClosedAt = fact.At },
        CaseAssigned assigned => it with { Analyst = assigned.Analyst },
        TechniqueSeen seen => it with { Techniques = it.Techniques.Add(seen.Technique) },
        CaseDetermined determined => it with { Determination = determined },
        CaseContained => it with { Stage = CaseStage.Contained, ContainedAt = fact.At },
        CaseEradicated => it with { Stage = CaseStage.Eradicated },
        CaseRecovered => it with { Stage = CaseStage.Recovered, RecoveredAt = fact.At },
        LessonsRecorded lessons => it with { Lessons = lessons.Lessons },
        CaseClosed => it with { Stage = CaseStage.Closed, ClosedAt = fact.At },
        CaseReopened => it with { Stage = CaseStage.Investigating, ClosedAt = null, ContainedAt = null, RecoveredAt = null },
        CaseMerged merged => it with { MergedInto = merged.Into },
        CaseUnmerged => it with { MergedInto = "" },
        CaseAbsorbed absorbed => it with { Absorbed = it.Absorbed.Add(new(absorbed.Other, absorbed.Alerts)) },
        CaseReleased released => it with { Absorbed = it.Absorbed.RemoveAll(each => each.Id == released.Other) },
        _ => it,
    };
}
