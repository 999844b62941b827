using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.Cybersecurity.Tests.Cip.CipRecords;

namespace Busbar.Digital.Cybersecurity.Tests.Cip;

public sealed class PatchClockTests
{
    [Theory]
    [InlineData("2026-03-01", "2026-04-05")]
    [InlineData("2027-01-31", "2027-03-07")]
    [InlineData("2028-01-31", "2028-03-06")]
    [InlineData("2028-02-29", "2028-04-04")]
    [InlineData("2026-10-01", "2026-11-05")]
    [InlineData("2026-11-27", "2027-01-01")]
    public void Thirty_five_calendar_days_end_where_a_hand_counts_them_to(string evaluated, string last)
    {
        var clock = Lines(MeasurePatchClocks.Run(Inputs(evaluated, Tracked(evaluated))).OrThrow(), "evaluation");
        Assert.Equal([$"ems-1 / vendor {last} Running"], clock);
    }

    [Fact]
    public void The_last_day_is_that_of_counting_sleeps_over_eight_years_with_both_clock_changes()
    {
        for (var day = new LocalDate(2024, 1, 1); day.Year < 2032; day = day.PlusDays(1))
        {
            var counted = day;
            for (var i = 0; i < 35; i++) counted = counted.PlusDays(1);
            var began = day.At(new LocalTime(23, 59)).InZoneLeniently(Zone).ToInstant();
            var fact = Tracked("2024-01-01") with { At = began };
            var lastMoment = counted.PlusDays(1).AtStartOfDayInZone(Zone).ToInstant() - Duration.FromTicks(1);
            var intime = MeasurePatchClocks.Run(Inputs(lastMoment, fact)).OrThrow();
            var late = MeasurePatchClocks.Run(Inputs(lastMoment + Duration.FromTicks(1), fact)).OrThrow();

            Assert.Equal((counted, DueState.Running), (intime[0].LastDay!.Value, intime[0].State));
            Assert.Equal((DueState.Overdue, "1 day"), (late[0].State, late[0].Late));
        }
    }

    [Fact]
    public void Evaluations_follow_each_other_and_each_late_one_says_who_is_late_by_how_much()
    {
        var run = MeasurePatchClocks.Run(Inputs("2026-06-20", Tracked("2026-01-01"), Evaluated("2026-02-05"), Evaluated("2026-03-14"),
            Evaluated("2026-04-18")));

        Assert.Equal(["ems-1 / vendor 2026-02-05 Kept", "ems-1 / vendor 2026-03-12 Late 2 days", "ems-1 / vendor 2026-04-18 Kept",
            "ems-1 / vendor 2026-05-23 Overdue 28 days"], Lines(run.OrThrow(), "evaluation"));
        var findings = ((Outcome<System.Collections.Immutable.ImmutableArray<DueClock>>.Done)run).Findings;
        Assert.Contains(findings, each => each is { Code: "evaluation-late", What: "ops was 2 days late" });
        Assert.Contains(findings, each => each is { Code: "evaluation-overdue", What: "ops is 28 days late" });
    }

    [Fact]
    public void A_patch_counts_from_the_completion_of_the_first_evaluation_that_found_it_and_a_plan_stops_its_clock()
    {
        var run = MeasurePatchClocks.Run(Inputs("2026-05-01", Tracked("2026-01-01"), Evaluated("2026-02-01", "A", "B", "C", "D"),
            Evaluated("2026-03-01", "B", "C"), new PatchApplied(Noon("2026-03-08"), Ana, "ems-1", "", "A"),
            new PatchApplied(Noon("2026-03-09"), Ana, "ems-1", "", "B"),
            new PlanDated(Noon("2026-03-01"), Ana, "ems-1", "", "plan-1", ["C"], new(2026, 6, 30))));

        Assert.Equal(["ems-1 / vendor / A 2026-03-08 Kept", "ems-1 / vendor / B 2026-03-08 Late 1 day",
            "ems-1 / vendor / C 2026-03-08 Kept", "ems-1 / vendor / D 2026-03-08 Overdue 54 days"], Lines(run.OrThrow(), "action"));
        Assert.Equal(["ems-1 / plan-1 2026-06-30 Running"], Lines(run.OrThrow(), "plan"));
        Assert.Contains("action-late", Codes(run));
        Assert.Contains("action-overdue", Codes(run));
    }

