using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Kernel.Tests.Clocks;

/// <summary>Calendars against a count by the minute that knows instants and the clock on the wall only, and against each other.</summary>
public sealed class WorkCalendarTests
{
    private static readonly string[] zones =
        ["America/Chicago", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "America/Havana", "Asia/Tehran", "UTC"];

    private static readonly Instant[] weeks =
    [
        Instant.FromUtc(2015, 3, 6, 0, 0), Instant.FromUtc(2015, 3, 26, 0, 0), Instant.FromUtc(2015, 10, 16, 0, 0),
        Instant.FromUtc(2015, 10, 23, 0, 0), Instant.FromUtc(2015, 10, 30, 0, 0), Instant.FromUtc(2015, 2, 20, 0, 0),
        Instant.FromUtc(2015, 12, 29, 0, 0), Instant.FromUtc(2015, 9, 19, 0, 0),
    ];

    private static readonly WorkCalendar desk = new("desk", DateTimeZoneProviders.Tzdb["America/Chicago"],
        WeekSpan.Weekdays(new(9, 0), new(18, 0)), [new(2026, 11, 26)], [new(12, 25)]);

    [Fact]
    public void Every_minute_of_a_week_about_a_clock_change_agrees_with_the_wall_clock()
    {
        for (var seed = 0; seed < 56; seed++)
        {
            var calendar = Random(seed);
            var start = weeks[seed % weeks.Length];
            var open = Duration.Zero;
            var isOpen = OpenMinutes(calendar, start, 5);
            for (var minute = 0; minute < isOpen.Length; minute++)
            {
                var at = start + Duration.FromMinutes(minute);
                Assert.True(isOpen[minute] == calendar.IsOpen(at), $"seed {seed}, {at}, {calendar.Zone}");
                Assert.Equal(open, calendar.Between(start, at));
                if (isOpen[minute]) open += Duration.FromMinutes(1);
            }
        }
    }

    [Fact]
    public void Adding_gives_the_first_minute_by_which_the_time_has_passed()
    {
        for (var seed = 0; seed < 28; seed++)
        {
            var calendar = Random(seed);
            var start = weeks[seed % weeks.Length];
            var isOpen = OpenMinutes(calendar, start, 5);
            var total = isOpen.Count(each => each);
            for (var amount = 1; amount <= total; amount += 1 + total / 50)
            {
                var (left, minute) = (amount, 0);
                for (; left > 0; minute++)
                    if (isOpen[minute]) left--;
                Assert.Equal(start + Duration.FromMinutes(minute), calendar.Add(start, Duration.FromMinutes(amount)).OrThrow());
                while (minute < isOpen.Length && !isOpen[minute]) minute++;
                if (minute < isOpen.Length)
                    Assert.Equal(start + Duration.FromMinutes(minute),
                        calendar.Add(start, Duration.FromMinutes(amount), BudgetEnd.NextOpening).OrThrow());
            }
        }
    }

    [Fact]
    public void Adding_and_measuring_undo_each_other_and_a_split_is_the_whole()
    {
        var calendars = Enumerable.Range(0, 20).Select(Random).ToArray();
        for (var seed = 0; seed < 1000; seed++)
        {
            var (random, calendar) = (new Random(1000 + seed), calendars[seed % calendars.Length]);
            var from = Instant.FromUtc(2010, 1, 1, 0, 0) + Duration.FromSeconds(random.NextInt64(400_000_000));
            var amount = Duration.FromSeconds(random.NextInt64(1, 2_000_000));
            var due = calendar.Add(from, amount).OrThrow();
            var middle = from + (due - from) * random.NextDouble();
            Assert.Equal(amount, calendar.Between(from, due));
            Assert.True(calendar.Between(from, due - Duration.Epsilon) < amount);
            Assert.Equal(amount, calendar.Between(from, middle) + calendar.Between(middle, due));
            Assert.True(calendar.Add(from, amount + Duration.FromSeconds(1)).OrThrow() > due);
            Assert.True(calendar.Add(from + Duration.FromSeconds(1), amount).OrThrow() >= due);
            Assert.True(calendar.Add(from, amount, BudgetEnd.NextOpening).OrThrow() >= due);
        }
    }

