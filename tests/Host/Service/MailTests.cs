using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.ServiceDesk.Mail;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using NodaTime;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Busbar.Host.Tests.Service;

public sealed class MailTests : IDisposable
{
    private static readonly MailRules rules = new("desk@utility.example", Encoding.UTF8.GetBytes("a secret of sixteen"), "utility.example",
        "service-desk", 3);

    private readonly ServiceKit kit = new();
    private readonly MailDesk desk;

    public MailTests() => desk = new(kit.Store, kit.Books.Tickets, kit.Clock);

    public void Dispose() => kit.Dispose();

    [Fact]
    public void A_mail_opens_a_ticket_and_an_answer_to_its_address_joins_it()
    {
        var opened = desk.Take(Post("The feed is late", "m1"), rules);
        Assert.Equal((MailFate.Opened, "INC-1"), (opened.Fate, opened.Ticket));
        // A post that comes again after a kill between a ticket and its mail would open a second one: both are of one write.
        Assert.Equal($"{TicketBook.Prefix}INC-1", Assert.Single(kit.Store.DocumentMarks(nameof(TakenMail), AsOf.Latest)).Run.Value);
        var answered = desk.Take(Post("Re: The feed is late", "m2", ReplyToken.AddressOf("INC-1", rules.DeskAddress, rules.Key.Span)),
            rules);
        Assert.Equal((MailFate.Replied, "INC-1"), (answered.Fate, answered.Ticket));
        Assert.Equal(1, kit.Books.Tickets.Find("INC-1").RequesterReplies);
        Assert.Equal(2, desk.Taken(AsOf.Latest).Length);
    }

    [Fact]
    public void A_forged_address_joins_no_ticket()
    {
        kit.Open("Another's ticket");
        var taken = desk.Take(Post("Let me in", "m1", "desk+INC-1.0123456789abcdef0123456789abcdef@utility.example"), rules);
        Assert.Equal((MailFate.Opened, "INC-2"), (taken.Fate, taken.Ticket));
        Assert.Contains(taken.Findings, each => each.Code == "forged-reply-id");
    }

    [Fact]
    public void A_mail_that_comes_twice_or_too_often_is_kept_and_does_nothing()
    {
        desk.Take(Post("One", "m1"), rules);
        Assert.Equal(MailFate.Quarantined, desk.Take(Post("One again", "m1"), rules).Fate);
        desk.Take(Post("Two", "m2"), rules);
        Assert.Equal(MailFate.Quarantined, desk.Take(Post("Three", "m3"), rules).Fate);
        Assert.Equal(2, kit.Books.Tickets.All(AsOf.Latest).Count());
        Assert.Equal(4, desk.Taken(AsOf.Latest).Length);
    }

    [Fact]
    public void A_reply_to_a_merged_ticket_is_added_to_the_one_it_goes_on_in()
    {
        desk.Take(Post("The feed is late", "m1"), rules);
        kit.Open("All feeds are late");
        kit.Books.Tickets.Merge("INC-1", "INC-2", ServiceKit.Dan);
        desk.Take(Post("Re", "m2", ReplyToken.AddressOf("INC-1", rules.DeskAddress, rules.Key.Span)), rules);
        Assert.Contains(kit.Books.Tickets.History("INC-2", AsOf.Latest), fact => fact is TicketReplied { Author: "ann@customer.example" });
    }

