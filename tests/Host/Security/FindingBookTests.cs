using System.Text;
using Busbar.Digital.Cybersecurity.Exposure;
using Busbar.Gateways;
using Busbar.Gateways.Scanners;
using Busbar.Host.Desks.Security;
using Busbar.Host.Tests.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Host.Tests.Service.ServiceKit;

namespace Busbar.Host.Tests.Security;

/// <summary>Findings kept in the store: imported twice, seen by another process, accepted by two persons, measured.</summary>
public sealed class FindingBookTests : IDisposable
{
    private static readonly Actor sue = new("sue", Roles.Security);
    private readonly ServiceKit kit = new();

    private FindingBook Book => kit.Books.Security.Findings;

    public void Dispose() => kit.Dispose();

    [Fact]
    public void Reports_make_findings_and_again_none()
    {
        var first = Import("CVE-2021-1,a", "CVE-2021-2,b");
        Assert.Equal((2, 2, 0), (first.Fresh, first.Open, first.Closed));
        Assert.Equal((0, 0), (Import("CVE-2021-1,a", "CVE-2021-2,b").Fresh, Import("CVE-2021-1,a", "CVE-2021-2,b").Facts));
        kit.Later(Duration.FromDays(1));
        Assert.Equal((0, 1, 1), Import("CVE-2021-1,a") is var rescan ? (rescan.Fresh, rescan.Open, rescan.Closed) : default);
    }

    [Fact]
    public void Another_process_and_the_past_see_the_same_findings()
    {
        Import("CVE-2021-1,a", "CVE-2021-2,b");
        var (before, _) = (kit.Now, kit.Later(Duration.FromDays(1)));
        Import("CVE-2021-1,a");
        var other = new FindingBook(kit.Store, kit.Books.Maps, kit.Clock);
        Assert.Equivalent(Book.All(AsOf.Latest), other.All(AsOf.Latest));
        Assert.Equivalent(Book.All(AsOf.Latest), Book.All(new AsOf(kit.Now)));
        Assert.All(Assert.Single(Book.All(new AsOf(before))).Findings, finding => Assert.True(finding.IsOpen));
        Assert.Contains(Assert.Single(Book.All(AsOf.Latest)).Findings, finding => !finding.IsOpen);
    }

    [Fact]
    public void A_report_of_many_findings_is_a_few_events()
    {
        Import([.. Enumerable.Range(1, 12_000).Select(n => $"CVE-2021-{n},p{n}")]);
        Assert.Equal(3, kit.Store.ReadStream("finding/busbar-web", AsOf.Latest).Length);
        Assert.Equal(12_000, Assert.Single(new FindingBook(kit.Store, kit.Books.Maps, kit.Clock).All(AsOf.Latest)).Findings.Length);
    }

    [Fact]
    public void An_asset_that_is_on_no_map_is_refused() =>
        Assert.Equal("unknown-asset", CodeOf(() => Import("no-such-item", ["CVE-2021-1,a"])));

    [Fact]
    public void One_person_asks_to_bear_a_risk_and_another_approves_it()
    {
        Import("CVE-2021-1,a");
        var id = Assert.Single(Assert.Single(Book.All(AsOf.Latest)).Findings).Id;
        var acceptances = kit.Books.Security.Acceptances;
        Assert.Equal("unknown-finding", CodeOf(() => acceptances.Ask("none", kit.Now, "why", "how", sue)));
        Assert.Equal("nothing-asked", CodeOf(() => acceptances.Approve(id, sue)));
        acceptances.Ask(id, kit.Now + Duration.FromDays(30), "No fix yet", "Jump host only", sue);
        Assert.Empty(acceptances.All(AsOf.Latest).Approved);
        Assert.Equal("four-eyes", CodeOf(() => acceptances.Approve(id, sue)));
        Assert.Equal("duty", CodeOf(() => acceptances.Approve(id, Ann)));
        acceptances.Approve(id, new Actor("tom", Roles.Security));
        Assert.Equal(kit.Now, Assert.Single(acceptances.All(AsOf.Latest).Approved).From);
        Assert.NotNull(Assert.Single(kit.Books.Security.Shown(new AsOf(kit.Now))).Clock.AcceptedUntil);
    }

    [Fact]
    public void The_rooms_metrics_come_from_the_sample()
    {
        Assert.Empty(SecurityMetrics.Measure(kit.Books, new AsOf(kit.Now)));
        FindingSample.Keep(kit.Books, kit.Now);
        FindingSample.Keep(kit.Books, kit.Now);
        var metrics = SecurityMetrics.Measure(kit.Books, new AsOf(kit.Now));
        Assert.Equal(["Critical vulnerabilities", "Mean time to remedy"], metrics.Select(metric => metric.Name));
        // One was gone from a rescan after 11 days, one judged by its maker after 4.
        Assert.Equal((0.0, 7.5), (metrics[0].Value, metrics[1].Value));
        var shown = kit.Books.Security.Shown(new AsOf(kit.Now));
        Assert.Equal(5 - 1, shown.Length);
        Assert.Contains(shown, each => each.Decided.Finding.Sources.Length == 2);
        Assert.All(shown, each => Assert.EndsWith("(simulated)", each.Decided.Finding.Title, StringComparison.Ordinal));
        Assert.Contains(SecurityMetrics.Figures(kit.Books, new AsOf(kit.Now)), (PostureFigure figure) => figure.Name == "overdue");
    }

    [Fact]
    public void Published_points_decide_from_the_day_they_are_known()
    {
        Import("CVE-2021-1,a");
        var (before, _) = (kit.Now, kit.Later(Duration.FromDays(1)));
        var kept = kit.Books.Security.Points.Keep(
            [
                new("CVE-2021-1", "active", "Yes", "total", false, false, "points.csv:2"),
                new("CVE-2021-2", "", "yes", "total", false, false, "points.csv:3"),
            ],
            [new("CVE-2021-1", "a", new(2021, 1, 1), new(2021, 1, 15), false, "kev.csv:2")], Actor.Gateway, kit.Now);
        Assert.Equal(["point-case", "point-missing"], Assert.IsType<Outcome<int>.Done>(kept).Findings.Select(finding => finding.Code));
        var (then, now) = (kit.Books.Security.Shown(new AsOf(before))[0], kit.Books.Security.Shown(new AsOf(kit.Now))[0]);
        Assert.Equal(("severity", "published"), (then.Decision.Basis, now.Decision.Basis));
        // Known exploited, automatable, total, on a machine that is not public: row ynyt of BOD 26-04.
        Assert.Equal("3-days-forensics", now.Decided.Term.Class);
    }

    private ImportedScan Import(params string[] rows) => Import("busbar-web", rows);

    private ImportedScan Import(string asset, string[] rows)
    {
        var file = new SourceFile("report.csv", Encoding.UTF8.GetBytes("Title,CVE,component_name,ecosystem\n"
            + string.Concat(rows.Select(row => $"t,{row},npm\n"))));
        return Book.Import(ReadScanReport.Read("generic", file).OrThrow(), file, asset, Actor.Gateway).OrThrow();
    }
}