    [Fact]
    public void A_budget_spent_at_closing_is_due_then_or_at_the_next_opening_by_policy()
    {
        var friday = Instant.FromUtc(2026, 11, 6, 15, 0);
        Assert.Equal(Instant.FromUtc(2026, 11, 7, 0, 0), desk.Add(friday, Duration.FromHours(9)).OrThrow());
        Assert.Equal(Instant.FromUtc(2026, 11, 9, 15, 0), desk.Add(friday, Duration.FromHours(9), BudgetEnd.NextOpening).OrThrow());
    }

    [Fact]
    public void A_shift_over_the_clock_change_is_an_hour_shorter_in_spring_and_longer_in_autumn()
    {
        var night = new WorkCalendar("night", desk.Zone, [new(IsoDayOfWeek.Saturday, new(22, 0), new(6, 0))]);
        Assert.Equal(7, night.Between(Instant.FromUtc(2026, 3, 7, 12, 0), Instant.FromUtc(2026, 3, 9, 12, 0)).TotalHours);
        Assert.Equal(9, night.Between(Instant.FromUtc(2026, 10, 31, 12, 0), Instant.FromUtc(2026, 11, 2, 12, 0)).TotalHours);
        Assert.Equal(8, night.Between(Instant.FromUtc(2026, 6, 6, 12, 0), Instant.FromUtc(2026, 6, 8, 12, 0)).TotalHours);
    }

    [Fact]
    public void Business_days_skip_weekends_and_holidays()
    {
        var wednesday = Instant.FromUtc(2026, 11, 25, 20, 0);
        Assert.Equal(Instant.FromUtc(2026, 11, 28, 0, 0), desk.AddBusinessDays(wednesday, 1, DayEnd.Closing).OrThrow());
        Assert.Equal(Instant.FromUtc(2026, 11, 30, 20, 0), desk.AddBusinessDays(wednesday, 2, DayEnd.SameTime).OrThrow());
        Assert.Equal(Instant.FromUtc(2026, 11, 25, 20, 0),
            desk.AddBusinessDays(desk.AddBusinessDays(wednesday, 30, DayEnd.SameTime).OrThrow(), -30, DayEnd.SameTime).OrThrow());
    }

    [Fact]
    public void A_markets_week_is_closed_on_nerc_holidays_and_on_its_own()
    {
        var week = MarketHours.Of(MarketCalendar.Ercot, WeekSpan.Weekdays(new(8, 0), new(17, 0)), [new(2026, 11, 27)]);
        for (var date = new LocalDate(1990, 1, 1); date.Year <= 2110; date = date.PlusDays(1))
            Assert.Equal(NercHolidays.IsWorkday(new(date)) && date != new LocalDate(2026, 11, 27), week.IsBusinessDay(date));
        Assert.Equal(new LocalDate(2026, 11, 30), week.BusinessDay(new(2026, 11, 25), 1).OrThrow());
        Assert.Equal(new LocalDate(2026, 11, 25), week.BusinessDay(new(2026, 11, 30), -1).OrThrow());
    }

    [Fact]
    public void Calendar_days_and_months_run_through_their_last_midnight()
    {
        var january = Instant.FromUtc(2026, 1, 10, 18, 0);
        Assert.Equal(Instant.FromUtc(2027, 5, 1, 5, 0), desk.EndOfCalendarMonth(january, 15));
        Assert.Equal(Instant.FromUtc(2026, 2, 15, 6, 0), desk.EndOfCalendarDay(january, 35));
    }

