using System.Collections.Concurrent;
using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>Where a target in business days ends on its last day.</summary>
public enum DayEnd
{
    /// <summary>At the time of day at which it began.</summary>
    SameTime,
    /// <summary>When the last open hours of that day close.</summary>
    Closing,
}

/// <summary>The hours in which somebody works, in one place: a week of spans on the wall clock of a zone, closed on holidays. Working time
/// is the time that passes on the UTC line while it is open, so that a shift over a clock change is an hour shorter or longer. Holds
/// nothing that changes but a memory of years already laid out.</summary>
public sealed class WorkCalendar
{
    /// <summary>A deadline further off than this is refused.</summary>
    public const int SearchYears = 100;

    private readonly ImmutableArray<WeekSpan>[] week;
    private readonly ConcurrentDictionary<int, OpenYear> years = new();
    private readonly ConcurrentDictionary<(DateTimeZone, GapRule, OverlapRule), WorkCalendar> elsewhere = new();

    /// <summary>A calendar of spans and holidays. Spans that touch or overlap are one. Without any it is never open, and what asks it for a
    /// deadline is refused.</summary>
    public WorkCalendar(
        string name, DateTimeZone zone, IEnumerable<WeekSpan> spans, IEnumerable<LocalDate>? holidays = null,
        IEnumerable<AnnualDate>? yearlyHolidays = null, GapRule gap = GapRule.Snap, OverlapRule overlap = OverlapRule.Whole)
    {
        (Name, Zone, Gap, Overlap) = (name, zone, gap, overlap);
        Spans = [.. spans];
        Holidays = [.. holidays ?? []];
        YearlyHolidays = [.. yearlyHolidays ?? []];
        var parts = Spans.SelectMany(span => span.ByDay()).ToLookup(span => span.Day);
        week = [.. Enumerable.Range(0, 8).Select(day => Merge(parts[(IsoDayOfWeek)day]))];
    }

    /// <summary>Every hour of every day, by UTC.</summary>
    public static WorkCalendar Always { get; } = AlwaysIn(DateTimeZone.Utc);

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The zone whose wall clock opens and closes it: its own, not the reader's and not the server's.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The spans as given.</summary>
    public ImmutableArray<WeekSpan> Spans { get; }

    /// <summary>Dates on which it stays closed from midnight to midnight.</summary>
    public ImmutableHashSet<LocalDate> Holidays { get; }

    /// <summary>Dates on which it stays closed every year. 29 February is a holiday in leap years only.</summary>
    public ImmutableHashSet<AnnualDate> YearlyHolidays { get; }

    /// <summary>What a span's end means that the clock skips.</summary>
    public GapRule Gap { get; }

    /// <summary>What a span's end means that comes twice.</summary>
    public OverlapRule Overlap { get; }

    /// <summary>Every hour of every day, with the dates of a zone.</summary>
    public static WorkCalendar AlwaysIn(DateTimeZone zone) => new("24x7", zone,
        Enumerable.Range(1, 7).Select(day => new WeekSpan((IsoDayOfWeek)day, LocalTime.Midnight, LocalTime.Midnight)));

    /// <summary>The same week and holidays on another wall clock, or by other rules of the clock change.</summary>
    public WorkCalendar Under(DateTimeZone zone, GapRule gap, OverlapRule overlap) =>
        (zone, gap, overlap) == (Zone, Gap, Overlap) ? this : elsewhere.GetOrAdd((zone, gap, overlap),
            key => new(Name, key.Item1, Spans, Holidays, YearlyHolidays, key.Item2, key.Item3));

    /// <summary>The open time from one instant to another; none when the second is not later.</summary>
    public Duration Between(Instant from, Instant to)
    {
        if (to <= from) return Duration.Zero;
        var sum = Year(YearOf(to)).Before(to) - Year(YearOf(from)).Before(from);
        for (var year = YearOf(from); year < YearOf(to); year++) sum += Year(year).Total;
        return sum;
    }

