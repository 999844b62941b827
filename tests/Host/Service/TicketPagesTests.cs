using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Store;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Busbar.Host.Tests.Service;

/// <summary>The forms of tickets, macros and the customers' portal over HTTP.</summary>
public sealed class TicketPagesTests : WebHome
{
    public override ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("BUSBAR_MAIL_ADDRESS", "desk@utility.example");
        Environment.SetEnvironmentVariable("BUSBAR_MAIL_KEY", "a key of sixteen letters");
        return base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Environment.SetEnvironmentVariable("BUSBAR_MAIL_ADDRESS", null);
        Environment.SetEnvironmentVariable("BUSBAR_MAIL_KEY", null);
    }

    [Fact]
    public async Task A_major_incident_is_led_ended_and_reviewed_on_its_page()
    {
        var (desk, id) = (await Web.Person(Roles.ServiceDesk), Open("Prices are missing"));
        await Step(desk, id, "major", ("commander", "jordan"), ("cadence", "30"));
        await Step(desk, id, "update", ("audience", "Employees"), ("text", "The vendor looks into it."));
        await Step(desk, id, "command", ("commander", "flo"));
        await Step(desk, id, "major-end");
        Assert.Equal(HttpStatusCode.BadRequest, await Step(desk, id, "review", ("findings", "x"), ("actions", "no owner, no day")));
        await Step(desk, id, "review", ("findings", "Nobody watched the feed."), ("actions", "Watch its age; flo; 2026-12-24"));
        Assert.Contains("Watch its age", await desk.GetStringAsync($"/ticket?id={id}", TestContext.Current.CancellationToken));
        await Step(desk, id, "action-done", ("action", "Watch its age"), ("proof", "CHG-7"));
        var major = Books.Tickets.Find(id).Major!;
        Assert.Equal("flo", major.Commander);
        Assert.Equal(new ReviewAction("Watch its age", "flo", new LocalDate(2026, 12, 24)), Assert.Single(major.Review!.Actions));
        Assert.Empty(major.OpenActions);
    }

    [Fact]
    public async Task A_macro_is_written_and_makes_its_moves()
    {
        var (desk, id) = (await Web.Person(Roles.ServiceDesk), Open("Prices are missing"));
        var kept = await WebKit.Send(desk, "/macros", "/macros/keep", ("name", "ask for a picture"),
            ("steps", "take\nreply: Dear {requester}, send us a picture of {title}.\nwait Customer: a picture"));
        Assert.True(kept.IsSuccessStatusCode, $"{kept.StatusCode}");
        await Step(desk, id, "macro", ("macro", "ask for a picture"));
        Assert.Equal(WaitingOn.Customer, Books.Tickets.Find(id).Waits);
        Assert.Contains(Books.Tickets.History(id, AsOf.Latest), fact =>
            fact is TicketReplied { Text: "Dear ann, send us a picture of Prices are missing." });
        Assert.Equal(HttpStatusCode.BadRequest,
            (await WebKit.Send(desk, "/macros", "/macros/keep", ("name", "bad"), ("steps", "dance: now"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await Step(desk, id, "macro", ("macro", "no such")));
    }

    [Fact]
    public async Task A_file_is_given_back_as_it_came_and_one_that_lies_is_not()
    {
        var (desk, id) = (await Web.Person(Roles.ServiceDesk), Open("Prices are missing"));
        await Upload(desk, id, "log.txt", "text/plain", "09:00 nothing came"u8.ToArray());
        await Upload(desk, id, "picture.png", "image/png", [.. "MZ"u8, 0, 1, 2]);
        var files = Books.Tickets.Find(id).Attachments;
        Assert.Equal(["log.txt", "picture.png"], files.Select(file => file.Name));
        var good = await desk.GetAsync($"/ticket/file?id={id}&hash={files[0].Hash.Hex}", TestContext.Current.CancellationToken);
        Assert.Equal("09:00 nothing came", await good.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", good.Content.Headers.ContentDisposition!.DispositionType);
        foreach (var (hash, refused) in new[] { (files[1].Hash.Hex, HttpStatusCode.BadRequest), ("00", HttpStatusCode.NotFound) })
            Assert.Equal(refused,
                (await desk.GetAsync($"/ticket/file?id={id}&hash={hash}", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Whoever_does_not_hear_of_a_ticket_cannot_watch_write_on_or_read_it()
    {
        var (trader, id) = (await Web.Person(Roles.Trader), Open("Somebody else's matter"));
        foreach (var step in new[] { "watch", "say", "attach" })
            Assert.NotEqual(HttpStatusCode.OK, await Step(trader, id, step, ("text", "let me in"), ("to", "reply")));
        Assert.Single(Books.Tickets.History(id, AsOf.Latest));
    }

    [Fact]
    public async Task A_customer_asks_follows_the_answer_and_no_other_link_opens_it()
    {
        using var customer = Web.Program(null);
        var asked = await WebKit.Send(customer, "/help", "/help/ask", ("mail", "ann@customer.example"), ("question",
            "Why is my bill higher?"));
        var link = asked.Headers.Location!.ToString();
        Assert.StartsWith("/help/ticket?id=REQ-1&code=", link, StringComparison.Ordinal);
        Books.Tickets.Move("REQ-1", new TicketReplied(SystemClock.Instance.GetCurrentInstant(), ServiceKit.Dan, Channel.Portal, "dan",
            false,
            "It was a cold month."));
        Books.Tickets.Move("REQ-1", new TicketNoted(SystemClock.Instance.GetCurrentInstant(), ServiceKit.Dan, "not for them"));
        var page = await customer.GetStringAsync(link, TestContext.Current.CancellationToken);
        Assert.Contains("It was a cold month.", page);
        Assert.DoesNotContain("not for them", page);
        var code = link[(link.LastIndexOf('=') + 1)..];
        await WebKit.Send(customer, link, "/help/say", ("id", "REQ-1"), ("code", code), ("text", "Thank you."));
        Assert.Equal(1, Books.Tickets.Find("REQ-1").RequesterReplies);
        Open("Another matter");
        Assert.Contains("not ours", await customer.GetStringAsync($"/help/ticket?id=INC-1&code={code}",
            TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest,
            (await WebKit.Send(customer, link, "/help/say", ("id", "INC-1"), ("code", code), ("text", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await WebKit.Send(customer, "/help", "/help/ask", ("mail", "no address"), ("question", "Why?"))).StatusCode);
        await WebKit.Send(customer, "/help", "/help/ask", ("mail", "bot@spam.example"), ("question", "Buy"), ("website", "x"));
        Assert.Equal(2, Books.Tickets.All(AsOf.Latest).Count());
    }

    private string Open(string title) => Books.Tickets.Open(new(SystemClock.Instance.GetCurrentInstant(), ServiceKit.Dan,
        TicketKind.Incident,
        Channel.Phone, "ann", title, "It was right yesterday.", "", "", "service-desk"));

    private static async Task<HttpStatusCode> Step(HttpClient client, string id, string step, params (string Name,
        string Value)[] fields) =>
        (await WebKit.Send(client, "/tickets", $"/ticket/{step}", [("id", id), .. fields])).StatusCode;

    private static async Task Upload(HttpClient client, string id, string name, string type, byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        var answer = await client.PostAsync("/ticket/attach", new MultipartFormDataContent
        {
            { new StringContent(await WebKit.TokenOf(client, "/tickets"), Encoding.UTF8), "__RequestVerificationToken" },
            { new StringContent(id), "id" }, { file, "file", name },
        }, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }
}
