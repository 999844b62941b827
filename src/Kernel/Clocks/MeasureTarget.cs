using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>Measures one cycle of a target: what was worked, when it is due, how it stands.</summary>
internal sealed class MeasureTarget(TargetTerm term, ClockPolicy policy, TicketLog log, Instant asOf)
{
    /// <summary>The state; refused as the calendar refuses a deadline. Null when nothing was ever promised.</summary>
    public Outcome<TargetState>? Run(TargetCycle cycle)
    {
        if (cycle.Amount is not { } given) return null;
        var amount = given is TargetAmount.Days { Count: var days } && policy.DayMeaning == DayMeaning.TwentyFourWorkingHours
            ? new TargetAmount.Working(Duration.FromHours(24 * (double)days)) : given;
        cycle = cycle with { Amount = amount, Calendar = policy.Bind(cycle.Calendar) };
        var holds = HoldsOf(cycle);
        var stretches = Lay(cycle.Calendar, cycle.Start, cycle.Stop ?? asOf, holds);
        return Deadline(cycle, holds, stretches) switch
        {
            Outcome<Instant?>.Refused refused => refused.Refusal,
            var due => Judge(cycle, stretches, due.OrThrow()),
        };
    }

    /// <summary>The pauses that hold this cycle and the stretches in which it was stopped, in order, none over another.</summary>
    private ImmutableArray<Hold> HoldsOf(TargetCycle cycle)
    {
        var over = cycle.Stop ?? asOf;
        var pauses = policy.Pause == PauseRule.Hides || term.Kind == TargetKind.Statutory
            ? [] : log.PausesAfter(cycle.PausesFrom).TakeWhile(pause => pause.From < over);
        var holds = new List<Hold>();
        foreach (var hold in pauses.Select(pause => pause with { From = Instant.Max(pause.From, cycle.PausesFrom) })
            .Concat(cycle.Holds).OrderBy(hold => hold.From))
            if (holds.Count == 0 || holds[^1].To is { } end && end < hold.From) holds.Add(hold);
            else if (holds[^1].To is { } last && (hold.To is null || hold.To > last)) holds[^1] = holds[^1] with { To = hold.To };
        return [.. holds];
    }

    private static ImmutableArray<ClockStretch> Lay(WorkCalendar calendar, Instant from, Instant to, ImmutableArray<Hold> holds)
    {
        var stretches = ImmutableArray.CreateBuilder<ClockStretch>();
        void Add(Instant until, bool isRunning)
        {
            until = Instant.Min(until, to);
            if (until <= from) return;
            stretches.Add(new(from, until, isRunning, calendar.Between(from, until)));
            from = until;
        }
        foreach (var hold in holds)
        {
            Add(hold.From, isRunning: true);
            Add(hold.To ?? to, isRunning: false);
        }
        Add(to, isRunning: true);
        return stretches.ToImmutable();
    }

    private Outcome<Instant?> Deadline(TargetCycle cycle, ImmutableArray<Hold> holds, ImmutableArray<ClockStretch> stretches) =>
        cycle.Amount switch
        {
            TargetAmount.Working working => WorkingDeadline(cycle, working.Time, holds, stretches),
            TargetAmount.Days days => DayDeadline(cycle, days.Count, holds),
            TargetAmount.CalendarDays days => cycle.Calendar.EndOfCalendarDay(cycle.Start, days.Count),
            TargetAmount.CalendarMonths months => cycle.Calendar.EndOfCalendarMonth(cycle.Start, months.Count),
            _ => throw new InvalidOperationException("A target is given working time, days, calendar days or months."),
        };

    /// <summary>The smallest instant d with open(start, d) − held(start, d) ≥ the time given.</summary>
    private Outcome<Instant?> WorkingDeadline(
        TargetCycle cycle, Duration left, ImmutableArray<Hold> holds, ImmutableArray<ClockStretch> stretches)
    {
        foreach (var stretch in stretches.Where(each => each.IsRunning))
        {
            if (left < stretch.Open || left == stretch.Open && policy.BudgetEnd == BudgetEnd.Closing)
                return Found(cycle, cycle.Calendar.Add(stretch.From, left, policy.BudgetEnd));
            left -= stretch.Open;
        }
        return IsHeld(cycle, holds) ? default(Instant?) : Found(cycle, cycle.Calendar.Add(cycle.Stop ?? asOf, left, policy.BudgetEnd));
    }

