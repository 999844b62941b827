using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>A rule with its start: the starts of shifts, windows, gates, on a wall clock. Source: RFC 5545 section 3.8.5.</summary>
/// <param name="Rule">The rule; null for a single occurrence at the start.</param>
/// <param name="Start">The first moment an occurrence may have; it is one only where the rule names it.</param>
/// <param name="Except">Starts that are left out (EXDATE); they count towards the rule's COUNT.</param>
public sealed record Recurrence(RecurrenceRule? Rule, LocalDateTime Start, ImmutableArray<LocalDateTime> Except)
{
    /// <summary>The starts in [from, to) on the wall clock, in order. An end in UTC is read as the same clock's, for a calendar without a
    /// zone.</summary>
    public IEnumerable<LocalDateTime> Between(LocalDateTime from, LocalDateTime to) => Starts(from, to, Rule?.Until);

    /// <summary>The starts in [from, to) on the time line, in order: the wall clock's times in a zone; one that comes twice is the first.
    /// RFC 5545 section 3.3.5 shifts a skipped time forward, a rota snaps it to the jump.</summary>
    public IEnumerable<Instant> Between(Instant from, Instant to, DateTimeZone zone, GapRule gap)
    {
        var until = Rule is { IsUntilUtc: true, Until: { } utc } ? utc.InUtc().ToInstant() : Instant.MaxValue;
        var (first, last) = (from.InZone(zone).LocalDateTime.PlusHours(-24), to.InZone(zone).LocalDateTime.PlusHours(24));
        return Starts(first, last, Rule is { IsUntilUtc: false } ? Rule.Until : null)
            .Select(start => LocalMoment.Opening(zone, start, gap, OverlapRule.First))
            .Where(start => from <= start && start < to && start <= until);
    }

    private IEnumerable<LocalDateTime> Starts(LocalDateTime from, LocalDateTime to, LocalDateTime? until) =>
        Unbound(from, to, until).Where(start => start >= from && !Except.Contains(start)).TakeWhile(start => start < to);

    private IEnumerable<LocalDateTime> Unbound(LocalDateTime from, LocalDateTime to, LocalDateTime? until)
    {
        if (Rule is null)
        {
            if (Start < to) yield return Start;
            yield break;
        }
        var left = Rule.Count ?? int.MaxValue;
        var periods = new RecurrencePeriods(Rule, Start);
        var first = Rule.Count is null ? periods.IndexBefore(from) : 0;
        for (var period = first; periods.FirstDayOf(period) is { } day && day <= to.Date; period++)
            foreach (var start in periods.StartsOf(day))
            {
                if (start < Start) continue;
                if (start > until || left-- == 0) yield break;
                yield return start;
            }
    }
}
