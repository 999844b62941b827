using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>Something that happened to an asset, or to an incident, that a CIP standard asks about. Clocks and evidence are read off these;
/// none is ever changed.</summary>
/// <param name="At">When it happened.</param>
/// <param name="By">Who did it.</param>
/// <param name="Asset">On which asset; of a fact of an incident, the asset it is about.</param>
/// <param name="Proof">SHA-256 of the document that proves it, in hexadecimal; empty where there is none.</param>
public abstract record CipFact(Instant At, Actor By, string Asset, string Proof);

/// <summary>A source of patches is tracked for an asset (CIP-007 R2.1).</summary>
public sealed record SourceTracked(Instant At, Actor By, string Asset, string Proof, string Source) : CipFact(At, By, Asset, Proof);

/// <summary>A source is tracked no longer: the software is gone, the vendor publishes no more.</summary>
public sealed record SourceDropped(Instant At, Actor By, string Asset, string Proof, string Source) : CipFact(At, By, Asset, Proof);

/// <summary>What a source published was evaluated; the instant is when the evaluation was complete (CIP-007 R2.2).</summary>
/// <param name="Applicable">The patches that apply to the asset; may be none.</param>
public sealed record PatchesEvaluated(
    Instant At, Actor By, string Asset, string Proof, string Source, ImmutableArray<string> Applicable) : CipFact(At, By, Asset, Proof);

/// <summary>A patch was put in (CIP-007 R2.3).</summary>
public sealed record PatchApplied(Instant At, Actor By, string Asset, string Proof, string Patch) : CipFact(At, By, Asset, Proof);

/// <summary>A mitigation plan with its last day was made, or an existing one revised to take in patches (CIP-007 R2.3).</summary>
/// <param name="CompleteBy">Its last day; of a revision only a first day counts, a later one needs <see cref="PlanExtended"/>.</param>
public sealed record PlanDated(
    Instant At, Actor By, string Asset, string Proof, string Plan, ImmutableArray<string> Patches, LocalDate CompleteBy)
    : CipFact(At, By, Asset, Proof);

/// <summary>A plan got a later last day (CIP-007 R2.4). Counts only from the CIP Senior Manager or a delegate.</summary>
public sealed record PlanExtended(Instant At, Actor By, string Asset, string Proof, string Plan, LocalDate CompleteBy)
    : CipFact(At, By, Asset, Proof);

/// <summary>A plan was carried out (CIP-007 R2.4).</summary>
public sealed record PlanDone(Instant At, Actor By, string Asset, string Proof, string Plan) : CipFact(At, By, Asset, Proof);

/// <summary>An item that a baseline names (CIP-010 R1.1).</summary>
public sealed record BaselineItem(BaselineKind Kind, string Name, string Value);

/// <summary>The five things that a baseline names. Source: CIP-010-4 R1, parts 1.1.1 to 1.1.5.</summary>
public enum BaselineKind
{
    /// <summary>The operating system, or the firmware where there is none.</summary>
    System,
    /// <summary>Commercial or open software.</summary>
    Software,
    /// <summary>Custom software.</summary>
    Custom,
    /// <summary>A logical port that can be reached.</summary>
    Port,
    /// <summary>A security patch that is in.</summary>
    Patch,
}

/// <summary>The baseline of an asset was written down (CIP-010 R1.1), for a change also R1.3.</summary>
/// <param name="Change">The change it follows; empty for a first baseline.</param>
public sealed record BaselineRecorded(
    Instant At, Actor By, string Asset, string Proof, ImmutableArray<BaselineItem> Items, string Change) : CipFact(At, By, Asset, Proof);

/// <summary>A change that leaves the baseline was authorised (CIP-010 R1.2).</summary>
/// <param name="Items">What it may put in, change or take away; an empty value is any.</param>
public sealed record ChangeAuthorised(
    Instant At, Actor By, string Asset, string Proof, string Change, ImmutableArray<BaselineItem> Items) : CipFact(At, By, Asset, Proof);

