using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.Cybersecurity.Tests.Cip.CipRecords;

namespace Busbar.Digital.Cybersecurity.Tests.Cip;

public sealed class BaselineTests
{
    private static readonly BaselineItem os = new(BaselineKind.System, "os", "10");
    private static readonly BaselineItem ssh = new(BaselineKind.Port, "22/tcp", "");
    private static readonly BaselineItem web = new(BaselineKind.Port, "80/tcp", "");

    private static CipFact Recorded(string day, string change, params BaselineItem[] items) =>
        new BaselineRecorded(Noon(day), Ana, "ems-1", "", [.. items], change);

    private static CipFact Seen(string day, params BaselineItem[] items) => new BaselineObserved(Noon(day), Ana, "ems-1", "", [.. items]);

    private static CipFact Live(string day) => new WentLive(Noon(day), Ana, "ems-1", "");

    private static CipFact Authorised(string day, params BaselineItem[] items) =>
        new ChangeAuthorised(Noon(day), Ana, "ems-1", "", "chg-1", [.. items]);

    private static CipFact Completed(string day) => new ChangeCompleted(Noon(day), Ana, "ems-1", "", "chg-1");

    private static CipFact Tested(string day) => new ChangeTested(Noon(day), Ana, "ems-1", "", "chg-1", "no field devices");

    private static CipFact Active(string day) => new ActiveAssessmentHeld(Noon(day), Ana, "ems-1", "");

    private static IEnumerable<string> CodesOf(string asOf, params CipFact[] facts) =>
        Codes(MeasureBaselines.Run(new([Ems], [.. facts], Inputs(asOf).Clock)));

    [Fact]
    public void Drift_is_explained_by_a_change_authorised_before_it_was_seen_or_is_an_unauthorised_change()
    {
        var run = MeasureBaselines.Run(new([Ems], [Recorded("2026-01-01", "", os, ssh), Authorised("2026-01-10", os with { Value = "11" }),
            Seen("2026-01-20", os with { Value = "11" }, ssh, web), Seen("2026-01-25", os with { Value = "12" }, web)],
            Inputs("2026-02-01").Clock));

        Assert.Equal(["System os 10>11 chg-1", "Port 80/tcp >present ", "System os 10>12 ", "Port 22/tcp present> "],
            run.OrThrow().Drifts.Select(each => $"{each.Kind} {each.Name} {each.Was}>{each.Is} {each.Change}"));
        Assert.Equal(3, Codes(run).Count(code => code == "unauthorised-change"));
    }

    [Fact]
    public void An_authorisation_given_after_the_look_explains_nothing_and_a_new_baseline_ends_the_drift()
    {
        Assert.Contains("unauthorised-change", CodesOf("2026-02-01", Recorded("2026-01-01", "", os), Seen("2026-01-20", os, web),
            Authorised("2026-01-21", web)));
        Assert.DoesNotContain("unauthorised-change", CodesOf("2026-02-01", Recorded("2026-01-01", "", os), Authorised("2026-01-02", web),
            Recorded("2026-01-10", "chg-1", os, web), Seen("2026-01-20", os, web)));
    }

    [Theory]
    [InlineData("2026-01-31", "2026-03-02")]
    [InlineData("2028-01-31", "2028-03-01")]
    [InlineData("2026-02-28", "2026-03-30")]
    public void A_baseline_is_updated_within_thirty_calendar_days_of_the_change(string completed, string last)
    {
        var facts = new[] { Recorded("2025-12-01", "", os), Completed(completed) };
        var next = NodaTime.Text.LocalDatePattern.Iso.Parse(last).Value.PlusDays(1).ToString("uuuu-MM-dd", null);

        Assert.DoesNotContain("baseline-update-late", CodesOf("2028-12-31", [.. facts, Recorded(last, "chg-1", os)]));
        Assert.Contains("baseline-update-late", CodesOf("2028-12-31", [.. facts, Recorded(next, "chg-1", os)]));
        Assert.DoesNotContain("baseline-update-overdue", CodesOf(last, facts));
        Assert.Contains("baseline-update-overdue", CodesOf(next, facts));
    }

