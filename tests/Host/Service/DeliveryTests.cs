using System.Net;
using System.Security.Cryptography;
using System.Text;
using Busbar.Digital.Delivery.Dora;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Gateways;
using Busbar.Host.Desks.Delivery;
using Busbar.Host.Desks.Service;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Kernel.Facts;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Tests.Service;

/// <summary>Deliveries kept in a store: posts of forges, change records, reports of builds, and the pages over them.</summary>
public sealed class DeliveryTests
{
    private const string Secret = "sixteen letters and more";

    [Fact]
    public void Reports_are_taken_together_or_not_at_all_and_once()
    {
        using var kit = new ServiceKit();
        SourceFile[] good =
        [
            File("t.xml", "<testsuite><testcase name='a'/><testcase name='b'><failure message='no'/></testcase></testsuite>"),
            File("c.xml", "<coverage><packages><package name='p'><classes><class name='k' filename='k.cs'><lines>"
                + "<line number='1' hits='2'/></lines></class></classes></package></packages></coverage>"),
            File("desk.csv", "module,content,lines,defects\na,x,500,1\nb,x,500,1\n"),
            File("bids.csv", "package,budget_usd,start,finish,done,spent_usd\ndesign,100,2026-02-01,2026-02-10,1,104\n"),
        ];
        Assert.Equal("broken-xml", ServiceKit.CodeOf(() => kit.Books.Evidence.Take([.. good, File("bad.xml", "<testsuite>")], "",
            ServiceKit.Ed,
            kit.Now)));
        Assert.Empty(kit.Books.Evidence.Builds(AsOf.Latest));
        Assert.Empty(kit.Books.Evidence.Plans(AsOf.Latest));
        var taken = kit.Books.Evidence.Take([.. good], "abc", ServiceKit.Ed, kit.Now);
        Assert.True(taken.IsNew);
        Assert.False(kit.Books.Evidence.Take([.. good], "abc", ServiceKit.Ed, kit.Now).IsNew);
        var build = Assert.Single(kit.Books.Evidence.Builds(AsOf.Latest));
        Assert.Equal((2, 1, 1, "abc"), (build.Tests!.Tests, build.Tests.Failed, build.Coverage!.LinesCovered, build.Commit));
        Assert.Equal("b", Assert.Single(build.Tests.Bad).Case.Name);
        var metrics = DeliveryMetrics.Measure(kit.Books, AsOf.Latest).ToDictionary(metric => metric.Name, metric => metric.Value);
        Assert.Equal((100.0, 2.0), (metrics["On time, on budget"], metrics["Defect density"]));
        Assert.False(BuildGate.Of(build, kit.Books, AsOf.Latest).IsOpen);
        Assert.Equal("duty", ServiceKit.CodeOf(() => kit.Books.Evidence.Take([File("n.xml", "<coverage/>")], "", ServiceKit.Ann,
            kit.Now)));
    }

    [Theory]
    [InlineData(true, ChangeType.Standard)]
    [InlineData(false, ChangeType.Normal)]
    public void A_live_deployment_opens_a_change_record_once(bool isApproved, ChangeType type)
    {
        using var kit = new ServiceKit();
        if (!isApproved)
        {
            using var batch = kit.Store.Begin(ServiceKit.Dan, new RunId("rules"));
            batch.PutDocument(new(nameof(DeskRules), Desks.Kinds.Current),
                kit.Books.Tickets.Rules(AsOf.Latest) with { Recipes = [] },
                kit.Now);
            batch.Commit();
        }
        Assert.Equal("", Tell(kit, Deployed(kit.Now, "7", "staging", ForgeResult.Success)));
        Assert.Equal("", Tell(kit, Deployed(kit.Now, "8", "prod", ForgeResult.Running)));
        var ended = Deployed(kit.Now, "8", "prod", ForgeResult.Success);
        var ticket = kit.Books.Tickets.Find(Tell(kit, ended));
        // The post would be refused as a replay after a kill between it and its change record: both are of one write.
        Assert.Equal(kit.Store.ReadDocument<DeploymentChange>(new(nameof(DeploymentChange), "grid/bids#8"), AsOf.Latest)!.Run,
            kit.Store.ReadDocument<TakenPost>(new(nameof(TakenPost), $"key:{ended}"), AsOf.Latest)!.Run);
        Assert.Equal("", Tell(kit, Deployed(kit.Now + Duration.FromSeconds(1), "8", "prod", ForgeResult.Success)));
        Assert.Equal((type, isApproved), (ticket.Change!.Plan.Type, ticket.Change.Outcome == ChangeOutcome.Successful));
        Assert.Equal(ticket.Id, kit.Books.Delivery.Changes(AsOf.Latest)["grid/bids#8"]);
    }

