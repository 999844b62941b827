using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cases;

/// <summary>Something that happened to a security case: when, on the word of whom. Its state is a fold of these; none is ever
/// changed.</summary>
public abstract record CaseFact(Instant At, Actor By);

/// <summary>It was opened.</summary>
/// <param name="Asset">What it is about, a name of the service map.</param>
/// <param name="DetectedAt">When the first sign of it was there to be seen.</param>
/// <param name="Alerts">The keys of the alerts it began with.</param>
public sealed record CaseOpened(Instant At, Actor By, string Title, string Asset, Instant DetectedAt, ImmutableArray<string> Alerts)
    : CaseFact(At, By);

/// <summary>Another alert belongs to it.</summary>
public sealed record AlertAttached(Instant At, Actor By, string Alert) : CaseFact(At, By);

/// <summary>Somebody looked and it is worth following.</summary>
/// <param name="Severity">1 is the worst, 4 the least.</param>
public sealed record CaseTriaged(Instant At, Actor By, int Severity) : CaseFact(At, By);

/// <summary>Somebody looked and it is nothing.</summary>
public sealed record CaseDismissed(Instant At, Actor By, string Why) : CaseFact(At, By);

/// <summary>Somebody has it.</summary>
public sealed record CaseAssigned(Instant At, Actor By, string Analyst) : CaseFact(At, By);

/// <summary>A technique of ATT&amp;CK was seen in it.</summary>
public sealed record TechniqueSeen(Instant At, Actor By, string Technique) : CaseFact(At, By);

/// <summary>A note was written.</summary>
public sealed record CaseNoted(Instant At, Actor By, string Text) : CaseFact(At, By);

/// <summary>What it is under CIP-008 was determined; the reporting clocks run from here.</summary>
public sealed record CaseDetermined(Instant At, Actor By, DeterminedAs As, string Why) : CaseFact(At, By);

/// <summary>It spreads no further.</summary>
public sealed record CaseContained(Instant At, Actor By, string How) : CaseFact(At, By);

/// <summary>Its cause is gone.</summary>
public sealed record CaseEradicated(Instant At, Actor By, string How) : CaseFact(At, By);

/// <summary>What it touched works again.</summary>
public sealed record CaseRecovered(Instant At, Actor By, string How) : CaseFact(At, By);

/// <summary>What was learned from it (CIP-008 R3.1).</summary>
public sealed record LessonsRecorded(Instant At, Actor By, string Lessons) : CaseFact(At, By);

/// <summary>It is closed.</summary>
public sealed record CaseClosed(Instant At, Actor By) : CaseFact(At, By);

/// <summary>It is not over after all.</summary>
public sealed record CaseReopened(Instant At, Actor By, string Why) : CaseFact(At, By);

/// <summary>It goes on in another.</summary>
public sealed record CaseMerged(Instant At, Actor By, string Into) : CaseFact(At, By);

/// <summary>Another goes on in it.</summary>
public sealed record CaseAbsorbed(Instant At, Actor By, string Other, ImmutableArray<string> Alerts) : CaseFact(At, By);

/// <summary>The merge was a mistake: it stands on its own again.</summary>
public sealed record CaseUnmerged(Instant At, Actor By, string From, string Why) : CaseFact(At, By);

/// <summary>The other goes on in it no longer.</summary>
public sealed record CaseReleased(Instant At, Actor By, string Other) : CaseFact(At, By);