    /// <summary>The first instant by which so much open time has passed since the start: the start itself for none; or, with
    /// <see cref="BudgetEnd.NextOpening"/>, the first open instant at which it has. Refuses a calendar without open hours,
    /// <c>no-open-hours</c>, and a deadline more than <see cref="SearchYears"/> off, <c>deadline-too-far</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative amount.</exception>
    public Outcome<Instant> Add(Instant start, Duration amount, BudgetEnd end = BudgetEnd.Closing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, Duration.Zero);
        if (amount == Duration.Zero && end == BudgetEnd.Closing) return start;
        var first = YearOf(start);
        var (left, isNeverOpen) = (amount + Year(first).Before(start), true);
        for (var year = first; year < first + SearchYears; year++)
        {
            if (Year(year).Reach(left, end) is { } found) return found;
            left -= Year(year).Total;
            isNeverOpen &= Year(year).Total == Duration.Zero;
        }
        return Unreachable(isNeverOpen, FormattableString.Invariant($"The instant {amount.TotalHours:0.##} h after {start}"));
    }

    /// <summary>The first open instant at or after another. Refuses as <see cref="Add"/> does.</summary>
    public Outcome<Instant> NextOpening(Instant at) => Add(at, Duration.Zero, BudgetEnd.NextOpening);

    /// <summary>True inside open hours; the closing instant is outside.</summary>
    public bool IsOpen(Instant at) => Year(YearOf(at)).IsOpen(at);

    /// <summary>True on a date with open hours.</summary>
    public bool IsBusinessDay(LocalDate date) =>
        !week[(int)date.DayOfWeek].IsEmpty && !Holidays.Contains(date)
        && !YearlyHolidays.Contains(new(date.Month, date.Day));

    /// <summary>The date of an instant on this calendar's clock.</summary>
    public LocalDate DateOf(Instant at) => at.InZone(Zone).Date;

    /// <summary>The date so many business days later, the first not counted; earlier when negative. Refuses as <see cref="Add"/>
    /// does.</summary>
    public Outcome<LocalDate> BusinessDay(LocalDate from, int days)
    {
        var (date, tried) = (from, 0);
        for (var left = Math.Abs(days); left > 0; tried++)
        {
            if (tried > SearchYears * 366) return Unreachable(left == Math.Abs(days), $"The day {days} business days from {from}");
            date = date.PlusDays(Math.Sign(days));
            if (IsBusinessDay(date)) left--;
        }
        return date;
    }

    /// <summary>So many business days later, at the same time of day or at closing. Refuses as <see cref="Add"/> does.</summary>
    public Outcome<Instant> AddBusinessDays(Instant start, int days, DayEnd end)
    {
        var local = start.InZone(Zone).LocalDateTime;
        return BusinessDay(local.Date, days).Select(date =>
            end == DayEnd.Closing && IsBusinessDay(date) && OpenHoursOf(date) is [.., var last]
                ? last.Closes
                : LocalMoment.Opening(Zone, date + local.TimeOfDay, Gap, Overlap));
    }

    /// <summary>The midnight that ends the date so many calendar days later, whatever the hours: "within 35 calendar days" of 1 March is
    /// through 5 April. Source: NERC CIP-007-6 R2, CIP-010-4 R2.</summary>
    public Instant EndOfCalendarDay(Instant start, int days) => LocalMoment.StartOf(Zone, DateOf(start).PlusDays(days + 1));

    /// <summary>The midnight that ends the last day of the month so many months later: "at least once every 15 calendar months" after
    /// any day of January is through 30 April of the next year. Source: NERC CIP-002 to CIP-011, on calendar months.</summary>
    public Instant EndOfCalendarMonth(Instant start, int months) =>
        LocalMoment.StartOf(Zone, DateOf(start).ToYearMonth().PlusMonths(months + 1).OnDayOfMonth(1));

    /// <summary>A stretch of time cut at this calendar's midnights, with the date of each piece.</summary>
    public IEnumerable<(LocalDate Date, Instant From, Instant To)> ByDay(Instant from, Instant to)
    {
        for (var date = DateOf(from); from < to; date = date.PlusDays(1))
        {
            var end = Instant.Min(to, LocalMoment.StartOf(Zone, date.PlusDays(1)));
            if (end > from) yield return (date, from, end);
            from = end;
        }
    }

    /// <summary>The open stretches of a period in order, cut at its ends; those that touch at midnight are one.</summary>
    public IEnumerable<Interval> OpenBetween(Instant from, Instant to)
    {
        Interval? last = null;
        for (var date = DateOf(from); date <= DateOf(to); date = date.PlusDays(1))
            foreach (var (opens, closes) in IsBusinessDay(date) ? OpenHoursOf(date) : [])
            {
                if (closes <= from || opens >= to) continue;
                var piece = new Interval(Instant.Max(opens, from), Instant.Min(closes, to));
                if (last is { } before && before.End == piece.Start) piece = new(before.Start, piece.End);
                else if (last is { } done) yield return done;
                last = piece;
            }
        if (last is { } rest) yield return rest;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private int YearOf(Instant at) => at.InZone(Zone).Year;

    private OpenYear Year(int year) => years.GetOrAdd(year, LayOut);

    private OpenYear LayOut(int year)
    {
        var spans = ImmutableArray.CreateBuilder<(Instant, Instant)>();
        for (var date = new LocalDate(year, 1, 1); date.Year == year; date = date.PlusDays(1))
            if (IsBusinessDay(date)) spans.AddRange(OpenHoursOf(date));
        return new(spans.ToImmutable());
    }

    /// <summary>The open hours of a business day as instants. Cut at the day's own midnights, and where a clock change brings two spans
    /// over each other counted once.</summary>
    private List<(Instant Opens, Instant Closes)> OpenHoursOf(LocalDate date)
    {
        var (after, midnight) = (LocalMoment.StartOf(Zone, date), LocalMoment.StartOf(Zone, date.PlusDays(1)));
        var open = new List<(Instant, Instant)>();
        foreach (var span in week[(int)date.DayOfWeek])
        {
            var opens = span.Opens == LocalTime.Midnight
                ? after : Instant.Max(after, LocalMoment.Opening(Zone, date + span.Opens, Gap, Overlap));
            var closes = span.Closes == LocalTime.Midnight
                ? midnight : Instant.Min(midnight, LocalMoment.Closing(Zone, date + span.Closes, Gap, Overlap));
            if (closes <= opens) continue;
            open.Add((opens, closes));
            after = closes;
        }
        return open;
    }

    private Refusal Unreachable(bool isNeverOpen, string what) => isNeverOpen
        ? new("no-open-hours", "The calendar is never open", Name, "Give it open hours, or fewer holidays.")
        : new("deadline-too-far", $"{what} is more than {SearchYears} years off", Name, "Ask for less, or open the calendar longer.");

    private static ImmutableArray<WeekSpan> Merge(IEnumerable<WeekSpan> spans)
    {
        var merged = new List<WeekSpan>();
        foreach (var span in spans.OrderBy(span => span.Opens))
        {
            var last = merged.LastOrDefault();
            if (last is null || last.Closes != LocalTime.Midnight && last.Closes < span.Opens) merged.Add(span);
            else if (last.Closes != LocalTime.Midnight && (span.Closes == LocalTime.Midnight || span.Closes > last.Closes))
                merged[^1] = last with { Closes = span.Closes };
        }
        return [.. merged];
    }
}