/// <summary>A change is done: the 30 days of CIP-010 R1.3 begin.</summary>
public sealed record ChangeCompleted(Instant At, Actor By, string Asset, string Proof, string Change) : CipFact(At, By, Asset, Proof);

/// <summary>The controls a change might touch were verified after it (CIP-010 R1.4).</summary>
public sealed record ControlsVerified(Instant At, Actor By, string Asset, string Proof, string Change) : CipFact(At, By, Asset, Proof);

/// <summary>A change was tried out before it went into production (CIP-010 R1.5).</summary>
/// <param name="Differences">Between the test environment and production, and how they were allowed for; empty where it was tried in
/// production.</param>
public sealed record ChangeTested(Instant At, Actor By, string Asset, string Proof, string Change, string Differences)
    : CipFact(At, By, Asset, Proof);

/// <summary>The source and the integrity of software were verified before it went in (CIP-010 R1.6).</summary>
public sealed record SoftwareVerified(Instant At, Actor By, string Asset, string Proof, string Change) : CipFact(At, By, Asset, Proof);

/// <summary>The asset was looked at and compared with its baseline (CIP-010 R2.1).</summary>
public sealed record BaselineObserved(
    Instant At, Actor By, string Asset, string Proof, ImmutableArray<BaselineItem> Items) : CipFact(At, By, Asset, Proof);

/// <summary>The asset began to serve.</summary>
public sealed record WentLive(Instant At, Actor By, string Asset, string Proof) : CipFact(At, By, Asset, Proof);

/// <summary>A vulnerability assessment was held (CIP-010 R3.1).</summary>
public sealed record AssessmentHeld(Instant At, Actor By, string Asset, string Proof) : CipFact(At, By, Asset, Proof);

/// <summary>An active vulnerability assessment was held: of a system in a test environment (CIP-010 R3.2), of a new asset before it goes
/// live (R3.3).</summary>
public sealed record ActiveAssessmentHeld(Instant At, Actor By, string Asset, string Proof) : CipFact(At, By, Asset, Proof);

/// <summary>What an assessment found is to be remedied by a day (CIP-010 R3.4).</summary>
public sealed record ActionPlanned(Instant At, Actor By, string Asset, string Proof, string Plan, LocalDate CompleteBy)
    : CipFact(At, By, Asset, Proof);

/// <summary>The plan of an assessment was carried out (CIP-010 R3.4).</summary>
public sealed record ActionDone(Instant At, Actor By, string Asset, string Proof, string Plan) : CipFact(At, By, Asset, Proof);

/// <summary>What an incident was determined to be.</summary>
public enum DeterminedAs
{
    /// <summary>A reportable cyber security incident: one hour.</summary>
    Reportable,
    /// <summary>An attempt to compromise: the end of the next calendar day.</summary>
    Attempt,
    /// <summary>Neither: nothing is reported.</summary>
    NotReportable,
}

/// <summary>What a report tells (CIP-008 R4.1).</summary>
public enum IncidentAttribute
{
    /// <summary>What no longer works.</summary>
    FunctionalImpact,
    /// <summary>How they came in.</summary>
    AttackVector,
    /// <summary>How far they came.</summary>
    IntrusionLevel,
}

/// <summary>An incident was determined to be what it is: a fact of its own, from which the clocks of CIP-008 R4 count.</summary>
public sealed record IncidentDetermined(Instant At, Actor By, string Asset, string Proof, string Incident, DeterminedAs As)
    : CipFact(At, By, Asset, Proof);

/// <summary>Something new or changed was learned about an incident.</summary>
public sealed record AttributeLearned(
    Instant At, Actor By, string Asset, string Proof, string Incident, IncidentAttribute Attribute) : CipFact(At, By, Asset, Proof);

/// <summary>A notice or an update was sent.</summary>
/// <param name="Recipient"><c>E-ISAC</c> or <c>CISA</c>.</param>
/// <param name="Told">What it tells.</param>
public sealed record ReportSent(
    Instant At, Actor By, string Asset, string Proof, string Incident, string Recipient, ImmutableArray<IncidentAttribute> Told)
    : CipFact(At, By, Asset, Proof);
