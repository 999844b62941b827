using System.Text.Json;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Kernel.Tests.Clocks;

/// <summary>The cases of six peers' own tests, each under the named policy that yields it.</summary>
public sealed class PeerVectorTests
{
    private static readonly OffsetDateTimePattern offsetPattern = OffsetDateTimePattern.ExtendedIso;

    [Fact]
    public void Znuny_adds_and_measures_working_time_in_sixty_cases()
    {
        var vectors = SharedFiles.Json("service/vectors/sla_clock/znuny_working_time.json");
        var cases = 0;
        foreach (var each in vectors.GetProperty("add").EnumerateArray())
        {
            var zone = Zone(each.GetProperty("timestampTimeZone").GetString()!);
            var found = ZnunyCalendar(each).Add(
                Local(each, "start", zone), Duration.FromSeconds(each.GetProperty("addWorkingSeconds").GetInt64()),
                    ClockPolicy.Znuny.BudgetEnd);
            Assert.Equal(Local(each, "expectedEnd", zone), found.OrThrow());
            cases++;
        }
        foreach (var each in vectors.GetProperty("delta").EnumerateArray())
        {
            var zone = Zone(each.GetProperty("timestampTimeZone").GetString()!);
            var found = ZnunyCalendar(each).Between(Local(each, "start", zone), Local(each, "end", zone));
            Assert.Equal(Duration.FromSeconds(each.GetProperty("expectedWorkingSeconds").GetInt64()), found);
            cases++;
        }
        Assert.Equal(60, cases);
    }

    [Fact]
    public void Request_tracker_sets_due_and_start_in_seven_cases()
    {
        var vectors = SharedFiles.Json("service/vectors/sla_clock/rt_vectors.json");
        var cases = 0;
        foreach (var each in vectors.GetProperty("due").EnumerateArray())
        {
            var calendar = BusinessHours(each);
            var start = At(each.GetProperty("created"));
            var term = new TargetTerm("resolve", TargetKind.Resolution,
                new TargetAmount.Working(Duration.FromMinutes(each.GetProperty("businessMinutes").GetInt64())), calendar);
            var state = Assert.Single(ReadTargets.Run(new(
                [new ClockEvent.Created(start, start, "3")], [term], ClockPolicy.RequestTracker, start)).OrThrow());
            Assert.Equal(At(each.GetProperty("expectedDue")), state.Due);
            if (each.TryGetProperty("expectedStarts", out var starts)) Assert.Equal(At(starts), calendar.NextOpening(start).OrThrow());
            cases++;
        }
        foreach (var each in vectors.GetProperty("firstAfter").EnumerateArray())
        {
            Assert.Equal(At(each.GetProperty("expected")), BusinessHours(each).NextOpening(At(each.GetProperty("at"))).OrThrow());
            cases++;
        }
        Assert.Equal(7, cases);
    }

    [Fact]
    public void Zammad_holds_its_clock_in_pausing_states_in_twelve_cases()
    {
        var vectors = SharedFiles.Json("service/vectors/sla_clock/zammad_glpi_goalert_vectors.json").GetProperty("zammad");
        var zero = Instant.FromUtc(2026, 3, 2, 0, 0);
        var pausing = vectors.GetProperty("pausing").EnumerateArray().Select(each => each.GetString()!).ToArray();
        var states = vectors.GetProperty("states").EnumerateArray().Select(each => (Name: each[0].GetString()!, At: Offset(zero,
            each[1]))).ToArray();
        var cases = 0;
        foreach (var each in vectors.GetProperty("workingMinutes").EnumerateArray())
        {
            Assert.Equal(each.GetProperty("expected").GetDouble(),
                Read(Offset(zero, each.GetProperty("from")), Duration.Zero, Offset(zero, each.GetProperty("to"))).Worked.TotalMinutes);
            cases++;
        }
        foreach (var each in vectors.GetProperty("destination").EnumerateArray())
        {
            var start = Offset(zero, each.GetProperty("start"));
            var state = Read(start, Duration.FromMinutes(each.GetProperty("span").GetInt64()), zero + Duration.FromHours(9));
            Assert.Equal(Offset(zero, each.GetProperty("expected")), state.Due);
            cases++;
        }
        var split = vectors.GetProperty("pauseSplit");
        var suspended = split.GetProperty("suspendedOverMidnight");
        var berlin = WorkCalendar.AlwaysIn(Zone(split.GetProperty("tz").GetString()!));
        var from = LocalMoment.Read($"2026-03-02 {suspended.GetProperty("from").GetString()}", berlin.Zone, GapRule.Snap,
            OverlapRule.Whole).OrThrow();
        var pieces = berlin.ByDay(from, from + Duration.FromMinutes(suspended.GetProperty("lengthMinutes").GetInt64())).ToArray();
        Assert.Equal(["23:45-00:00", "00:00-00:45"], pieces.Select(each => $"{Time(each.From)}-{Time(each.To)}"));
        cases += pieces.Length;
        foreach (var name in pausing)
        {
            ClockEvent held = name == "closed" ? new ClockEvent.Closed(zero + Duration.FromMinutes(30), zero)
                : new ClockEvent.Paused(zero + Duration.FromMinutes(30), zero, name);
            Assert.Equal(30, Measure([new ClockEvent.Created(zero, zero, "3"), held], Duration.FromHours(1),
                zero + Duration.FromDays(1)).Worked
                .TotalMinutes);
            cases++;
        }
        Assert.Equal(12, cases);

        string Time(Instant at) => at.InZone(berlin.Zone).ToString("HH:mm", null);
        TargetState Read(Instant start, Duration span, Instant asOf) => Measure(
            [
                .. states.Select(state => (ClockEvent)(state.Name switch
                {
                    "new" => new ClockEvent.Created(state.At, state.At, "3"),
                    "closed" => new ClockEvent.Closed(state.At, state.At),
                    var name when pausing.Contains(name) => new ClockEvent.Paused(state.At, state.At, name),
                    _ => new ClockEvent.RequesterWrote(state.At, state.At),
                })).Where(each => each.At <= asOf),
                new ClockEvent.Started(Instant.Max(start, zero), zero, "solve"),
            ], span, asOf);
        static TargetState Measure(ClockEvent[] events, Duration span, Instant asOf) => Assert.Single(ReadTargets.Run(new([.. events],
            [new("solve", TargetKind.Resolution, new TargetAmount.Working(span), WorkCalendar.Always, events.Any(each =>
                each is ClockEvent.Started))],
            ClockPolicy.Zammad, asOf)).OrThrow());
    }