    [Fact]
    public async Task The_requester_hears_of_an_answer_once_by_smtp()
    {
        desk.Take(Post("The feed is late", "m1"), rules);
        kit.Books.Tickets.Move("INC-1", new TicketReplied(kit.Now, ServiceKit.Dan, Channel.Portal, "dan", false, "We look into it."));
        var sender = new MailOut(kit.Store, kit.Books.Tickets, kit.Clock);
        var mails = await Sending(smtp =>
        {
            Assert.Equal(2, sender.SendDue(smtp, rules, Instant.MinValue));
            Assert.Equal(0, sender.SendDue(smtp, rules, Instant.MinValue));
        });
        Assert.Equal(2, mails.Count);
        Assert.Contains(mails, mail => mail.Contains("We look into it.", StringComparison.Ordinal)
            && mail.Contains("Reply-To: " + ReplyToken.AddressOf("INC-1", rules.DeskAddress, rules.Key.Span), StringComparison.Ordinal)
            && mail.Contains("[INC-1]", StringComparison.Ordinal));
        Assert.Contains(mails, mail => mail.Contains("Auto-Submitted: auto-generated", StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_that_does_not_answer_is_tried_three_times_and_kept_with_its_reason()
    {
        desk.Take(Post("The feed is late", "m1"), rules);
        var (sender, nowhere) = (new MailOut(kit.Store, kit.Books.Tickets, kit.Clock), new Uri($"smtp://127.0.0.1:{FreePort()}"));
        for (var i = 0; i < 5; i++) Assert.Equal(0, sender.SendDue(nowhere, rules, Instant.MinValue));
        Assert.NotEqual("", Assert.Single(sender.Sent(AsOf.Latest)).Why);
        Assert.Equal(3, kit.Store.Versions<SentMail>(new(nameof(SentMail), "INC-1/00001")).Length);
    }

    [Fact]
    public async Task Whoever_is_on_call_is_paged_once_a_step_until_somebody_has_the_alert()
    {
        var books = kit.Books;
        books.Operations.Rotas.Keep(new("service-desk", "Etc/UTC", [new("days", ["ed"], "FREQ=DAILY", new LocalDateTime(2026, 3, 1, 0, 0),
            [])], []),
            ServiceKit.Ed, kit.Now);
        Assert.Equal("bad-address", ServiceKit.CodeOf(() => books.Operations.Paging.Keep(new("ed", "no address"), ServiceKit.Ed, kit.Now)));
        books.Operations.Paging.Keep(new("ed", "ed@pager.example"), ServiceKit.Ed, kit.Now);
        books.Operations.Alerts.Receive([new("feed", true, "", "The feed is late", AlertUrgency.Page,
            ImmutableSortedDictionary<string, string>.Empty, kit.Now, null, kit.Now, "probe")]);
        var mails = await Sending(smtp =>
        {
            Assert.Equal(1, books.Operations.Paging.SendDue(smtp, rules, kit.Now - Duration.FromHours(1)));
            Assert.Equal(0, books.Operations.Paging.SendDue(smtp, rules, kit.Now - Duration.FromHours(1)));
            kit.Later(Duration.FromMinutes(16));
            Assert.Equal(1, books.Operations.Paging.SendDue(smtp, rules, kit.Now - Duration.FromHours(1)));
            books.Operations.Alerts.Acknowledge("feed", ServiceKit.Ed, Duration.FromHours(1));
            kit.Later(Duration.FromMinutes(16));
            Assert.Equal(0, books.Operations.Paging.SendDue(smtp, rules, kit.Now - Duration.FromHours(1)));
        });
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.Contains("ed@pager.example", mail, StringComparison.Ordinal));
        Assert.Equal([1, 2], books.Operations.Paging.Sent(AsOf.Latest).Values.Select(each => each.Step).Order());
    }

    /// <summary>Postmark's inbound webhook, as far as it is read.</summary>
    private static byte[] Post(string subject, string id, string to = "desk@utility.example") => JsonSerializer.SerializeToUtf8Bytes(new
    {
        From = "ann@customer.example", To = to, Subject = subject, TextBody = "It is late.", MessageID = id,
        Headers = new[]
        {
            new { Name = "Received-SPF", Value = "Pass (sender SPF authorized)" },
                new { Name = "Message-ID", Value = $"<{id}@customer.example>" },
        },
    });

    /// <summary>What a server took while something was sent to it.</summary>
    private static async Task<IReadOnlyCollection<string>> Sending(Action<Uri> send)
    {
        var (box, port, services) = (new Box(), FreePort(), new ServiceProvider());
        services.Add(box);
        var server = new SmtpServer.SmtpServer(new SmtpServerOptionsBuilder().ServerName("localhost").Port(port).Build(), services);
        var serving = server.StartAsync(TestContext.Current.CancellationToken);
        send(new Uri($"smtp://127.0.0.1:{port}"));
        server.Shutdown();
        await serving;
        return box.Mails;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Box : MessageStore
    {
        public List<string> Mails { get; } = [];

        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction,
            System.Buffers.ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            Mails.Add(Encoding.UTF8.GetString(System.Buffers.BuffersExtensions.ToArray(buffer)));
            return Task.FromResult(SmtpResponse.Ok);
        }
    }
}
