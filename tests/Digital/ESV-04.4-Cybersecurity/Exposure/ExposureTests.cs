using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Exposure;
using Busbar.Digital.Cybersecurity.Findings;
using Busbar.Digital.Cybersecurity.Tests.Findings;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Tests.Exposure;

public sealed class ExposureTests
{
    private static readonly RemedyTerm threeDays = new("3-days", 3, IsCritical: true);

    private static readonly RemedyTerm upgrade = new("next-upgrade", null, IsCritical: false);

    [Fact]
    public void The_clock_starts_at_the_later_of_publication_and_first_sight()
    {
        var early = Finding() with { PublishedOn = new LocalDate(2020, 1, 1) };
        var late = Finding() with { PublishedOn = new LocalDate(2026, 6, 4) };
        Assert.Equal(new LocalDate(2026, 6, 4), ReadClock.Run(early, threeDays, [], On(0)).DueOn);
        Assert.Equal(new LocalDate(2026, 6, 7), ReadClock.Run(late, threeDays, [], On(0)).DueOn);
        Assert.Null(ReadClock.Run(early, upgrade, [], On(900)).DueOn);
    }

    [Fact]
    public void A_finding_is_overdue_after_its_last_day()
    {
        Assert.False(ReadClock.Run(Finding(), threeDays, [], On(3)).IsOverdue);
        var clock = ReadClock.Run(Finding(), threeDays, [], On(5));
        Assert.Equal((true, 2), (clock.IsOverdue, clock.DaysLate));
        Assert.False(ReadClock.Run(Finding() with { ClosedAt = On(5) }, threeDays, [], On(9)).IsOverdue);
    }

    [Fact]
    public void An_acceptance_holds_until_it_expires_and_moves_no_clock()
    {
        var accepted = Accept(Finding(), [], On(30), On(2));
        var during = ReadClock.Run(Finding(), threeDays, [accepted], On(10));
        Assert.Equal((false, new LocalDate(2026, 6, 4), On(30), 7),
            (during.IsOverdue, during.DueOn, during.AcceptedUntil, during.DaysLate));
        var after = ReadClock.Run(Finding(), threeDays, [accepted], On(30));
        Assert.Equal((true, null, 1), (after.IsOverdue, after.AcceptedUntil, after.Acceptances));
    }

    [Fact]
    public void Renewals_are_counted_and_end()
    {
        var first = Accept(Finding(), [], On(30), On(2));
        var second = Accept(Finding(), [first], On(60), On(29));
        var third = Accept(Finding(), [first, second], On(90), On(59));
        Assert.Equal([0, 1, 2], new[] { first, second, third }.Select(each => each.Renewals));
        Assert.Equal("too-many-renewals", Refused(Request() with { Earlier = [first, second, third] }));
    }

    [Fact]
    public void A_renewal_survives_a_new_image_tag()
    {
        var entry = Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]);
        var first = Scans.After(Scans.Report("trivy", 0, entry));
        var accepted = Accept(first.Findings[0], [], On(30), On(1));
        var next = first.With(first.Import(Scans.Report("trivy", 5, entry) with { Target = "registry/app:9" }).Value);
        Assert.Equal(On(30), ReadClock.Run(Assert.Single(next.Findings), threeDays, [accepted], On(6)).AcceptedUntil);
    }

    [Fact]
    public void An_acceptance_without_end_reason_control_or_risk_is_refused()
    {
        Assert.Equal("finding-closed", Refused(Request() with { Finding = Finding() with { ClosedAt = On(1) } }));
        Assert.Equal("no-reason", Refused(Request() with { Reason = " " }));
        Assert.Equal("no-control", Refused(Request() with { Control = "" }));
        Assert.Equal("ends-in-past", Refused(Request() with { Until = On(2) }));
        Assert.Equal("too-long", Refused(Request() with { Until = On(2 + 184) }));
    }

    [Fact]
    public void Posture_counts_by_decision_with_the_findings_behind_it()
    {
        var figures = MeasurePosture.Run(new(
            [
                new("web-1", Finding("a"), threeDays), new("web-1", Finding("b") with { OpenedAt = On(8) }, threeDays),
                new("web-2", Finding("c") with { ClosedAt = On(2) }, threeDays),
                new("web-2", Finding("d") with { ClosedAt = On(6) }, threeDays),
                new("web-2", Finding("e"), upgrade),
            ],
            [Accept(Finding("b"), [], On(30), On(1))], On(0), On(10)));
        string Of(string name, string kind) => figures.Single(figure => (figure.Name, figure.Class) == (name, kind)) is var figure
            ? $"{figure.Numerator}/{figure.Denominator} {string.Join(' ', figure.Findings)}" : "";
        Assert.Equal("2/1 a b", Of("open", "3-days"));
        Assert.Equal("1/2 a", Of("overdue", "3-days"));
        Assert.Equal("1/2 b", Of("accepted", "3-days"));
        Assert.Equal("8/2 c d", Of("days-to-remedy", "3-days"));
        Assert.Equal("1/2 c", Of("remedied-in-time", "3-days"));
        Assert.Equal("0/0 ", Of("days-to-remedy", "next-upgrade"));
        Assert.Equal("2/1 a b", Of("critical-open", ""));
        Assert.Equal("20/4 a b c d", Of("critical-exposed-days", ""));
        Assert.Equal(4, figures.Single(figure => (figure.Name, figure.Class) == ("days-to-remedy", "3-days")).Value);
        Assert.Null(figures.Single(figure => (figure.Name, figure.Class) == ("days-to-remedy", "next-upgrade")).Value);
    }

    private static Instant On(int day) => Scans.Start + Duration.FromDays(day);

    private static SecurityFinding Finding(string id = "f") =>
        Scans.After(Scans.Report("trivy", 0, Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]))).Findings[0] with { Id = id };

    private static AcceptanceRequest Request() =>
        new(Finding(), [], On(30), "No fix yet", "Web application firewall", "ann", AcceptancePolicy.Default, On(2));

    private static RiskAcceptance Accept(SecurityFinding finding, ImmutableArray<RiskAcceptance> earlier, Instant until, Instant now) =>
        AcceptRisk.Run(Request() with { Finding = finding, Earlier = earlier, Until = until, Now = now }).OrThrow();

    private static string Refused(AcceptanceRequest request) =>
        Assert.IsType<Outcome<RiskAcceptance>.Refused>(AcceptRisk.Run(request)).Refusal.Code;
}
