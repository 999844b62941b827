using System.Globalization;
using System.Text;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.Clocks;
using Busbar.Gateways;
using Busbar.Gateways.ServiceClock;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Tests.Clocks;

/// <summary>Service levels and events from files, read into targets; the case was counted by hand.</summary>
public sealed class ReplayTargetsTests
{
    private static readonly DateTimeZone chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static readonly string yaml = File.ReadAllText(SharedFiles.InProject("cases/service-desk/clock/policy.yaml"));

    private static readonly string csv = File.ReadAllText(SharedFiles.InProject("cases/service-desk/clock/events.csv"));

    private static readonly Instant asOf = new LocalDateTime(2026, 11, 30, 18, 0).InZoneStrictly(chicago).ToInstant();

    [Fact]
    public void The_case_counted_by_hand_comes_out()
    {
        var done = Assert.IsType<Outcome<TargetReplay>.Done>(Replay(asOf));
        var rows = from ticket in done.Value.Tickets
                   from each in ticket.Targets
                   select new[] { ticket.Ticket, each.Target, $"{each.Standing}", Local(each.Due), Local(each.Stopped),
                       each.Worked.TotalHours.ToString("0.####", CultureInfo.InvariantCulture) };
        var expected = File.ReadLines(SharedFiles.InProject("cases/service-desk/clock/targets.txt")).Where(line =>
            !line.StartsWith('#')).Skip(1)
            .Select(line => line.Split("  ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(expected, rows);
        Assert.Equal(["event-not-yet-known", "event-out-of-order"], done.Findings.Select(each => each.Code).Order());
        Assert.All(done.Findings, each => Assert.StartsWith("ticket T3", each.Where, StringComparison.Ordinal));
        Assert.All(done.Value.Tickets.SelectMany(ticket => ticket.Targets), each => Assert.Equal("desk 3", each.Policy));
    }

    [Fact]
    public void The_rate_counts_stopped_targets_and_open_ones_that_are_late()
    {
        Assert.Equal(
            ["response 2/3+0", "resolution 0/1+2", "CIP-008 report 1/1+0"],
            Replay(asOf).OrThrow().Rates.Select(rate => $"{rate.Target} {rate.Met}/{rate.Stopped}+{rate.OpenBreached}"));
        var early = Replay(new LocalDateTime(2026, 11, 25, 11, 45).InZoneStrictly(chicago).ToInstant(), "T1,", "T3,", "T4,").OrThrow();
        Assert.Null(early.Rates[0].Percent);
        Assert.Equal(100.0 / 3 * 2, Replay(asOf).OrThrow().Rates[0].Percent!.Value, 9);
    }

    [Fact]
    public void What_became_known_later_changes_the_answer_of_a_later_reading()
    {
        var log = Log(csv, Policy(yaml).OrThrow()).OrThrow();
        var later = Replay(log.Latest).OrThrow().Tickets.Single(ticket => ticket.Ticket == "T3").Targets[1];
        Assert.Equal((TargetStanding.Met, "2026-11-30 16:59"), (later.Standing, Local(later.Stopped)));
    }

    [Theory]
    [InlineData("preset: busbar", "preset: best", "unknown-choice", "policy.yaml, line 3, column 11")]
    [InlineData("version: 3", "vershun: 3", "unknown-field", "policy.yaml, line 5, column 3")]
    [InlineData("version: 3", "pause: never", "unknown-choice", "policy.yaml, line 5, column 10")]
    [InlineData("version: 3", "search-cap: 0", "out-of-range", "policy.yaml, line 5, column 15")]
    [InlineData("  zone: America/Chicago\ncal", "  zone: Amerika\ncal", "unknown-zone", "policy.yaml, line 6, column 9")]
    [InlineData("days: Mon-Fri", "days: Mon-Fry", "not-days", "policy.yaml, line 11, column 15")]
    [InlineData("13:00-17:00", "13:00-25:00", "not-hours", "policy.yaml, line 12, column 15")]
    [InlineData("12-25", "13-25", "not-a-date", "policy.yaml, line 13, column 15")]
    [InlineData("2 hours", "2 fortnights", "not-an-amount", "policy.yaml, line 20, column 12")]
    [InlineData("2 days", "1.5 days", "not-an-amount", "policy.yaml, line 26, column 12")]
    [InlineData("calendar: office", "calendar: offise", "unknown-calendar", "policy.yaml, line 17, column 15")]
    [InlineData("kind: statutory", "kind: law", "unknown-choice", "policy.yaml, line 28, column 11")]
    [InlineData("name: resolution", "name: response", "duplicate-target", "policy.yaml, line 21, column 11")]
    [InlineData("name: office", "name: 24x7", "duplicate-calendar", "policy.yaml, line 8, column 11")]
    [InlineData("kind: statutory", "", "missing-field", "policy.yaml, line 27, column 5")]
    public void A_bad_policy_is_refused_by_line_and_column(string from, string to, string code, string where)
    {
        var at = yaml.IndexOf(from, StringComparison.Ordinal);
        var refusal = Refused(Policy(yaml[..at] + to + yaml[(at + from.Length)..]));
        Assert.Equal((code, where), (refusal.Code, refusal.Where));
    }

    [Fact]
    public void A_policy_without_hours_targets_or_a_document_is_refused()
    {
        var hours = yaml.IndexOf("    hours:", StringComparison.Ordinal);
        var holidays = yaml.IndexOf("    holidays:", StringComparison.Ordinal);
        Assert.Equal("no-open-hours", Refused(Policy(yaml[..hours] + yaml[holidays..])).Code);
        Assert.Equal("no-targets", Refused(Policy("policy: { preset: znuny }\n")).Code);
        Assert.Equal("not-one-document", Refused(Policy("a: 1\n---\nb: 2\n")).Code);
        Assert.Equal("bad-yaml", Refused(Policy("policy: {")).Code);
    }

    [Fact]
    public void Every_choice_can_be_written()
    {
        var policy = Policy("""
            policy:
              preset: znuny
              pause: hides
              budget-end: next-opening
              elapsed-inclusive: true
              search-cap: 30
              gap: snap
              overlap: second
              day-meaning: working-day
              day-end: same-time
              day-pause: all-days
              priority-change: retroactive-pause-lost
              zone-override: Asia/Tokyo
              reopen: new-cycle
              agent-created-owes-response: true
              second-message: restarts
              update-arming: agent
              response-recurring: true
              stop-at: closed
            targets:
              - { name: review, kind: statutory, time: { "*": 15 calendar months, "2": 35 calendar days } }
            """).OrThrow();
        Assert.Equal(new ClockPolicy("znuny")
        {
            Pause = PauseRule.Hides, BudgetEnd = BudgetEnd.NextOpening, IsElapsedInclusive = true, SearchCap = Duration.FromDays(30),
            Gap = GapRule.Snap, Overlap = OverlapRule.Second, DayMeaning = DayMeaning.WorkingDay, DayEnd = DayEnd.SameTime,
            DayPause = DayPause.AllDays, PriorityChange = PriorityRule.RetroactivePauseLost,
            ZoneOverride = DateTimeZoneProviders.Tzdb["Asia/Tokyo"], Reopen = ReopenRule.NewCycle, AgentCreatedOwesResponse = true,
            SecondMessage = SecondMessage.Restarts, UpdateArming = UpdateArming.Agent, IsResponseRecurring = true, StopAt = StopRule.Closed,
        }, policy.Clock);
        Assert.Equal((new TargetAmount.CalendarMonths(15), new TargetAmount.CalendarDays(35)),
            (policy.Terms[0].At("1"), policy.Terms[0].At("2")));
    }

    [Theory]
    [InlineData("T1,created,2026-11-25 16:00,,1", "T1,creeated,2026-11-25 16:00,,1", "unknown-event", "events.csv:2 event")]
    [InlineData("T1,created,2026-11-25 16:00,,1", "T1,created,2026-11-31 16:00,,1", "not-a-time", "events.csv:2 at")]
    [InlineData("T1,created,2026-11-25 16:00,,1", "T1,created,9026-11-25 16:00,,1", "out-of-range", "events.csv:2 at")]
    [InlineData("T1,created,2026-11-25 16:00,,1", "T1,created,2026-11-25 16:00,,", "missing-value", "events.csv:2 detail")]
    [InlineData("T1,created,2026-11-25 16:00,,1", ",created,2026-11-25 16:00,,1", "missing-value", "events.csv:2 ticket")]
    [InlineData("T1,created,2026-11-25 16:00,,1", "T1,created,2026-11-25 16:00,2026-11-25T21:59:59Z,1", "known-before",
        "events.csv:2 known_at")]
    [InlineData("T1,paused,2026-11-25 16:30,,", "T1,calendar-changed,2026-11-25 16:30,,night ", "unknown-calendar", "events.csv:4 detail")]
    [InlineData(",CIP-008 report\nT2,stopped", ",CIP-9\nT2,stopped", "unknown-target", "events.csv:10 detail")]
    public void A_bad_event_is_refused_by_line_and_field(string from, string to, string code, string where)
    {
        var refusal = Refused(Log(csv.Replace(from, to, StringComparison.Ordinal), Policy(yaml).OrThrow()));
        Assert.Equal((code, where), (refusal.Code, refusal.Where));
    }

    [Fact]
    public void An_empty_log_and_a_ticket_that_nothing_created_are_refused()
    {
        var policy = Policy(yaml).OrThrow();
        Assert.Equal("header-only", Refused(Log(csv[..(csv.IndexOf('\n') + 1)], policy)).Code);
        Assert.Equal("empty-log", Refused(ReplayTargets.Run(new(new("none", []), policy, asOf))).Code);
        var refusal = Refused(Replay(asOf, "T1,created"));
        Assert.Equal(("no-creation", "events.csv, ticket T1, events"), (refusal.Code, refusal.Where));
    }

    private static Outcome<TargetReplay> Replay(Instant at, params string[] without)
    {
        var policy = Policy(yaml).OrThrow();
        var lines = csv.Split('\n').Where(line => !without.Any(start => line.StartsWith(start, StringComparison.Ordinal)));
        return ReplayTargets.Run(new(Log(string.Join('\n', lines), policy).OrThrow(), policy, at));
    }

    private static Outcome<ServicePolicy> Policy(string text) => ServicePolicyYaml.Read(new("policy.yaml", Encoding.UTF8.GetBytes(text)));

    private static Outcome<ClockLog> Log(string text, ServicePolicy policy) =>
        ClockEventsCsv.Read(new("events.csv", Encoding.UTF8.GetBytes(text)), policy);

    private static Refusal Refused<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;

    private static string Local(Instant? at) => at is { } instant ? instant.InZone(chicago).ToString("yyyy-MM-dd HH:mm",
        CultureInfo.InvariantCulture) : "-";
}