    private Outcome<Instant?> DayDeadline(TargetCycle cycle, int days, ImmutableArray<Hold> holds)
    {
        var (calendar, shift, rest) = (cycle.Calendar, 0, Duration.Zero);
        var due = calendar.AddBusinessDays(cycle.Start, days, policy.DayEnd);
        foreach (var hold in holds)
        {
            if (due is not Outcome<Instant>.Done { Value: var at } || hold.From >= at) break;
            if ((hold.To ?? cycle.Stop) is not { } end) return default(Instant?);
            if (policy.DayPause == DayPause.WorkingDays) shift += BusinessDays(calendar, hold.From, end);
            else
            {
                rest += end - hold.From;
                (shift, rest) = (shift + rest.Days, rest - Duration.FromDays(rest.Days));
            }
            due = calendar.AddBusinessDays(cycle.Start, checked(days + shift), policy.DayEnd);
            if (due is Outcome<Instant>.Done shifted && policy.DayEnd == DayEnd.SameTime) due = calendar.Add(shifted.Value, rest);
        }
        return Found(cycle, due);
    }

    /// <summary>Business days that began between two instants.</summary>
    private static int BusinessDays(WorkCalendar calendar, Instant from, Instant to)
    {
        var (count, last) = (0, calendar.DateOf(to));
        for (var date = calendar.DateOf(from).PlusDays(1); date <= last; date = date.PlusDays(1))
            if (calendar.IsBusinessDay(date)) count++;
        return count;
    }

    /// <summary>The deadline, or none where it lies beyond the policy's search.</summary>
    private Outcome<Instant?> Found(TargetCycle cycle, Outcome<Instant> due) =>
        due.Select(at => policy.SearchCap is { } cap && at - cycle.Start >= cap ? default(Instant?) : at);

    private static bool IsHeld(TargetCycle cycle, ImmutableArray<Hold> holds) => cycle.Stop is null && holds is [.., { To: null }];

    private TargetState Judge(TargetCycle cycle, ImmutableArray<ClockStretch> stretches, Instant? due)
    {
        var end = cycle.Stop ?? asOf;
        var isPaused = cycle.Stop is null && term.Kind != TargetKind.Statutory && log.Pauses is [.., { To: null }];
        var isBreached = due < end && !cycle.IsCancelled;
        var worked = Sum(stretches) + (policy.IsElapsedInclusive && end > cycle.Start ? Duration.FromSeconds(1) : Duration.Zero);
        var (left, percent) = cycle.Amount is TargetAmount.Working { Time: var time }
            ? (time - worked, time > Duration.Zero ? 100 * (worked / time) : 100)
            : due is { } at ? (at - end, 100 * ((end - cycle.Start) / (at - cycle.Start))) : (default(Duration?), default(double?));
        var unlost = HoldsOf(cycle with { Holds = [], PausesFrom = cycle.Origin });
        var whole = Lay(cycle.Calendar, cycle.Origin, end, unlost);
        return new(term.Name, term.Kind, cycle.Number, cycle.Priority, cycle.Amount!, cycle switch
        {
            { IsCancelled: true } => TargetStanding.Cancelled,
            _ when isBreached => TargetStanding.Breached,
            { Stop: not null } => TargetStanding.Met,
            _ => isPaused ? TargetStanding.Paused : TargetStanding.Running,
        }, cycle.Start, policy.Pause == PauseRule.Hides && isPaused ? null : due, cycle.Stop, worked, left, percent,
            isBreached ? due : null, cycle.FirstStop,
            cycle.FirstStop is { } stop ? Sum(Lay(cycle.Calendar, cycle.Origin, stop, unlost)) : default,
            Sum(whole), $"{policy.Name} {policy.Version}", stretches, cycle.Calendar);
    }

    private static Duration Sum(IEnumerable<ClockStretch> stretches) =>
        stretches.Where(each => each.IsRunning).Aggregate(Duration.Zero, (sum, each) => sum + each.Open);
}
