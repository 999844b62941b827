using Busbar.Digital.Handoffs.Cybersecurity;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Findings;

/// <summary>How facts change a finding. It is open while a scanner sees it and no VEX document says that it is fixed or does not
/// matter.</summary>
internal static class FollowFinding
{
    public static SecurityFinding Open(FindingFact.Seen seen) => new(
        seen.Id, seen.Component, seen.Title, seen.Names, seen.Covers, seen.PublishedOn, seen.FixedIn, seen.Vector, FirstSeen: seen.At,
        OpenedAt: seen.At, ClosedAt: null, TimesReopened: 0, [seen.Source], Judgement: null);

    public static SecurityFinding Apply(SecurityFinding finding, FindingFact fact) => Settle(fact switch
    {
        FindingFact.Seen seen => finding with
        {
            Names = [.. finding.Names.Union(seen.Names)],
            Covers = [.. finding.Covers.Union(seen.Covers)],
            PublishedOn = Earlier(finding.PublishedOn, seen.PublishedOn),
            FirstSeen = Instant.Min(finding.FirstSeen, seen.At),
            FixedIn = seen.FixedIn == "" ? finding.FixedIn : seen.FixedIn,
            Vector = seen.Vector == "" ? finding.Vector : seen.Vector,
            Sources = [.. finding.Sources.Where(source => !IsSame(source, seen.Source)), seen.Source],
        },
        FindingFact.Rerated rerated => finding with
        {
            Sources = [.. finding.Sources.Select(source => IsSame(source, rerated.Source) ? rerated.Source : source)],
        },
        FindingFact.GoneFromScan gone => finding with
        {
            Sources = [.. finding.Sources.Select(source =>
                (source.Scanner, source.Scope, source.Rule) == (gone.Scanner, gone.Scope, gone.Rule) ? source with { GoneAt = gone.At }
                    : source)],
        },
        FindingFact.Judged judged => finding with
        {
            Judgement = new(judged.Scanner, judged.Statement, judged.Reason, judged.Evidence, judged.At),
        },
        _ => throw new InvalidOperationException("The fact is about no single finding."),
    }, fact.At);

    /// <summary>The older finding with what the younger one knew.</summary>
    public static SecurityFinding Absorb(SecurityFinding older, SecurityFinding younger) => Settle(older with
    {
        Names = [.. older.Names.Union(younger.Names)],
        Covers = [.. older.Covers.Union(younger.Covers)],
        PublishedOn = Earlier(older.PublishedOn, younger.PublishedOn),
        TimesReopened = Math.Max(older.TimesReopened, younger.TimesReopened),
        Sources = [.. older.Sources, .. younger.Sources.Where(source => !older.Sources.Any(each => IsSame(each, source)))],
        Judgement = older.Judgement ?? younger.Judgement,
    }, younger.OpenedAt);

    public static bool IsSame(FindingSource one, FindingSource other) =>
        (one.Scanner, one.Scope, one.Rule) == (other.Scanner, other.Scope, other.Rule);

    /// <summary>Opens or closes it as its sources and its judgement have it now.</summary>
    private static SecurityFinding Settle(SecurityFinding finding, Instant at)
    {
        var isClosed = finding.Judgement is { IsClosing: true } || finding.Sources.All(source => source.GoneAt is not null);
        return isClosed == !finding.IsOpen ? finding
            : isClosed ? finding with { ClosedAt = at }
            : finding with { ClosedAt = null, OpenedAt = at, TimesReopened = finding.TimesReopened + 1 };
    }

    private static LocalDate? Earlier(LocalDate? one, LocalDate? other) => one is null || other < one ? other ?? one : one;
}
