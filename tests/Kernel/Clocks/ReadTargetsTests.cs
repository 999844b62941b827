using System.Collections.Immutable;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Kernel.Tests.Clocks;

/// <summary>Targets read off small logs, counted by hand: hours of a Monday from 00:00 UTC unless a calendar says otherwise.</summary>
public sealed class ReadTargetsTests
{
    private static readonly Instant monday = Instant.FromUtc(2026, 3, 2, 0, 0);

    private static readonly WorkCalendar office = new("office", DateTimeZone.Utc, WeekSpan.Weekdays(new(9, 0), new(17, 0)));

    private static readonly TargetTerm solve = Term("solve", TargetKind.Resolution, 8);

    private static readonly TargetTerm byPriority = new("solve", TargetKind.Resolution,
        ImmutableSortedDictionary<string, TargetAmount>.Empty.Add("1", Hours(4)).Add("3", Hours(20)), WorkCalendar.Always);

    [Fact]
    public void A_pause_moves_the_deadline_by_the_time_paused_and_hides_it_meanwhile()
    {
        ClockEvent[] log = [Created(0), Paused(2), Resumed(7)];
        Assert.Equal((TargetStanding.Paused, null, 2), Shown(Read(log[..2], solve, 5)));
        Assert.Equal((TargetStanding.Running, At(13), 5), Shown(Read(log, solve, 10)));
        Assert.Equal((TargetStanding.Breached, At(13), 9), Shown(Read(log, solve, 14)));
        Assert.Equal(TargetStanding.Running, Read(log, solve, 13).Standing);
    }

    [Fact]
    public void A_deadline_that_passed_before_the_pause_stays_breached_in_it()
    {
        Assert.Equal((TargetStanding.Breached, At(8), 9), Shown(Read([Created(0), Paused(9)], solve, 20)));
    }

    [Fact]
    public void Request_tracker_hides_the_deadline_while_paused_but_does_not_move_it()
    {
        var policy = ClockPolicy.RequestTracker;
        Assert.Null(Read([Created(0), Paused(2)], solve, 5, policy).Due);
        Assert.Equal(At(8), Read([Created(0), Paused(2), Resumed(7)], solve, 7, policy).Due);
        Assert.Equal(Duration.FromHours(7) + Duration.FromSeconds(1), Read([Created(0), Paused(2), Resumed(7)], solve, 7, policy).Worked);
    }

    [Fact]
    public void Request_tracker_gives_no_deadline_from_twenty_two_business_days_on()
    {
        var start = Instant.FromUtc(2026, 11, 9, 9, 0);
        var created = new ClockEvent.Created(start, start, "3");
        TargetTerm Of(int days) => new("solve", TargetKind.Resolution, Hours(8 * days), office);
        Assert.Equal(Instant.FromUtc(2026, 12, 8, 9, 0), One([created], Of(21), start, ClockPolicy.RequestTracker).Due);
        Assert.Null(One([created], Of(22), start, ClockPolicy.RequestTracker).Due);
        var read = Assert.IsType<Outcome<ImmutableArray<TargetState>>.Done>(ReadTargets.Run(new([created], [Of(22)],
            ClockPolicy.RequestTracker, start)));
        Assert.Equal("no-deadline", Assert.Single(read.Findings).Code);
    }

    [Theory]
    [InlineData(PriorityRule.RetroactiveWithPause, 4 + 2)]
    [InlineData(PriorityRule.RetroactivePauseLost, 4)]
    [InlineData(PriorityRule.FromChange, 5 + 4)]
    public void A_change_of_priority_keeps_loses_or_forgets_what_went_before(PriorityRule rule, int due)
    {
        var policy = ClockPolicy.Busbar with { PriorityChange = rule };
        var state = Read([Created(0), Paused(1), Resumed(3), new ClockEvent.PriorityChanged(At(5), At(5), "1")], byPriority, 5, policy);
        Assert.Equal((At(due), "1"), (state.Due, state.Priority));
    }

    [Fact]
    public void A_priority_without_a_promise_has_no_target_and_losing_the_promise_cancels_it()
    {
        Assert.Empty(All([new ClockEvent.Created(At(0), At(0), "4")], byPriority, 1));
        Assert.Equal(At(4), Read([new ClockEvent.Created(At(0), At(0), "4"), new ClockEvent.PriorityChanged(At(2), At(2), "1")],
            byPriority, 2).Due);
        Assert.Equal(TargetStanding.Cancelled, Read([Created(0), new ClockEvent.PriorityChanged(At(2), At(2), "4")], byPriority,
            9).Standing);
    }

