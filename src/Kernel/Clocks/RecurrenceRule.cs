using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>What a recurrence counts in. Rotas, maintenance and gates need no others.</summary>
public enum RecurrenceFrequency
{
    /// <summary>Days.</summary>
    Daily,
    /// <summary>Weeks, from the rule's first day of the week.</summary>
    Weekly,
    /// <summary>Calendar months.</summary>
    Monthly,
}

/// <summary>A day of the week in a recurrence: every one (ordinal 0), or the first, second, last (−1) of the month.</summary>
public readonly record struct RecurringDay(int Ordinal, IsoDayOfWeek Day);

/// <summary>A recurrence rule of RFC 5545 section 3.3.10, the parts that rotas and windows need. Lists are ascending without repeats; an
/// empty list does not restrict. BYWEEKNO, BYYEARDAY, RSCALE, SKIP and the frequencies YEARLY, HOURLY, MINUTELY, SECONDLY are
/// refused.</summary>
/// <param name="Frequency">What is counted.</param>
/// <param name="Interval">Every how many; at least 1.</param>
/// <param name="Count">How many occurrences in all; null for no such end.</param>
/// <param name="Until">The last moment an occurrence may start, on the clock of the start, or in UTC when so marked; null for no such
/// end.</param>
/// <param name="IsUntilUtc">True when <paramref name="Until"/> is in UTC.</param>
/// <param name="Months">1 to 12.</param>
/// <param name="MonthDays">1 to 31, or −1 (the last) to −31.</param>
/// <param name="Days">Days of the week; ordinals only in a monthly rule.</param>
/// <param name="Hours">0 to 23.</param>
/// <param name="Minutes">0 to 59.</param>
/// <param name="Seconds">0 to 59.</param>
/// <param name="Positions">Which members of each period's set are kept: 1 the first, −1 the last.</param>
/// <param name="WeekStart">The day a week begins on.</param>
public sealed record RecurrenceRule(
    RecurrenceFrequency Frequency, int Interval, int? Count, LocalDateTime? Until, bool IsUntilUtc, ImmutableArray<int> Months,
    ImmutableArray<int> MonthDays, ImmutableArray<RecurringDay> Days, ImmutableArray<int> Hours, ImmutableArray<int> Minutes,
    ImmutableArray<int> Seconds, ImmutableArray<int> Positions, IsoDayOfWeek WeekStart)
{
    /// <summary>Most starts a day that a rule may name: one every twenty seconds or so.</summary>
    public const int StartsPerDayMax = 4096;

    /// <summary>Reads <c>FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=9</c>, with or without <c>RRULE:</c>. Refuses a part that is not offered
    /// (<c>recurrence-not-offered</c>), one that is no rule (<c>bad-recurrence</c>), and more than <see cref="StartsPerDayMax"/> starts a
    /// day (<c>recurrence-too-dense</c>).</summary>
    public static Outcome<RecurrenceRule> Parse(string text) => RecurrenceText.Read(text);
}
