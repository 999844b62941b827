using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Findings;

/// <summary>One scanner's view of a finding.</summary>
/// <param name="Scanner">Its name.</param>
/// <param name="Scope">What it scans, without tag and digest.</param>
/// <param name="Rule">Its own number of the rule.</param>
/// <param name="Version">The versions of the package that it saw last, parted by commas; empty for anything else.</param>
/// <param name="Host">The host, for a finding of a network scan; else empty.</param>
/// <param name="Severity">As it states it now.</param>
/// <param name="IsSuppressed">True when it was told to keep quiet about it; that closes nothing.</param>
/// <param name="GoneAt">When a rescan of the same scope no longer saw it; null while it does.</param>
public sealed record FindingSource(
    string Scanner, string Scope, string Rule, string Version, string Host, StatedSeverity Severity, bool IsSuppressed, Instant? GoneAt);

/// <summary>What a VEX document says of a finding.</summary>
/// <param name="Scanner">Whose document it is; only the same can take it back.</param>
/// <param name="Evidence">Hash of the document.</param>
public sealed record FindingJudgement(string Scanner, FindingStatement Statement, string Reason, string Evidence, Instant At)
{
    /// <summary>True when it closes the finding.</summary>
    public bool IsClosing => Statement is FindingStatement.NotAffected or FindingStatement.Fixed;
}

/// <summary>A vulnerability in a component of an asset, whatever scanners call it: alias set x component x asset. Its title and severity
/// are no part of what it is.</summary>
/// <param name="Id">Stays the same for good: 32 hexadecimal digits of what it was when first seen.</param>
/// <param name="Component">As <see cref="ComponentKey"/> spells it.</param>
/// <param name="Names">Every name it goes by; those with a colon are a scanner's own.</param>
/// <param name="Covers">CVEs of a rule that is about several.</param>
/// <param name="PublishedOn">The earliest date that a report gives.</param>
/// <param name="FirstSeen">When a scanner saw it first; no reopening moves it.</param>
/// <param name="OpenedAt">When it was last opened.</param>
/// <param name="ClosedAt">When a rescan or a VEX document closed it; null while open.</param>
/// <param name="TimesReopened">How often it came back.</param>
public sealed record SecurityFinding(
    string Id, string Component, string Title, ImmutableArray<string> Names, ImmutableArray<string> Covers, LocalDate? PublishedOn,
    string FixedIn, string Vector, Instant FirstSeen, Instant OpenedAt, Instant? ClosedAt, int TimesReopened,
    ImmutableArray<FindingSource> Sources, FindingJudgement? Judgement)
{
    /// <summary>True until a rescan or a VEX document closes it.</summary>
    public bool IsOpen => ClosedAt is null;

    /// <summary>The names of the vulnerability, without scanners' own rules.</summary>
    public IEnumerable<string> Aliases => Names.Where(name => !name.Contains(':', StringComparison.Ordinal));

    /// <summary>The worst severity that a scanner states now.</summary>
    public StatedSeverity StatedSeverity =>
        Sources.Where(source => source.GoneAt is null).Select(source => source.Severity).DefaultIfEmpty().Max();
}
