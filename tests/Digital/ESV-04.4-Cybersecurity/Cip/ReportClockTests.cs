using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.Cybersecurity.Tests.Cip.CipRecords;

namespace Busbar.Digital.Cybersecurity.Tests.Cip;

public sealed class ReportClockTests
{
    private static CipFact Determined(Instant at, DeterminedAs what) => new IncidentDetermined(at, Ana, "ems-1", "", "case-1", what);

    private static CipFact Sent(Instant at, string to, params IncidentAttribute[] told) =>
        new ReportSent(at, Ana, "ems-1", "", "case-1", to, [.. told]);

    private static IEnumerable<string> Clocks(Instant asOf, params CipFact[] facts) =>
        MeasureReportClocks.Run(Inputs(asOf, facts)).OrThrow()
        .Select(each => $"{each.Duty.Name} {each.Duty.Subject} {each.State} {each.Late}".Trim());

    [Fact]
    public void A_reportable_incident_is_due_one_hour_after_its_determination_to_each_recipient()
    {
        // 01:30 on the day the clocks go back comes twice; an hour is an hour all the same.
        var at = Instant.FromUtc(2026, 11, 1, 5, 30);
        Assert.Equal(["first-report case-1 / E-ISAC Kept", "first-report case-1 / CISA Late 1 minutes"], Clocks(at + Duration.FromHours(5),
            Determined(at, DeterminedAs.Reportable), Sent(at + Duration.FromHours(1), "E-ISAC"),
                Sent(at + Duration.FromMinutes(61), "CISA")));
        Assert.Equal(["first-report case-1 / E-ISAC Running", "first-report case-1 / CISA Running"],
            Clocks(at + Duration.FromHours(1), Determined(at, DeterminedAs.Reportable)));
        Assert.Equal(["first-report-overdue", "first-report-overdue"], Codes(MeasureReportClocks.Run(Inputs(at + Duration.FromMinutes(60.5),
            Determined(at, DeterminedAs.Reportable)))));
    }

    [Theory]
    [InlineData("2026-03-07", "2026-03-08")]
    [InlineData("2028-02-28", "2028-02-29")]
    [InlineData("2026-12-31", "2027-01-01")]
    public void An_attempt_is_due_by_the_end_of_the_next_calendar_day(string determined, string last)
    {
        var facts = new[] { Determined(At(determined, 0, 1), DeterminedAs.Attempt), Sent(At(last, 23, 59), "E-ISAC"), };
        Assert.Equal(["first-report case-1 / E-ISAC Kept", "first-report case-1 / CISA Running"], Clocks(At(last, 23, 59), facts));
        Assert.Equal(["first-report-late"], Codes(MeasureReportClocks.Run(Inputs(At(last, 23, 59) + Duration.FromMinutes(1), Determined(
            At(determined, 23, 59), DeterminedAs.Attempt), Sent(At(last, 23, 59), "CISA"), Sent(At(last, 23, 59) + Duration.FromMinutes(1),
            "E-ISAC")))));
    }

    [Fact]
    public void What_is_learned_later_is_told_within_seven_calendar_days_to_each()
    {
        CipFact[] facts = [Determined(Noon("2026-03-01"), DeterminedAs.Attempt),
            Sent(Noon("2026-03-01"), "E-ISAC", IncidentAttribute.AttackVector), Sent(Noon("2026-03-01"), "CISA"),
            new AttributeLearned(Noon("2026-03-03"), Ana, "ems-1", "", "case-1", IncidentAttribute.AttackVector),
            Sent(At("2026-03-10", 23, 59), "E-ISAC", IncidentAttribute.AttackVector), Sent(Noon("2026-03-12"), "CISA",
                IncidentAttribute.AttackVector)];

        Assert.Contains("update case-1 / E-ISAC / AttackVector Kept", Clocks(Noon("2026-04-01"), facts));
        Assert.Contains("update case-1 / CISA / AttackVector Late 2 days", Clocks(Noon("2026-04-01"), facts));
        Assert.Contains("update-late", Codes(MeasureReportClocks.Run(Inputs("2026-04-01", facts))));
        Assert.Contains("update-overdue", Codes(MeasureReportClocks.Run(Inputs("2026-04-01", facts[..4]))));
    }

    [Fact]
    public void An_incident_that_turns_out_worse_counts_anew_and_one_that_is_neither_counts_nothing()
    {
        var at = Noon("2026-03-01");
        Assert.Equal(["first-report case-1 / E-ISAC Kept", "first-report case-1 / E-ISAC Overdue 60 minutes"],
            Clocks(at + Duration.FromHours(4),
            Determined(at, DeterminedAs.Attempt), Determined(at + Duration.FromHours(1), DeterminedAs.Attempt), Sent(at, "E-ISAC"),
            Determined(at + Duration.FromHours(2), DeterminedAs.Reportable)).Where(each => each.Contains("E-ISAC")));
        Assert.Empty(Clocks(at + Duration.FromDays(9), Determined(at, DeterminedAs.NotReportable),
            new AttributeLearned(at, Ana, "ems-1", "", "case-1", IncidentAttribute.IntrusionLevel)));
    }

    [Fact]
    public void A_report_before_any_determination_starts_no_clock_and_is_said() =>
        Assert.Equal(["not-determined"], Codes(MeasureReportClocks.Run(Inputs("2026-03-01", Sent(Noon("2026-02-01"), "CISA")))));
}