    [Theory]
    [InlineData(ReopenRule.SameCycle, 1, 6, 18)]
    [InlineData(ReopenRule.Total, 1, 16, 8)]
    [InlineData(ReopenRule.NewCycle, 2, 3, 21)]
    public void Reopening_runs_on_starts_anew_or_never_stopped_and_both_resolutions_are_shown(ReopenRule rule, int cycles, int worked,
        int due)
    {
        ClockEvent[] log = [Created(0), Resolved(3), new ClockEvent.Reopened(At(13), At(13)), Resolved(16)];
        var states = All(log, solve, 20, ClockPolicy.Busbar with { Reopen = rule });
        Assert.Equal(cycles, states.Length);
        Assert.Equal((worked, At(due)), ((int)states[^1].Worked.TotalHours, states[^1].Due));
        Assert.Equal((At(3), 3, 16), (states[^1].FirstStopped, (int)states[^1].FirstWorked.TotalHours,
            (int)states[^1].TotalWorked.TotalHours));
        if (rule == ReopenRule.NewCycle) Assert.Equal((TargetStanding.Met, At(3)), (states[0].Standing, states[0].Stopped));
    }

    [Fact]
    public void A_resolution_stops_when_resolved_or_when_closed_by_policy()
    {
        ClockEvent[] log = [Created(0), Resolved(7), new ClockEvent.Closed(At(127), At(127))];
        Assert.Equal((TargetStanding.Met, At(8), 7), Shown(Read(log, solve, 200)));
        Assert.Equal((TargetStanding.Breached, At(8), 127), Shown(Read(log, solve, 200,
            ClockPolicy.Busbar with { StopAt = StopRule.Closed })));
    }

    [Fact]
    public void A_first_response_stops_at_the_first_answer_and_only_a_waiting_requester_starts_it()
    {
        var respond = Term("respond", TargetKind.FirstResponse, 2);
        Assert.Equal((TargetStanding.Met, At(2), 1), Shown(Read([Created(0), Wrote(0.5), Replied(1), Wrote(3)], respond, 9)));
        Assert.Empty(All([new ClockEvent.Created(At(0), At(0), "3", IsByAgent: true)], respond, 9));
        Assert.Equal(At(5), Read([new ClockEvent.Created(At(0), At(0), "3", IsByAgent: true), Wrote(3)], respond, 4).Due);
        Assert.Equal(At(2), Read([new ClockEvent.Created(At(0), At(0), "3", IsByAgent: true)], respond, 1,
            ClockPolicy.Busbar with { AgentCreatedOwesResponse = true }).Due);
        Assert.Equal(At(3), Read([Created(0), Wrote(1)], respond, 2,
            ClockPolicy.Busbar with { SecondMessage = SecondMessage.Restarts }).Due);
        Assert.Equal(At(5), All([Created(0), Replied(1), Wrote(3)], respond, 4, ClockPolicy.RequestTracker)[^1].Due);
    }

    [Fact]
    public void An_update_is_owed_after_the_requester_writes_again_or_after_each_reply_by_policy()
    {
        var update = Term("update", TargetKind.NextUpdate, 2);
        ClockEvent[] log = [Created(0), Wrote(0.5), Replied(1), Wrote(3), Wrote(4), Replied(4.5), Wrote(6)];
        Assert.Equal(
            [(TargetStanding.Met, At(5)), (TargetStanding.Running, At(8))],
            All(log, update, 7).Select(each => (each.Standing, each.Due!.Value)));
        var agent = ClockPolicy.Busbar with { UpdateArming = UpdateArming.Agent };
        Assert.Equal(
            [(TargetStanding.Breached, At(3)), (TargetStanding.Breached, At(6.5))],
            All(log, update, 7, agent).Select(each => (each.Standing, each.Due!.Value)));
        Assert.Equal(
            [TargetStanding.Cancelled, TargetStanding.Cancelled],
            All(log, update, 7, ClockPolicy.RequestTracker).Select(each => each.Standing));
    }