    [Fact]
    public void Open_stretches_add_up_to_the_open_time_and_hold_exactly_the_open_instants()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        var calendar = new WorkCalendar("shifts", zone,
            [new(IsoDayOfWeek.Saturday, new(22, 0), new(6, 0)), .. WeekSpan.Weekdays(new(8, 0), new(12, 0)), .. WeekSpan.Weekdays(new(13,
                0), new(17, 0))],
            [new(2026, 3, 9)]);
        foreach (var first in new[] { Instant.FromUtc(2026, 3, 5, 14, 30), Instant.FromUtc(2026, 10, 30, 3, 0) }) // both clock changes
        {
            var last = first + Duration.FromDays(6);
            var stretches = calendar.OpenBetween(first, last).ToArray();
            Assert.Equal(calendar.Between(first, last).TotalMinutes, stretches.Sum(each => each.Duration.TotalMinutes), 9);
            Assert.All(stretches.Zip(stretches.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.Start));
            for (var at = first; at < last; at += Duration.FromMinutes(15))
                Assert.Equal(calendar.IsOpen(at), stretches.Any(each => each.Contains(at)));
        }
    }

    [Fact]
    public void A_calendar_that_never_opens_is_refused_and_never_searched_for_ever()
    {
        var shut = new WorkCalendar("shut", DateTimeZone.Utc, []);
        var holy = new WorkCalendar("holy", DateTimeZone.Utc, [new(IsoDayOfWeek.Monday, new(9, 0), new(17, 0))],
            yearlyHolidays: Enumerable.Range(0, 366).Select(day => new LocalDate(2024, 1, 1).PlusDays(day)).Select(date =>
                new AnnualDate(date.Month, date.Day)));
        foreach (var calendar in new[] { shut, holy })
        {
            Assert.Equal("no-open-hours", Code(calendar.Add(weeks[0], Duration.FromHours(1))));
            Assert.Equal("no-open-hours", Code(calendar.AddBusinessDays(weeks[0], 1, DayEnd.Closing)));
            Assert.Equal("no-open-hours", Code(calendar.NextOpening(weeks[0])));
        }
        Assert.Equal("deadline-too-far", Code(desk.Add(weeks[0], Duration.FromDays(365 * 60))));
        Assert.Equal("deadline-too-far", Code(desk.AddBusinessDays(weeks[0], 1_000_000, DayEnd.Closing)));
    }

    private static string Code<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal.Code;

    /// <summary>By the clock on the wall: of each day, from the first minute not before the opening through the last minute before the
    /// closing, so that a span over a repeated hour holds it twice.</summary>
    private static bool[] OpenMinutes(WorkCalendar calendar, Instant start, int days)
    {
        var (first, last) = (start - Duration.FromDays(2), start + Duration.FromDays(days + 2));
        var minutes = Enumerable.Range(0, (int)(last - first).TotalMinutes).Select(minute => first + Duration.FromMinutes(minute))
            .Select(at => (At: at, Local: at.InZone(calendar.Zone).LocalDateTime)).GroupBy(each => each.Local.Date);
        var open = new HashSet<Instant>();
        foreach (var day in minutes)
        {
            if (calendar.Holidays.Contains(day.Key) || calendar.YearlyHolidays.Contains(new(day.Key.Month, day.Key.Day))) continue;
            foreach (var (opens, closes) in Parts(calendar, day.Key.DayOfWeek))
            {
                var from = day.FirstOrDefault(each => each.Local.TimeOfDay >= opens).At;
                var to = day.LastOrDefault(each => closes == LocalTime.Midnight || each.Local.TimeOfDay < closes).At;
                if (from == default || to == default) continue;
                for (var at = from; at <= to; at += Duration.FromMinutes(1)) open.Add(at);
            }
        }
        return [.. Enumerable.Range(0, days * 1440).Select(minute => open.Contains(start + Duration.FromMinutes(minute)))];
    }

    private static IEnumerable<(LocalTime, LocalTime)> Parts(WorkCalendar calendar, IsoDayOfWeek day)
    {
        foreach (var span in calendar.Spans)
        {
            if (span.Day == day) yield return (span.Opens, span.Closes > span.Opens ? span.Closes : LocalTime.Midnight);
            if ((int)span.Day % 7 + 1 == (int)day && span.Closes <= span.Opens && span.Closes > LocalTime.Midnight)
                yield return (LocalTime.Midnight, span.Closes);
        }
    }

    private static WorkCalendar Random(int seed)
    {
        var random = new Random(seed);
        var spans = Enumerable.Range(0, random.Next(3, 12)).Select(_ => new WeekSpan(
            (IsoDayOfWeek)random.Next(1, 8), Quarter(random), Quarter(random))).ToArray();
        var holidays = Enumerable.Range(0, random.Next(3)).Select(_ => new LocalDate(2015, random.Next(1, 13), random.Next(1, 29)));
        return new($"random {seed}", DateTimeZoneProviders.Tzdb[zones[(uint)seed % zones.Length]], spans, holidays, [new(1, 1)]);
    }

    private static LocalTime Quarter(Random random) => LocalTime.Midnight.PlusMinutes(15 * random.Next(96));
}
