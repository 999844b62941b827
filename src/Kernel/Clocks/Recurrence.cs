using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;

namespace Busbar.Kernel.Clocks;

/// <summary>A rule with its start: the starts of shifts, windows, gates, on a wall clock. Source: RFC 5545 section 3.8.5.</summary>
/// <param name="Rule">The rule; null for a single occurrence at the start.</param>
/// <param name="Start">The first moment an occurrence may have; it is one only where the rule names it.</param>
/// <param name="Except">Starts that are left out (EXDATE); they count towards the rule's COUNT.</param>
public sealed record Recurrence(RecurrenceRule? Rule, LocalDateTime Start, ImmutableArray<LocalDateTime> Except)
{
    /// <summary>RFC 5545 section 3.3.5: a time that the clock jumps over moves forward by the jump (02:30 becomes 03:30), one that comes
    /// twice is the first.</summary>
    public static ZoneLocalMappingResolver Rfc5545 { get; } =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    /// <summary>GoAlert's rule for the start of a shift: a time that the clock jumps over is the jump (02:30 becomes 03:00), one that comes
    /// twice is the first.</summary>
    public static ZoneLocalMappingResolver ShiftStart { get; } =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>GoAlert's rule for the end of a shift: as <see cref="ShiftStart"/>, but a time that comes twice is the second.</summary>
    public static ZoneLocalMappingResolver ShiftEnd { get; } =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The starts in [from, to) on the wall clock, in order. An end in UTC is read as the same clock's, for a calendar without a
    /// zone.</summary>
    public IEnumerable<LocalDateTime> Between(LocalDateTime from, LocalDateTime to) => Starts(from, to, Rule?.Until);

    /// <summary>The starts in [from, to) on the time line, in order: the wall clock's times in a zone, skipped and repeated times by the
    /// resolver.</summary>
    public IEnumerable<Instant> Between(Instant from, Instant to, DateTimeZone zone, ZoneLocalMappingResolver resolver)
    {
        var until = Rule is { IsUntilUtc: true, Until: { } utc } ? utc.InUtc().ToInstant() : Instant.MaxValue;
        var (first, last) = (from.InZone(zone).LocalDateTime.PlusHours(-24), to.InZone(zone).LocalDateTime.PlusHours(24));
        return Starts(first, last, Rule is { IsUntilUtc: false } ? Rule.Until : null)
            .Select(start => zone.ResolveLocal(start, resolver).ToInstant())
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
        for (var period = Rule.Count is null ? periods.IndexBefore(from) : 0; periods.FirstDayOf(period) is { } day && day <= to.Date; period++)
            foreach (var start in periods.StartsOf(day))
            {
                if (start < Start) continue;
                if (start > until || left-- == 0) yield break;
                yield return start;
            }
    }
}