    [Fact]
    public void An_incident_is_blamed_on_what_touched_its_item_and_not_on_the_nearest_deployment()
    {
        using var kit = new ServiceKit();
        kit.Books.Delivery.Keep(new([new("feeds/", "price-feed"), new("web/", "busbar-web")], ["prod"]), ServiceKit.Ed, kit.Now);
        Push(kit, "c1", "feeds/a.cs");
        Tell(kit, Deployed(kit.Now, "1", "prod", ForgeResult.Success, "c1"));
        kit.Later(Duration.FromMinutes(30));
        Push(kit, "c2", "web/a.cs");
        Tell(kit, Deployed(kit.Now, "2", "prod", ForgeResult.Success, "c2"));
        kit.Later(Duration.FromMinutes(10));
        var id = kit.Books.Tickets.Open(new(kit.Now, ServiceKit.Dan, TicketKind.Incident, Channel.Alert, "", "Prices are late", "", "",
            "price-feed",
            "market-data"));
        Tell(kit, Deployed(kit.Later(Duration.FromMinutes(5)), "3", "staging", ForgeResult.Success, "c2"));
        var dora = kit.Books.Delivery.Measure(AsOf.Latest)!;
        Assert.Equal((id, "grid/bids#1"), (dora.Causes.Single().Failure.Id, dora.Causes[0].Deployment.Id));
        Assert.Equal("grid/bids#2", dora.Nearest[id].Id);
        Assert.Equal((2, 0.5), (dora.ByCause.Deployments, dora.ByCause.ChangeFailRate));
    }

    [Fact]
    public async Task Signed_posts_are_taken_once_others_refused_and_pages_show_them()
    {
        Environment.SetEnvironmentVariable("BUSBAR_FORGE_SECRET", Secret);
        var folder = Directory.CreateTempSubdirectory("busbar-forge-").FullName;
        using var store = FactStore.Open(DeskKit.Location(folder), SystemClock.Instance);
        await using (var web = await WebKit.Start(store, SystemClock.Instance))
        {
            using var forge = web.Program(null);
            var at = SystemClock.Instance.GetCurrentInstant().ToString("uuuu-MM-dd'T'HH:mm:ss'Z'",
                System.Globalization.CultureInfo.InvariantCulture);
            var body = $$$"""
                {"deployment_status":{"state":"success","created_at":"{{{at}}}"},"repository":{"full_name":"grid/bids"},
                "deployment":{"id":42,"environment":"production","sha":"abcdef","created_at":"{{{at}}}"}}
                """;
            Assert.Equal(HttpStatusCode.OK, (await Post(forge, body, Secret)).StatusCode);
            foreach (var secret in new[] { Secret, "another secret of length" })
                Assert.False((await Post(forge, body, secret)).IsSuccessStatusCode);
            DeliverySample.Keep(store, new DigitalBooks(store, SystemClock.Instance), SystemClock.Instance.GetCurrentInstant());
            using var person = await web.Person(Roles.ServiceOperator);
            Assert.Contains("grid/bids#42", await Read(person, "/delivery"), StringComparison.Ordinal);
            Assert.Contains("No forecast", await Read(person, "/delivery/flow"), StringComparison.Ordinal);
            foreach (var table in new[]
            {
                "dora", "deployments", "failure-causes", "builds", "failed-tests", "releases", "change-traces", "projects",
                    "defect-density",
            })
                Assert.Contains(',', await Read(person, $"/export/{table}.csv"));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_sample_shows_a_deployment_that_broke_the_price_feed_and_its_rollback()
    {
        using var kit = new ServiceKit();
        OperationsSample.Keep(kit.Store, "http://127.0.0.1:1", kit.Now);
        SampleService.Keep(kit.Store, kit.Clock);
        var books = new DigitalBooks(kit.Store, kit.Clock);
        DeliverySample.Keep(kit.Store, books, kit.Now);
        var count = books.Delivery.History(AsOf.Latest).Deployments.Length;
        DeliverySample.Keep(kit.Store, books, kit.Now);
        Assert.Equal((10, 10), (count, books.Delivery.History(AsOf.Latest).Deployments.Length));
        var back = books.Delivery.History(AsOf.Latest).Deployments.Single(one => one.RollsBack is not null);
        Assert.Equal(("simulated/energy-desk#20", "price-feed"), (back.RollsBack, Assert.Single(back.Touched)));
        Assert.NotEmpty(DeliveryMetrics.Measure(books, AsOf.Latest));
        var blamed = Assert.Single(books.Delivery.Measure(AsOf.Latest)!.Causes, link => link.Failure.Id == "OUT-1");
        Assert.Equal(("simulated/energy-desk#20", CauseEvidence.RolledBack), (blamed.Deployment.Id, blamed.Evidence));
        Assert.All(books.Delivery.Changes(AsOf.Latest).Values, id => Assert.False(books.Tickets.Find(id).IsOpen));
        Assert.Equal(4, ReleaseContents.Of(books.Delivery.History(AsOf.Latest), books.Delivery.Setting(AsOf.Latest)).Length);
    }

    private static string Tell(ServiceKit kit, ForgeEvent happened) =>
        kit.Books.Delivery.Keep(new("generic", [$"key:{happened}"], "test", happened));

    private static void Push(ServiceKit kit, string sha, string path) =>
        Tell(kit, new ForgeEvent.Pushed("grid/bids", kit.Now, "main", sha, [new(sha, "m", "ann", kit.Now, [path])]));

    private static ForgeEvent.Deployed Deployed(Instant at, string id, string environment, ForgeResult result, string commit = "abc") =>
        new("grid/bids", at, id, environment, commit, result, at);

    private static async Task<HttpResponseMessage> Post(HttpClient forge, string body, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/forge/github") { Content = new StringContent(body) };
        request.Headers.Add("X-GitHub-Event", "deployment_status");
        request.Headers.Add("X-GitHub-Delivery", "1");
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body))));
        return await forge.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string> Read(HttpClient client, string path) =>
        WebUtility.HtmlDecode(await client.GetStringAsync(path, TestContext.Current.CancellationToken));

    private static SourceFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
}
