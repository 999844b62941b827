using System.Net;
using System.Net.Http.Json;
using Busbar.Host.Desks.Portfolio;
using Busbar.Host.Desks.Service;
using Busbar.Host.Tests.Service;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Host.Tests.Portfolio;

/// <summary>The pages of the portfolio over HTTP: what they show, their tables as files, their forms and the API.</summary>
public sealed class PortfolioPageTests : WebHome
{
    private static readonly string[] pages = ["", "/roadmap", "/demands", "/benefits", "/landscape"];

    [Fact]
    public async Task Every_page_has_words_for_an_empty_house_and_shows_the_sample()
    {
        using var person = await Web.Person(Roles.ServiceOperator);
        Assert.Contains("busbar portfolio keep", await Read(person, "/portfolio"), StringComparison.Ordinal);
        Assert.Contains("Nobody asked for anything yet", await Read(person, "/portfolio/demands"), StringComparison.Ordinal);
        foreach (var page in pages) await Read(person, $"/portfolio{page}");

        var now = SystemClock.Instance.GetCurrentInstant();
        SampleService.Keep(Store, SystemClock.Instance);
        SamplePortfolio.Keep(Books, now);
        foreach (var (page, words) in new[]
        {
            ("", "% realised"), ("/roadmap", "Q3"), ("/roadmap", "Weighted shortest job first"), ("/demands", "tags-filled"),
            ("/benefits", "not live"), ("/benefits", "Price feed is late on Mondays"), ("/landscape", "PostgreSQL 13"),
            ("/landscape", "Settlement spreadsheets (eliminate)"),
        })
            Assert.Contains(words, await Read(person, $"/portfolio{page}"), StringComparison.Ordinal);
        foreach (var table in new[]
        {
            "portfolio-benefits", "recurring-causes", "demands", "roadmap", "portfolio-order", "score-weights", "capabilities",
                "technology-radar", "applications", "alignment",
        })
            Assert.Contains(',', await Read(person, $"/export/{table}.csv"));
        Assert.Contains("simulated trader", await Read(person, "/export/demand-facts.csv?id=DEM-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demand_goes_its_way_through_the_forms()
    {
        SampleService.Keep(Store, SystemClock.Instance);
        SamplePortfolio.Keep(Books, SystemClock.Instance.GetCurrentInstant());
        using var trader = await Web.Person(Roles.Trader);
        using var planner = await Web.Person(Roles.ServiceOperator);
        var cause = Books.Portfolio.Recurring(AsOf.Latest)[0];
        Assert.True((await WebKit.Send(trader, "/portfolio/benefits", "/portfolio/demand/from-tickets", ("item", cause.Item),
            ("symptom", cause.Symptom))).IsSuccessStatusCode);
        Assert.True((await WebKit.Send(trader, "/portfolio/demands", "/portfolio/demand/raise", ("title", "Faster map")))
            .IsSuccessStatusCode);
        Assert.DoesNotContain("Keep the estimate", await Read(trader, "/portfolio/demands?id=DEM-7"), StringComparison.Ordinal);
        const string page = "/portfolio/demands?id=DEM-7";
        Assert.Equal(HttpStatusCode.Forbidden, (await Assess(trader)).StatusCode);
        Assert.True((await Assess(planner)).IsSuccessStatusCode);
        Assert.True((await WebKit.Send(planner, page, "/portfolio/demand/turn", ("id", "DEM-7"), ("initiative", "map")))
            .IsSuccessStatusCode);
        Assert.Contains("turned as map", await Read(planner, page), StringComparison.Ordinal);
        Assert.True((await WebKit.Send(planner, "/portfolio/demands?id=DEM-6", "/portfolio/demand/decline", ("id", "DEM-6"),
            ("why", "The vendor cures it"))).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync("/portfolio/demands?id=DEM-99",
            TestContext.Current.CancellationToken)).StatusCode);

        Task<HttpResponseMessage> Assess(HttpClient person) => WebKit.Send(person, "/portfolio/demands", "/portfolio/demand/assess",
            ("id", "DEM-7"), ("costs", "1000"), ("benefits", "0 9000"), ("skill-developer", "0.1"), ("mark-value", "3"));
    }

    [Fact]
    public async Task A_program_raises_assesses_and_declines_over_the_API()
    {
        using var desk = Web.Program(Roles.ServiceDesk);
        using var planner = Web.Program(Roles.ServiceOperator);
        var stop = TestContext.Current.CancellationToken;
        var no = new { declined = "no" };
        Assert.Equal(HttpStatusCode.Created, (await desk.PostAsJsonAsync("/api/v1/demands", new { title = "Faster map" }, stop))
            .StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.PostAsJsonAsync("/api/v1/demands/DEM-1/decision", no, stop)).StatusCode);
        Assert.True((await planner.PostAsJsonAsync("/api/v1/demands/DEM-1/estimate", new { costUsd = new[] { 5 } }, stop))
            .IsSuccessStatusCode);
        Assert.Contains("Assessed", await planner.GetStringAsync("/api/v1/demands/DEM-1", stop), StringComparison.OrdinalIgnoreCase);
        Assert.True((await planner.PostAsJsonAsync("/api/v1/demands/DEM-1/decision", no, stop)).IsSuccessStatusCode);
        Assert.Contains("Declined", await planner.GetStringAsync("/api/v1/demands", stop), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string> Read(HttpClient client, string path) =>
        WebUtility.HtmlDecode(await client.GetStringAsync(path, TestContext.Current.CancellationToken));
}