    [Fact]
    public void Operational_underpinning_and_statutory_targets_start_and_stop_by_name_and_no_pause_holds_the_law()
    {
        TargetTerm[] terms =
        [
            new("network team", TargetKind.OperationalLevel, Hours(4), WorkCalendar.Always, startsByName: true),
            new("carrier", TargetKind.Underpinning, Hours(4), WorkCalendar.Always, startsByName: true),
            new("CIP-008 R4", TargetKind.Statutory, Hours(1), WorkCalendar.Always, startsByName: true),
        ];
        ClockEvent[] log =
        [
            Created(0), new ClockEvent.Started(At(1), At(1), "network team"), new ClockEvent.Started(At(2), At(2), "CIP-008 R4"),
            Paused(2.5), Resumed(6), new ClockEvent.Stopped(At(7), At(7), "network team"), Resolved(8),
        ];
        var states = ReadTargets.Run(new([.. log], [.. terms], ClockPolicy.Busbar, At(9))).OrThrow();
        Assert.Equal(["network team Met", "CIP-008 R4 Breached"], states.Select(each => $"{each.Target} {each.Standing}"));
        Assert.Equal((At(3), null), (states[1].BreachedAt, states[1].Stopped));
    }

    [Fact]
    public void Days_are_working_days_or_twenty_four_working_hours_by_policy()
    {
        var term = new TargetTerm("solve", TargetKind.Resolution, new TargetAmount.Days(2), office);
        Assert.Equal(At(24 + 24 + 17), Read([Created(10)], term, 11).Due);
        Assert.Equal(At(24 + 24 + 10), Read([Created(10)], term, 11, ClockPolicy.Glpi).Due);
        Assert.Equal(At(24 * 8 + 10), Read([Created(10)], term, 11, ClockPolicy.Znuny).Due);
    }

    [Fact]
    public void A_weekend_on_hold_moves_a_target_in_days_by_one_working_day_and_glpi_by_three()
    {
        var term = new TargetTerm("solve", TargetKind.Resolution, new TargetAmount.Days(5), office);
        ClockEvent[] log = [Created(10), Paused(4 * 24 + 10), Resumed(7 * 24 + 10)];
        Assert.Null(Read(log[..2], term, 5 * 24).Due);
        Assert.Equal(At(8 * 24 + 17), Read(log, term, 7 * 24 + 11).Due);
        Assert.Equal(At(10 * 24 + 10), Read(log, term, 7 * 24 + 11, ClockPolicy.Glpi).Due);
    }

    [Fact]
    public void A_pause_after_the_stop_moves_nothing()
    {
        var term = new TargetTerm("respond", TargetKind.FirstResponse, new TargetAmount.Days(5), office);
        Assert.Equal(At(7 * 24 + 17), Read([Created(10), Replied(11), Paused(12), Resumed(80)], term, 99).Due);
    }

    [Fact]
    public void A_ticket_of_a_hundred_thousand_events_is_read_in_one_pass()
    {
        var log = Enumerable.Range(0, 50_000).SelectMany(index => new[]
        {
            Wrote(1 + index), Paused(1.2 + index), Resumed(1.4 + index), Replied(1.5 + index),
        });
        var states = All([Created(0), Replied(0.5), .. log], Term("update", TargetKind.NextUpdate, 1), 60_000);
        Assert.Equal(50_000, states.Length);
        Assert.All(states, each => Assert.Equal(TargetStanding.Met, each.Standing));
    }

    [Fact]
    public void Calendar_days_and_months_heed_no_pause()
    {
        ClockEvent[] log = [Created(10), Paused(20)];
        var days = new TargetTerm("evaluate", TargetKind.Statutory, new TargetAmount.CalendarDays(35), WorkCalendar.Always);
        var months = new TargetTerm("assess", TargetKind.Statutory, new TargetAmount.CalendarMonths(15), WorkCalendar.Always);
        Assert.Equal(Instant.FromUtc(2026, 4, 7, 0, 0), Read(log, days, 30).Due);
        Assert.Equal(Instant.FromUtc(2027, 7, 1, 0, 0), Read(log, months, 30).Due);
    }

    [Fact]
    public void Another_calendar_and_a_backdated_fact_give_another_answer_and_the_old_reading_stays()
    {
        var changed = new ClockEvent.CalendarChanged(At(10), At(10), office);
        Assert.Equal(At(17), Read([Created(0), changed], solve, 11).Due);
        ClockEvent[] log = [Created(0), new ClockEvent.Resolved(At(6), At(30))];
        Assert.Equal(TargetStanding.Breached, Read(log, solve, 20).Standing);
        Assert.Equal((TargetStanding.Met, At(8), 6), Shown(Read(log, solve, 30)));
    }

