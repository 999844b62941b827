using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Findings;

/// <summary>Something that an import learned about the findings of one asset. The facts of an asset in their order are its
/// findings.</summary>
/// <param name="At">When it was so: the scan's own time where the report gives it.</param>
public abstract record FindingFact(Instant At)
{
    /// <summary>A scanner sees a finding for the first time, again, or in another version.</summary>
    public sealed record Seen(
        Instant At, string Id, string Component, string Title, ImmutableArray<string> Names, ImmutableArray<string> Covers,
        LocalDate? PublishedOn, string FixedIn, string Vector, FindingSource Source) : FindingFact(At);

    /// <summary>A scanner states another severity. The finding stays the same.</summary>
    public sealed record Rerated(Instant At, string Id, FindingSource Source, StatedSeverity From) : FindingFact(At);

    /// <summary>A rescan of the same scope no longer sees it.</summary>
    public sealed record GoneFromScan(Instant At, string Id, string Scanner, string Scope, string Rule) : FindingFact(At);

    /// <summary>A VEX document says something about it.</summary>
    public sealed record Judged(
        Instant At, string Id, string Scanner, FindingStatement Statement, string Reason, string Evidence) : FindingFact(At);

    /// <summary>Two findings turn out to be one, by an alias that was not known before. The older one stays.</summary>
    public sealed record Merged(Instant At, string Id, string Into) : FindingFact(At);

    /// <summary>A report was taken in. It is the last fact of its import.</summary>
    /// <param name="Hash">Of the file.</param>
    /// <param name="Entries">How many entries it had.</param>
    public sealed record ScanTaken(Instant At, string Scanner, string Scope, string Hash, int Entries) : FindingFact(At);
}
