using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Supply.Risk.Limits;
using Busbar.Supply.Tests;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Risk.Tests.Limits;

public sealed class FoldBreachTests
{
    private static readonly MarketCalendar Calendar = MarketCalendar.Pjm;
    private static readonly LocalDateTimePattern Clock = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm");
    private static readonly Actor Risk = new("Ruth", "risk");
    private static readonly Actor Trader = new("Tom", "trader");

    [Fact]
    public void Steps_fall_due_in_business_hours_as_worked_by_hand()
    {
        var rows = CaseFile.Read("risk/limit-timers.txt").Tables.Single();
        var due = rows.Texts("breach found (clock)").Zip(rows.Numbers("business hours"),
            (found, hours) => BusinessHours.After(Calendar, At(found), (int)hours)).ToArray();
        Assert.Equal(rows.Texts("due (clock)").Select(At), due);
        Assert.Equal(rows.Texts("due (UTC)").Select(text => Clock.Parse(text).Value.InUtc().ToInstant()), due);
        Assert.Throws<ArgumentOutOfRangeException>(() => BusinessHours.After(Calendar, due[0], 0));
    }

    [Theory]
    [InlineData("2027-11-24 16:00", BreachStage.Opened, "notify", "2027-11-26 10:00", false)]
    [InlineData("2027-11-26 10:00", BreachStage.Opened, "notify", "2027-11-26 10:00", false)]
    [InlineData("2027-11-26 10:01", BreachStage.Opened, "notify", "2027-11-26 10:00", true)]
    [InlineData("2027-11-26 12:00", BreachStage.Notified, "cure or approve", "2027-11-29 13:00", false)]
    [InlineData("2027-11-29 13:01", BreachStage.Notified, "cure or approve", "2027-11-29 13:00", true)]
    [InlineData("2027-11-29 15:00", BreachStage.Approved, "cure", "2027-12-03 12:00", false)]
    [InlineData("2027-12-03 12:00", BreachStage.Expired, "cure", "2027-12-03 12:00", false)]
    [InlineData("2027-12-03 12:01", BreachStage.Expired, "cure", "2027-12-03 12:00", true)]
    [InlineData("2027-12-06 09:00", BreachStage.Cured, "log", "2027-12-06 15:00", false)]
    [InlineData("2027-12-07 09:00", BreachStage.Cured, "log", "2027-12-06 15:00", true)]
    [InlineData("2027-12-08 09:00", BreachStage.Logged, "", null, false)]
    public void A_breach_stands_where_its_facts_and_the_clock_put_it(string asOf, BreachStage stage, string next, string? due,
        bool isOverdue)
    {
        var state = FoldBreach.Run(new(Calendar, Whole, At(asOf))).OrThrow();
        Assert.Equal((stage, next, isOverdue), (state.Stage, state.Next, state.IsOverdue));
        Assert.Equal(due is null ? null : At(due), state.DueAt);
    }

    [Fact]
    public void Steps_that_were_late_stay_on_the_record()
    {
        Assert.Equal(["notify", "cure or approve", "cure", "log"],
            FoldBreach.Run(new(Calendar, Whole, At("2027-12-31 00:00"))).OrThrow().WasLate);
        Assert.Empty(FoldBreach.Run(new(Calendar, [Opened, Told("2027-11-24 16:00"), Cured("2027-11-26 09:00", 90)],
            At("2027-11-26 09:30"))).OrThrow().WasLate);
    }

    [Fact]
    public void An_approval_can_be_renewed_by_someone_else_and_keeps_the_breach_open()
    {
        var state = FoldBreach.Run(new(Calendar, [Opened, Told("2027-11-24 16:00"), Approved("2027-11-26 09:00", Risk, "2027-12-01 12:00"),
            Approved("2027-12-01 10:00", Risk, "2027-12-20 12:00")], At("2027-12-10 09:00"))).OrThrow();
        Assert.Equal((BreachStage.Approved, At("2027-12-20 12:00"), false), (state.Stage, state.DueAt!.Value, state.IsOverdue));
    }

    [Fact]
    public void Steps_that_policy_does_not_allow_are_refused()
    {
        var told = Told("2027-11-24 16:00");
        Refuses("not-open");
        Refuses("not-open", told);
        Refuses("step-not-allowed", Opened, Opened);
        Refuses("step-not-allowed", Opened, Cured("2027-11-24 16:00", 90));
        Refuses("step-not-allowed", Opened, told, told);
        Refuses("step-not-allowed", Opened, told, new BreachLogged(At("2027-11-24 16:30"), Risk, "sold"));
        Refuses("out-of-order", Opened, Told("2027-11-24 14:00"));
        Refuses("own-approval", Opened, told, Approved("2027-11-26 09:00", Trader, "2027-12-01 12:00"));
        Refuses("approval-without-end", Opened, told, Approved("2027-11-26 09:00", Risk, "2027-11-26 09:00"));
        Refuses("no-reason", Opened, told, new BreachApproved(At("2027-11-26 09:00"), Risk, "", At("2027-12-01 12:00")));
        Refuses("not-cured", Opened, told, Cured("2027-11-26 09:00", 100.5));
        Refuses("no-reason", Opened, told, Cured("2027-11-26 09:00", 100), new BreachLogged(At("2027-11-26 10:00"), Risk, " "));
        var unowned = Opened.Use.Limit with { Limit = Opened.Use.Limit.Limit with { Owner = "" } };
        Refuses("limit-without-owner", Opened with { Use = Opened.Use with { Limit = unowned } });

        static void Refuses(string code, params BreachFact[] facts) =>
            Assert.Equal(code, Given.CodeOf(FoldBreach.Run(new(Calendar, [.. facts], At("2028-01-01 00:00")))));
    }

    private static BreachOpened Opened => new(At("2027-11-24 15:00"), Risk,
        new(CheckLimitsTests.Limit(LimitMeasure.Volume, "west", 100), "west", 120, "2027-12-01 OnPeak", LimitState.Breached), "Tom");

    // Told late, approved late, cured after the approval ended, logged late.
    private static System.Collections.Immutable.ImmutableArray<BreachFact> Whole =>
    [
        Opened, Told("2027-11-26 11:00"), Approved("2027-11-29 14:00", Risk, "2027-12-03 12:00"), Cured("2027-12-03 16:00", 99),
        new BreachLogged(At("2027-12-07 12:00"), Risk, "the hedge was booked twice"),
    ];

    private static BreachNotified Told(string at) => new(At(at), Risk, "chief risk officer");

    private static BreachApproved Approved(string at, Actor by, string until) => new(At(at), by, "a buyer is found", At(until));

    private static BreachCured Cured(string at, double measured) => new(At(at), Risk, measured);

    private static Instant At(string clock)
    {
        var local = Clock.Parse(clock).Value;
        return Calendar.At(new(local.Date), local.TimeOfDay);
    }
}