    [Fact]
    public void Another_zone_opens_the_same_hours_elsewhere()
    {
        var policy = ClockPolicy.Busbar with { ZoneOverride = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] };
        Assert.Equal(At(17), Read([Created(0)], solve with { Calendar = office }, 1).Due);
        Assert.Equal(At(8), Read([Created(0)], solve with { Calendar = office }, 1, policy).Due);
    }

    [Fact]
    public void Events_out_of_order_in_the_future_not_yet_known_or_before_the_ticket_are_findings_and_change_nothing()
    {
        ClockEvent[] log =
        [
            Paused(2), Created(0), Resumed(4), Resumed(5), Wrote(-3), new ClockEvent.Resolved(At(50), At(3)),
            new ClockEvent.Closed(At(5), At(60)),
        ];
        var read = Assert.IsType<Outcome<ImmutableArray<TargetState>>.Done>(ReadTargets.Run(new([.. log], [solve], ClockPolicy.Busbar,
            At(9))));
        Assert.Equal((TargetStanding.Running, At(10), 7), Shown(Assert.Single(read.Value)));
        Assert.Equal(
            ["event-before-creation", "event-in-future", "event-not-yet-known", "event-out-of-order", "event-without-effect"],
            read.Findings.Select(each => each.Code).Distinct().Order());
    }

    [Fact]
    public void A_log_that_creates_nothing_and_a_calendar_that_never_opens_are_refused()
    {
        Assert.Equal("no-creation", Refused([Wrote(1)], solve));
        Assert.Equal("no-open-hours", Refused([Created(0)], solve with { Calendar = new("shut", DateTimeZone.Utc, []) }));
        Assert.Equal("deadline-too-far", Refused([Created(0)], Term("solve", TargetKind.Resolution, 24 * 366 * 100)));
    }

    [Fact]
    public void The_working_of_a_target_adds_up_by_stretch_and_by_day()
    {
        var state = Read([Created(10), Paused(34), Resumed(36)], solve with { Calendar = office }, 60);
        var explained = state.Explain();
        Assert.Equal(("16", "8 + 8"), (explained.Value, explained.Formula));
        Assert.Equal(["7", "1"], explained.Because[0].Because.Select(each => each.Value));
        Assert.Equal(Duration.FromHours(2), explained.Because[1].Value == "0" ? state.Stretches[1].Open : default);
        Assert.Equal("busbar 1", state.Policy);
    }

    [Fact]
    public void A_cancelled_ticket_breaches_nothing()
    {
        Assert.Equal(TargetStanding.Cancelled, Read([Created(0), new ClockEvent.Cancelled(At(3), At(3))], solve, 99).Standing);
    }

    private static string Refused(ClockEvent[] log, TargetTerm term) => Assert.IsType<Outcome<ImmutableArray<TargetState>>.Refused>(
        ReadTargets.Run(new([.. log], [term], ClockPolicy.Busbar, At(9)))).Refusal.Code;

    private static (TargetStanding, Instant?, int) Shown(TargetState state) => (state.Standing, state.Due, (int)state.Worked.TotalHours);

    private static TargetState Read(ClockEvent[] log, TargetTerm term, double asOf, ClockPolicy? policy = null) =>
        One(log, term, At(asOf), policy ?? ClockPolicy.Busbar);

    private static TargetState One(ClockEvent[] log, TargetTerm term, Instant asOf, ClockPolicy policy) =>
        Assert.Single(ReadTargets.Run(new([.. log], [term], policy, asOf)).OrThrow());

    private static ImmutableArray<TargetState> All(ClockEvent[] log, TargetTerm term, double asOf, ClockPolicy? policy = null) =>
        ReadTargets.Run(new([.. log], [term], policy ?? ClockPolicy.Busbar, At(asOf))).OrThrow();

    private static TargetTerm Term(string name, TargetKind kind, int hours) => new(name, kind, Hours(hours), WorkCalendar.Always);

    private static TargetAmount Hours(int hours) => new TargetAmount.Working(Duration.FromHours(hours));

    private static Instant At(double hours) => monday + Duration.FromHours(hours);

    private static ClockEvent Created(double hours) => new ClockEvent.Created(At(hours), At(hours), "3");

    private static ClockEvent Wrote(double hours) => new ClockEvent.RequesterWrote(At(hours), At(hours));

    private static ClockEvent Replied(double hours) => new ClockEvent.AgentReplied(At(hours), At(hours));

    private static ClockEvent Paused(double hours) => new ClockEvent.Paused(At(hours), At(hours), "waits for the requester");

    private static ClockEvent Resumed(double hours) => new ClockEvent.Resumed(At(hours), At(hours));

    private static ClockEvent Resolved(double hours) => new ClockEvent.Resolved(At(hours), At(hours));
}