    [Theory]
    [InlineData("sam", "2026-04-30", "2026-05-31", false)]
    [InlineData("sam", "2026-05-01", "2026-04-30", true)]
    [InlineData("ana", "2026-04-01", "2026-04-30", true)]
    public void A_plan_moves_only_when_the_senior_manager_extends_it_in_time(string who, string day, string last, bool isRefused)
    {
        var run = MeasurePatchClocks.Run(Inputs("2026-07-01", Tracked("2026-03-01"),
            new PlanDated(Noon("2026-03-01"), Ana, "ems-1", "", "plan-1", ["C"], new(2026, 4, 30)),
            new PlanDated(Noon("2026-03-02"), Ana, "ems-1", "", "plan-1", ["D"], new(2026, 12, 31)),
            new PlanExtended(Noon(day), new(who, "security"), "ems-1", "", "plan-1", new(2026, 5, 31))));

        Assert.Equal(last, Lines(run.OrThrow(), "plan").Single().Split(' ')[3]);
        Assert.Equal(isRefused, Codes(run).Contains("extension-not-counted"));
        Assert.Contains("plan-overdue", Codes(run));
    }

    [Fact]
    public void A_plan_is_done_when_it_is_said_to_be_or_when_its_last_patch_is_in()
    {
        var plan = new PlanDated(Noon("2026-03-01"), Ana, "ems-1", "", "p", ["C", "D"], new(2026, 4, 30));
        string State(params CipFact[] facts) => Lines(MeasurePatchClocks.Run(Inputs("2026-06-01", [plan, .. facts])).OrThrow(), "plan")
            .Single();

        Assert.Equal("ems-1 / p 2026-04-30 Kept", State(new PlanDone(At("2026-04-30", 23, 59), Ana, "ems-1", "", "p")));
        Assert.Equal("ems-1 / p 2026-04-30 Late 1 day", State(new PlanDone(At("2026-05-01", 0, 0), Ana, "ems-1", "", "p")));
        Assert.Equal("ems-1 / p 2026-04-30 Late 2 days", State(new PatchApplied(Noon("2026-04-01"), Ana, "ems-1", "", "C"),
            new PatchApplied(Noon("2026-05-02"), Ana, "ems-1", "", "D")));
        Assert.Equal("ems-1 / p 2026-04-30 Overdue 32 days", State(new PatchApplied(Noon("2026-04-01"), Ana, "ems-1", "", "C")));
        Assert.Contains("plan-late", Codes(MeasurePatchClocks.Run(Inputs("2026-06-01", plan,
            new PlanDone(Noon("2026-05-05"), Ana, "ems-1", "", "p")))));
    }

    [Fact]
    public void A_source_that_is_dropped_runs_no_longer_but_what_was_missed_stays()
    {
        CipFact Dropped(string day) => new SourceDropped(Noon(day), Ana, "ems-1", "", "vendor");

        Assert.Empty(MeasurePatchClocks.Run(Inputs("2026-06-01", Tracked("2026-01-01"), Dropped("2026-02-05"))).OrThrow());
        Assert.Equal(["ems-1 / vendor 2026-02-05 Overdue 1 day"], Lines(MeasurePatchClocks.Run(Inputs("2026-06-01", Tracked("2026-01-01"),
            Dropped("2026-02-06"))).OrThrow(), "evaluation"));
    }

    [Fact]
    public void Facts_after_the_clock_do_not_count_and_what_is_not_tracked_is_said()
    {
        var run = MeasurePatchClocks.Run(Inputs("2026-02-01", Evaluated("2026-01-15", "A"), Tracked("2026-02-02")));

        Assert.Equal(["ems-1 / vendor / A 2026-02-19 Running"], Lines(run.OrThrow(), "action"));
        Assert.Empty(Lines(run.OrThrow(), "evaluation"));
        Assert.Contains("source-not-tracked", Codes(run));
        Assert.Equal(2, Codes(run).Count(code => code == "no-patch-source"));
    }
}