    [Fact]
    public void Glpi_counts_working_days_and_all_paused_days_in_twelve_cases()
    {
        var vectors = SharedFiles.Json("service/vectors/sla_clock/zammad_glpi_goalert_vectors.json").GetProperty("glpi");
        var utc = DateTimeZone.Utc;
        var hours = new WorkCalendar("default", utc, WeekSpan.Weekdays(new(8, 0), new(20, 0)));
        var whole = new WorkCalendar("5x24", utc, WeekSpan.Weekdays(LocalTime.Midnight, LocalTime.Midnight));
        var cases = 0;
        foreach (var each in vectors.GetProperty("addDays").EnumerateArray())
        {
            var calendar = ClockPolicy.Glpi.Bind(each.GetProperty("calendar").GetString() == "5x24" ? whole : hours);
            var end = each.TryGetProperty("endOfDay", out _) ? DayEnd.Closing : ClockPolicy.Glpi.DayEnd;
            Assert.Equal(Local(each, "expected", utc),
                calendar.AddBusinessDays(Local(each, "start", utc), each.GetProperty("days").GetInt32(), end).OrThrow());
            cases++;
        }
        foreach (var each in vectors.GetProperty("activeSeconds").EnumerateArray())
        {
            Assert.Equal(each[2].GetDouble(), hours.Between(Local(each[0], utc), Local(each[1], utc)).TotalSeconds);
            cases++;
        }
        foreach (var each in vectors.GetProperty("activeSeconds_daysMode").EnumerateArray())
        {
            var (from, to) = (Local(each[0], utc), Local(each[1], utc));
            var shift = Due(ClockPolicy.Glpi, from, to, hours) - Due(ClockPolicy.Glpi, from, from, hours);
            var expected = Duration.FromSeconds(each[2].GetInt64());
            var due = hours.AddBusinessDays(from, 10 + expected.Days, DayEnd.SameTime).OrThrow();
            due = hours.Add(due, expected - Duration.FromDays(expected.Days)).OrThrow();
            Assert.Equal(due - hours.AddBusinessDays(from, 10, DayEnd.SameTime).OrThrow(), shift);
            cases++;
        }
        Assert.Equal(12, cases);

        static Instant Due(ClockPolicy policy, Instant from, Instant to, WorkCalendar calendar) => Assert.Single(ReadTargets.Run(new(
            [new ClockEvent.Created(from, from, "3"), new ClockEvent.Paused(from, from, "user"), new ClockEvent.Resumed(to, to)],
            [new("solve", TargetKind.Resolution, new TargetAmount.Days(10), calendar)], policy, to)).OrThrow()).Due!.Value;
    }