    [Fact]
    public void A_system_is_looked_at_every_thirty_five_days_and_within_the_thirty_five_before_it_goes_live()
    {
        var clock = MeasureBaselines.Run(new([Ems, Badge], [Recorded("2026-01-01", "", os), Seen("2026-01-02", os), Live("2026-02-06"),
            Seen("2026-02-06", os) with { At = At("2026-02-06", 13, 0) }, Seen("2026-03-14", os)], Inputs("2026-04-19").Clock));

        Assert.Equal(["ems-1 2026-02-06 Kept", "ems-1 2026-03-13 Late 1 day", "ems-1 2026-04-18 Overdue 1 day"],
            Lines(clock.OrThrow().Clocks, "monitoring"));
        Assert.DoesNotContain("not-monitored-before-live", Codes(clock));
        Assert.Contains("monitoring-late", Codes(clock));
        Assert.Contains("monitoring-overdue", Codes(clock));
        Assert.Contains("not-monitored-before-live", CodesOf("2026-03-01", Seen("2026-01-01", os), Live("2026-02-06")));
        Assert.Contains("not-monitored-before-live", CodesOf("2026-03-01", Live("2026-02-06")));
    }

    [Theory]
    [InlineData("2026-01-01", "2027-04-30")]
    [InlineData("2026-11-30", "2028-02-29")]
    [InlineData("2025-11-30", "2027-02-28")]
    public void Fifteen_calendar_months_end_with_the_last_day_of_the_fifteenth_month(string held, string last)
    {
        var run = MeasureBaselines.Run(new([Ems], [new AssessmentHeld(Noon(held), Ana, "ems-1", "")], Inputs(held).Clock));
        var next = NodaTime.Text.LocalDatePattern.Iso.Parse(last).Value.PlusDays(1).ToString("uuuu-MM-dd", null);

        Assert.Equal([$"ems-1 {last} Running"], Lines(run.OrThrow().Clocks, "assessment"));
        Assert.Contains("assessment-overdue", CodesOf(next, new AssessmentHeld(Noon(held), Ana, "ems-1", "")));
        Assert.Contains("assessment-late", CodesOf(next, Live(held), new AssessmentHeld(Noon(next), Ana, "ems-1", "")));
    }

    [Fact]
    public void A_change_needs_an_authorisation_a_verified_source_and_verified_controls()
    {
        Assert.Equal(["change-not-authorised", "change-not-tested", "controls-not-verified", "no-baseline"],
            CodesOf("2026-03-01", Completed("2026-02-20"), Authorised("2026-02-21", os)).Order());
        Assert.Equal(["controls-not-verified", "change-not-tested", "software-not-verified"],
            CodesOf("2026-03-01", Recorded("2026-01-01", "", os), Authorised("2026-02-01", os),
            Completed("2026-02-20")));
        Assert.Empty(CodesOf("2026-03-01", Recorded("2026-01-01", "", os), Authorised("2026-02-01", os),
            new SoftwareVerified(Noon("2026-02-02"), Ana, "ems-1", "", "chg-1"), Tested("2026-02-19"), Completed("2026-02-20"),
            new ControlsVerified(Noon("2026-02-21"), Ana, "ems-1", "", "chg-1")));
    }

    [Fact]
    public void A_change_of_a_high_impact_system_is_tried_out_before_it_is_made_and_of_nothing_else()
    {
        Assert.Contains("change-not-tested", CodesOf("2026-03-01", Completed("2026-02-20"), Tested("2026-02-21")));
        Assert.DoesNotContain("change-not-tested", Codes(MeasureBaselines.Run(new([Ems with { Impact = CipImpact.Medium }],
            [Completed("2026-02-20")], Inputs("2026-03-01").Clock))));
    }

    [Theory]
    [InlineData("2026-01-15", "2029-01-31")]
    [InlineData("2025-02-28", "2028-02-29")]
    public void A_high_impact_system_is_assessed_actively_every_thirty_six_calendar_months(string held, string last)
    {
        var next = NodaTime.Text.LocalDatePattern.Iso.Parse(last).Value.PlusDays(1).ToString("uuuu-MM-dd", null);

        Assert.DoesNotContain("active-assessment-overdue", CodesOf(last, Active(held)));
        Assert.Contains("active-assessment-overdue", CodesOf(next, Active(held)));
        Assert.Contains("active-assessment-late", CodesOf(next, Active(held), Active(next)));
        Assert.Contains("assessment-overdue", CodesOf(last, Active(held)));
        Assert.Empty(Lines(
            MeasureBaselines.Run(new([Badge], [Live(held) with { Asset = Badge.Name }], Inputs(last).Clock)).OrThrow().Clocks,
            "active-assessment"));
    }

