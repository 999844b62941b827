using System.Net;
using Busbar.Host.Desks.Security;
using Busbar.Host.Desks.Service;
using Busbar.Host.Tests.Service;
using Busbar.Kernel.Facts;
using Busbar.Store;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Busbar.Host.Tests.Security;

/// <summary>The page of findings over HTTP: what it shows, its tables as files, its forms.</summary>
public sealed class FindingPageTests : WebHome
{
    [Fact]
    public async Task The_page_shows_findings_with_their_decisions_and_its_tables_export()
    {
        using var person = await Web.Person(Roles.Security);
        Assert.Contains("busbar security import", await Read(person, "/security/findings"), StringComparison.Ordinal);
        FindingSample.Keep(Books, SystemClock.Instance.GetCurrentInstant());
        var page = await Read(person, "/security/findings");
        foreach (var words in new[] { "CVE-2099-1001", "60-days", "trivy, grype", "Mean time to remedy", "simulated" })
            Assert.Contains(words, page, StringComparison.Ordinal);
        var rows = await Read(person, "/export/security-findings.csv?asset=busbar-store");
        Assert.DoesNotContain("CVE-2099-1001", rows, StringComparison.Ordinal);
        foreach (var table in new[] { "security-findings", "security-posture", "risk-acceptances" })
            Assert.Contains(',', await Read(person, $"/export/{table}.csv"));
    }

    [Fact]
    public async Task A_risk_is_asked_for_on_the_page_and_not_approved_by_the_same_person()
    {
        FindingSample.Keep(Books, SystemClock.Instance.GetCurrentInstant());
        using var person = await Web.Person(Roles.Security);
        var id = Books.Security.Shown(AsOf.Latest).First(each => each.Decided.Finding.IsOpen).Decided.Finding.Id;
        var until = NodaTime.Text.LocalDatePattern.Iso.Format(SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(30));
        Assert.Equal(HttpStatusCode.BadRequest, (await Accept("soon")).StatusCode);
        Assert.True((await Accept(until)).IsSuccessStatusCode);
        Assert.Contains("waits for a second person", await Read(person, "/security/findings"), StringComparison.Ordinal);
        var approved = await WebKit.Send(person, "/security/findings", "/security/approve", ("finding", id));
        Assert.Equal(HttpStatusCode.Forbidden, approved.StatusCode);

        Task<HttpResponseMessage> Accept(string day) => WebKit.Send(person, "/security/findings", "/security/accept", ("finding", id),
            ("until", day), ("reason", "No fix yet"), ("control", "Jump host only"));
    }

    private static Task<string> Read(HttpClient client, string path) =>
        client.GetStringAsync(path, TestContext.Current.CancellationToken);
}