    [Fact]
    public void Goalert_resolves_clock_changes_in_fourteen_cases()
    {
        var vectors = SharedFiles.Json("service/vectors/sla_clock/zammad_glpi_goalert_vectors.json").GetProperty("goalert");
        var (zone, policy) = (Zone(vectors.GetProperty("tz").GetString()!), ClockPolicy.GoAlert);
        var cases = 0;
        foreach (var each in vectors.GetProperty("lastOfDay").EnumerateArray())
        {
            Assert.Equal(OffsetInstant(each[2]), LocalMoment.Closing(zone, Moment(each), policy.Gap, policy.Overlap));
            cases++;
        }
        foreach (var each in vectors.GetProperty("firstOfDay").EnumerateArray())
        {
            Assert.Equal(OffsetInstant(each[2]), LocalMoment.Opening(zone, Moment(each), policy.Gap, policy.Overlap));
            cases++;
        }
        foreach (var each in vectors.GetProperty("dailyHandoffs").EnumerateArray())
        {
            var first = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd'T'HH:mm' local'").Parse(
                each.GetProperty("start").GetString()!).Value;
            var expected = each.GetProperty("expected").EnumerateArray().Select(OffsetInstant).ToArray();
            Assert.Equal(expected, expected.Select((_, day) => LocalMoment.Opening(zone, first.PlusDays(day), policy.Gap, policy.Overlap)));
            cases++;
        }
        Assert.Equal(14, cases);

        static LocalDateTime Moment(JsonElement row) =>
            LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm").Parse($"{row[0]} {row[1]}").Value;
    }

    [Fact]
    public void Znuny_shifts_skipped_times_and_refuses_impossible_ones_in_five_cases()
    {
        var vectors = SharedFiles.Json("service/vectors/sla_clock/zammad_glpi_goalert_vectors.json").GetProperty("znuny_dst_gap");
        var (policy, cases) = (ClockPolicy.Znuny, 0);
        foreach (var each in vectors.GetProperty("vectors").EnumerateArray())
        {
            var zone = Zone(each[0].GetString()!);
            var read = LocalMoment.Read(each[1].GetString()!, zone, policy.Gap, policy.Overlap).OrThrow();
            Assert.Equal(each[2].GetString(), read.InZone(zone).ToString("yyyy-MM-dd HH:mm:ss", null));
            cases++;
        }
        foreach (var each in vectors.GetProperty("invalid").EnumerateArray())
        {
            var refused = Assert.IsType<Outcome<Instant>.Refused>(
                LocalMoment.Read(each.GetString()!, DateTimeZone.Utc, policy.Gap, policy.Overlap));
            Assert.Equal("not-a-time", refused.Refusal.Code);
            cases++;
        }
        Assert.Equal(5, cases);
    }

    private static WorkCalendar ZnunyCalendar(JsonElement each) => ClockPolicy.Znuny.Bind(new("Znuny",
        Zone(each.GetProperty("calendarTimeZone").GetString()!),
        from day in each.GetProperty("isoWeekdays").EnumerateArray()
        from span in each.GetProperty("hours").EnumerateArray()
        select new WeekSpan((IsoDayOfWeek)day.GetInt32(), Clock(span[0].GetString()!), Clock(span[1].GetString()!)),
        yearlyHolidays: each.GetProperty("yearlyVacation").EnumerateArray().Select(day =>
            AnnualDatePattern.CreateWithInvariantCulture("MM-dd").Parse(day.GetString()!).Value)));

    private static WorkCalendar BusinessHours(JsonElement each) => new("RT", Zone(each.GetProperty("tz").GetString()!),
        each.TryGetProperty("calendar", out var week)
            ? week.EnumerateObject().Select(day =>
            {
                var ends = day.Value[0].GetString()!.Split('-');
                return new WeekSpan((IsoDayOfWeek)int.Parse(day.Name), Clock(ends[0]), Clock(ends[1]));
            })
            : WeekSpan.Weekdays(new(9, 0), new(18, 0)));

    private static LocalTime Clock(string text) =>
        text == "24:00" ? LocalTime.Midnight : LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    private static DateTimeZone Zone(string id) => id == "GMT" ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb[id];

    private static Instant At(JsonElement text) => InstantPattern.General.Parse(text.GetString()!).Value;

    private static Instant OffsetInstant(JsonElement text) => offsetPattern.Parse(text.GetString()!).Value.ToInstant();

    private static Instant Local(JsonElement each, string field, DateTimeZone zone) => Local(each.GetProperty(field), zone);

    private static Instant Local(JsonElement text, DateTimeZone zone) =>
        LocalMoment.Read(text.GetString()!, zone, GapRule.ShiftForward, OverlapRule.First).OrThrow();

    /// <summary>"+90m", "-1w", "+1w+120m".</summary>
    private static Instant Offset(Instant zero, JsonElement text)
    {
        foreach (var part in text.GetString()!.Replace("+", " +").Replace("-", " -").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            zero += int.Parse(part[..^1]) * (part[^1] == 'w' ? Duration.FromDays(7) : Duration.FromMinutes(1));
        return zero;
    }
}