    [Fact]
    public void A_new_asset_is_assessed_actively_before_it_goes_live()
    {
        Assert.Contains("not-assessed-before-live", CodesOf("2026-03-01", Live("2026-02-06"), Active("2026-02-07")));
        Assert.DoesNotContain("not-assessed-before-live", CodesOf("2026-03-01", Active("2026-02-05"), Live("2026-02-06")));
    }

    [Fact]
    public void What_an_assessment_found_is_remedied_by_the_day_of_its_plan()
    {
        CipFact Planned(string day, LocalDate by) => new ActionPlanned(Noon(day), Ana, "ems-1", "", "va-1", by);
        CipFact Done(string day) => new ActionDone(Noon(day), Ana, "ems-1", "", "va-1");

        Assert.DoesNotContain("action-plan-overdue", CodesOf("2026-03-31", Planned("2026-02-01", new(2026, 3, 31))));
        Assert.Contains("action-plan-overdue", CodesOf("2026-04-01", Planned("2026-02-01", new(2026, 3, 31))));
        Assert.Contains("action-plan-late", CodesOf("2026-05-01", Planned("2026-02-01", new(2026, 3, 31)), Done("2026-04-02")));
        Assert.DoesNotContain("action-plan-late", CodesOf("2026-05-01", Planned("2026-02-01", new(2026, 3, 31)), Done("2026-03-31")));
    }

    [Fact]
    public void Standards_are_in_force_by_their_days_and_an_unsettled_day_is_said_to_be()
    {
        Assert.Null(CipStandards.InForce("CIP-015", new(2026, 11, 27)));
        Assert.Equal("CIP-007-6", CipStandards.InForce("CIP-007", new(2026, 11, 27))!.Version.Version);
        Assert.Null(CipStandards.InForce("CIP-007", new(2028, 3, 31))!.Disputed);
        Assert.Equal(("CIP-007-6", "CIP-007-7.1"), (CipStandards.InForce("CIP-007", new(2028, 5, 1))!.Version.Version,
            CipStandards.InForce("CIP-007", new(2028, 5, 1))!.Disputed!.Version));
        Assert.Equal("CIP-007-7.1", CipStandards.InForce("CIP-007", new(2028, 7, 1))!.Version.Version);
        Assert.Equal(["CIP-007-7.1", "CIP-008-7.1", "CIP-010-5", "CIP-015-1"],
            CipStandards.All.Where(each => !each.IsSettled).Select(each => each.Version));
    }

    [Theory]
    [InlineData("CIP-007", 4)]
    [InlineData("CIP-007-6 R2", 4)]
    [InlineData("cip-007-6-r2.2", 1)]
    [InlineData("CIP-010 R2", 1)]
    [InlineData("CIP-007-9 R2", 0)]
    [InlineData("CIP-999", 0)]
    [InlineData("", 0)]
    public void A_requirement_is_found_with_and_without_its_version(string requirement, int parts) =>
        Assert.Equal(parts, RequirementParts.Of(requirement).Length);

    [Fact]
    public void A_part_applies_to_the_systems_of_its_column()
    {
        RequirementPart Part(string code) => RequirementParts.Of(code).Single();
        CipAsset It(CipImpact impact, CipRole role) => new("x", impact, role, "");

        Assert.True(Part("CIP-010 R2.1").AppliesTo(It(CipImpact.High, CipRole.ProtectedAsset)));
        Assert.False(Part("CIP-010 R2.1").AppliesTo(It(CipImpact.High, CipRole.PhysicalAccess)));
        Assert.False(Part("CIP-010 R2.1").AppliesTo(It(CipImpact.Medium, CipRole.BesCyberSystem)));
        Assert.True(Part("CIP-007 R2.2").AppliesTo(It(CipImpact.Medium, CipRole.PhysicalAccess)));
        Assert.False(Part("CIP-008 R4.2").AppliesTo(It(CipImpact.High, CipRole.ProtectedAsset)));
        Assert.False(Part("CIP-010 R1.6").AppliesTo(It(CipImpact.High, CipRole.ProtectedAsset)));
    }
}
