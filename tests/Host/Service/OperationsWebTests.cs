using System.Net;
using System.Text;
using System.Text.Json;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Gateways.Alertmanager;
using Busbar.Host.Desks.Service;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Host.Screens;
using Busbar.Host.Work;
using Busbar.Kernel.Facts;
using Busbar.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Busbar.Host.Tests.Service;

/// <summary>The hooks, the pages and the forms of operations over HTTP.</summary>
public sealed class OperationsWebTests : WebHome
{
    private static readonly (string Page, string Says)[] pages =
    [
        ("/operations", "Day-ahead submission"), ("/service/objectives", "submitted-in-time"), ("/alerts", "Alerts that last"),
        ("/on-call", "desk-systems"), ("/windows", "Store upkeep"),
    ];

    [Fact]
    public async Task The_captured_webhooks_are_one_incident_an_alert_and_no_ghost()
    {
        using var robot = Web.Program(Roles.ServiceOperator);
        for (var hook = 1; hook <= 4; hook++)
        {
            var file = BusbarProcess.Shared($"service/vectors/alertmanager_webhook/hook{hook}.json");
            var answer = await Post(robot, "/hooks/alertmanager",
                await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        // The inhibited alert of the last post, which was never told as firing, opens nothing.
        Assert.Equal(["price feed burn 20x", "SloBurn"],
            Books.Shelf.All().OrderByDescending(each => each.Title).Select(each => each.Title));
        Assert.Single(Books.Shelf.All(), each => each.Service == "price-feed");
        Assert.All(Books.Shelf.All(), each => Assert.Equal(TicketStage.Resolved, each.Stage));
        Assert.Equal("never-raised", Assert.Single(Books.Operations.Alerts.Quarantine(AsOf.Latest).SelectMany(each => each.Notices)).Code);
    }

    [Fact]
    public async Task Ten_thousand_alerts_in_one_post_are_taken()
    {
        using var robot = Web.Program(Roles.ServiceDesk);
        var began = SystemClock.Instance.GetCurrentInstant().ToString();
        var post = JsonSerializer.SerializeToUtf8Bytes(new
        {
            version = "4",
            alerts = Enumerable.Range(0, 10_000).Select(i => new
            {
                status = "firing", labels = new { alertname = "A", service = "busbar-web", instance = $"i{i}" }, startsAt = began,
            }),
        });
        var answer = await Post(robot, "/hooks/alertmanager", post);
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(10_000, told.RootElement.GetProperty("raised").GetInt32());
        Assert.Single(Books.Shelf.All());
    }

    [Fact]
    public async Task Hooks_refuse_strangers_other_roles_and_what_is_no_post()
    {
        using var stranger = Web.Program(null);
        using var trader = Web.Program(Roles.Trader);
        using var robot = Web.Program(Roles.ServiceOperator);
        foreach (var hook in new[] { "/hooks/alertmanager", "/hooks/metrics", "/v1/metrics", "/v1/logs", "/v1/traces" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await Post(stranger, hook, "{}"u8.ToArray())).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await Post(trader, hook, "{}"u8.ToArray())).StatusCode);
        }
        await Refused(robot, "/hooks/alertmanager", "not json"u8.ToArray(), "webhook-unreadable");
        await Refused(robot, "/hooks/alertmanager", "{\"version\":\"3\"}"u8.ToArray(), "webhook-version");
        await Refused(robot, "/hooks/alertmanager", new byte[ReadWebhook.BytesMax + 1], "post-too-large");
        await Refused(robot, "/v1/metrics", "[]"u8.ToArray(), "bad-otlp");
        await Refused(robot, "/hooks/metrics", "a b c\n"u8.ToArray(), "bad-exposition");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Post(robot, "/v1/metrics", [1], "application/x-protobuf")).StatusCode);
    }

    [Fact]
    public async Task Telemetry_that_an_objective_asks_for_is_counted()
    {
        using var robot = Web.Program(Roles.ServiceOperator);
        Books.Operations.Objectives.Keep(new("spans.yaml", OwnObjectives.Text.Text.Split("---")[0]
            .Replace("name: answers", "name: calls", StringComparison.Ordinal)
            .Replace(OwnObjectives.Requests, "spans pricing", StringComparison.Ordinal)), ServiceKit.Ed,
            SystemClock.Instance.GetCurrentInstant());
        var nano = SystemClock.Instance.GetCurrentInstant().ToUnixTimeTicks() * 100;
        foreach (var (good, all) in new[] { (90, 100), (180, 200) })
            Assert.Equal(HttpStatusCode.OK, (await Post(robot, "/hooks/metrics", Encoding.UTF8.GetBytes(
                $"{OwnObjectives.GoodRequests} {good}\n{OwnObjectives.Requests} {all}\n"), "text/plain")).StatusCode);
        var span = """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"pricing"}}]},"scopeSpans":[{"spans":[
            {"traceId":"0123456789abcdef0123456789abcdef","spanId":"0123456789abcdef","name":"q",
            "startTimeUnixNano":"START","endTimeUnixNano":"END","status":{"code":2}}]}]}]}
            """.Replace("START", $"{nano - 90_000_000_000}", StringComparison.Ordinal)
            .Replace("END", $"{nano - 80_000_000_000}", StringComparison.Ordinal);
        Assert.Equal("{}", await (await Post(robot, "/v1/traces", Encoding.UTF8.GetBytes(span))).Content
            .ReadAsStringAsync(TestContext.Current.CancellationToken));
        var log = """
            {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"pricing"}}]},
            "scopeLogs":[{"logRecords":[{"timeUnixNano":"NANO","severityNumber":17,"body":{"stringValue":"no price"}}]}]}]}
            """.Replace("NANO", $"{nano}", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Post(robot, "/v1/logs", Encoding.UTF8.GetBytes(log))).StatusCode);
        var held = Books.Operations.Objectives.All(AsOf.Latest).ToDictionary(each => each.Objective.Name, each => each.Check.State);
        Assert.Equal((90.0, 100.0), (held["answers"].Good, held["answers"].Total));
        Assert.Equal((0.0, 1.0), (held["calls"].Good, held["calls"].Total));
        using var person = await Web.Person(Roles.ServiceOperator);
        Assert.Contains("pricing", await Read(person, "/operations"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_show_the_sample_and_their_tables_export()
    {
        OperationsSample.Keep(Store, "http://127.0.0.1:1", SystemClock.Instance.GetCurrentInstant());
        using var person = await Web.Person(Roles.ServiceOperator);
        foreach (var (page, says) in pages) Assert.Contains(says, await Read(person, page), StringComparison.Ordinal);
        Assert.Contains("simulated", await Read(person, "/operations"), StringComparison.Ordinal);
        foreach (var table in new[]
        {
            "services", "service-items", "service-impact", "outages", "logged-errors", "objectives", "objective-burns", "market-gates",
            "alerts",
            "past-alerts", "alert-quarantine", "alert-times", "on-call", "on-call-holes", "on-call-shares", "on-call-pages", "maintenance",
            "maintenance-calendar", "freezes",
        })
            Assert.Contains(',', await Read(person, $"/export/{table}.csv"));
    }

    [Fact]
    public async Task The_public_page_needs_no_sign_in_and_shows_nothing_internal()
    {
        OperationsSample.Keep(Store, "http://127.0.0.1:1", SystemClock.Instance.GetCurrentInstant());
        using var stranger = Web.Program(null);
        var html = await Read(stranger, "/status");
        Assert.Contains("Trading desk", html, StringComparison.Ordinal);
        Assert.Contains("Store upkeep", html, StringComparison.Ordinal);
        foreach (var secret in new[] { "busbar-web", "busbar-store", "price-feed", "desk-systems", "ada", "MNT-1",
            "does not answer", "probe/" })
            Assert.DoesNotContain($">{secret}", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/operations", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Forms_take_alerts_and_turns_and_plan_maintenance_that_another_lets()
    {
        OperationsSample.Keep(Store, "http://127.0.0.1:1", SystemClock.Instance.GetCurrentInstant());
        var now = SystemClock.Instance.GetCurrentInstant();
        Books.Operations.Alerts.Receive([new("probe/weather-feed", true, "weather-feed", "It is late", AlertUrgency.Page,
            System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, now, null, now, "probe")]);
        using var one = await Web.Person(Roles.ServiceOperator);
        using var two = await Web.Person(Roles.ServiceDesk);
        await Sent(one, "/alerts", "/alerts/take", ("key", "probe/weather-feed"), ("hours", "2"));
        Assert.NotNull(Books.Operations.Alerts.Find("probe/weather-feed").Standing.AcknowledgedBy);
        await Sent(one, "/on-call", "/on-call/take-over", ("team", "market-data"), ("person", "zoe"), ("from", "2030-01-01T10:00"),
            ("to", "2030-01-01T12:00"), ("why", "holiday"));
        Assert.Single(Books.Operations.Rotas.All(AsOf.Latest).Single(each => each.Team == "market-data").Overrides);
        await Sent(one, "/windows", "/windows/plan", ("services", "busbar-web, price-feed"), ("start", "2030-01-01T03:00"),
            ("minutes", "30"), ("zone", "Etc/UTC"), ("rule", ""), ("title", "New cables"));
        var id = Books.Operations.Windows.All(AsOf.Latest).Single(each => each.Window.PublicTitle == "New cables").Window.Id;
        Assert.Equal(HttpStatusCode.Forbidden, (await WebKit.Send(one, "/windows", "/windows/approve", ("id", id))).StatusCode);
        await Sent(two, "/windows", "/windows/approve", ("id", id));
        await Sent(one, "/windows", "/windows/cancel", ("id", id), ("why", "no cables came"));
        await Sent(one, "/windows", "/windows/storm", ("on", "yes"), ("why", "ice"));
        Assert.Single(Books.Operations.Windows.Storms(AsOf.Latest));
        Assert.Equal(HttpStatusCode.NotFound, (await WebKit.Send(one, "/windows", "/windows/plan", ("services", "nothing"),
            ("start", "2030-01-01T03:00"), ("minutes", "30"), ("zone", "Etc/UTC"))).StatusCode);
    }

    [Fact]
    public async Task Busbar_watches_itself_and_raises_what_is_down_as_an_incident()
    {
        var clock = Web.Services.GetRequiredService<IClock>();
        Books.Operations.Probes.Keep(new("house.yaml", """
            probes:
              - {name: web, target: busbar-web, kind: http, every: 2s, timeout: 1s, down_after: 1, url: "http://127.0.0.1:9/health"}
              - {name: store, target: busbar-store, kind: database, every: 2s, timeout: 1s, connection: store}
            """), ServiceKit.Ed, clock.GetCurrentInstant());
        using var loop = new WatchLoop(Store, Books, Web.Services.GetRequiredService<Api.PrometheusText>(),
            new WebHostOptions("http://127.0.0.1:9", false, Folder, IsWatching: true), clock, NullLogger<WatchLoop>.Instance);
        var received = await loop.Watch(TestContext.Current.CancellationToken);
        Assert.Equal(1, received.Raised);
        Assert.Equal("busbar-web", Assert.Single(Books.Shelf.All()).Service);
        Assert.Equal("house.yaml", Books.Operations.Probes.Plan(AsOf.Latest)!.Name);
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string to, byte[] body, string type = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(type);
        return client.PostAsync(to, content, TestContext.Current.CancellationToken);
    }

    private static async Task Refused(HttpClient client, string to, byte[] body, string code)
    {
        var answer = await Post(client, to, body, to == "/hooks/metrics" ? "text/plain" : "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"urn:busbar:refusal:{code}", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private static async Task Sent(HttpClient client, string page, string to, params (string, string)[] fields)
    {
        var answer = await WebKit.Send(client, page, to, fields);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{to}: {answer.StatusCode} {said}");
    }

    private static async Task<string> Read(HttpClient client, string page)
    {
        var answer = await client.GetAsync(page, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page}: {answer.StatusCode} {text}");
        return text;
    }
}
