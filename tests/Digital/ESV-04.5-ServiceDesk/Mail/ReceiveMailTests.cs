using System.Collections.Immutable;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.Mail;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Mail;

public sealed class ReceiveMailTests
{
    private static readonly MailRules Rules = new("desk@utility.example", "0123456789abcdef"u8.ToArray(), "mail.utility.example", "desk",
        10);

    private static readonly MailPost Post = new("sendgrid", "cleo@example.com", ["desk@utility.example"], "Late prices", "They are late.",
        "They are late.", [], "m1@example.com", MailVerdict.Pass, MailVerdict.None, [], ContentHash.Of("post"));

    private static readonly string Signed = ReplyToken.AddressOf("T-1", Rules.DeskAddress, Rules.Key.Span);

    private static readonly Ticket Thread = new("T-1", Opening() with { Requester = "cleo@example.com" });

    [Fact]
    public void A_mail_opens_a_ticket_and_a_reply_to_its_signed_address_joins_it()
    {
        var (opened, none) = Receive(Post, null);
        Assert.Equal((MailFate.Opened, "N-1", true, 0), (opened.Fate, opened.Ticket, opened.MayAnswer, none.Length));
        var ticket = FoldTicket.Run(new("N-1", opened.Facts)).OrThrow();
        Assert.Equal(("cleo@example.com", "Late prices", Channel.Mail), (ticket.Requester, ticket.Title, ticket.Opened.Channel));
        foreach (var to in new[] { Signed, Signed.ToUpperInvariant() })
        {
            var (joined, findings) = Receive(Post with { To = ["x@y.example", to] }, Thread);
            Assert.Equal((MailFate.Replied, "T-1", 0), (joined.Fate, joined.Ticket, findings.Length));
            Assert.Equal(1, Thread.After([.. joined.Facts]).RequesterReplies);
        }
        Assert.Equal("T-1", ReceiveMail.ThreadOf(Post with { To = [Signed] }, Rules));
    }

    [Fact]
    public void A_forged_reply_id_never_joins_a_ticket()
    {
        var last = Signed[Signed.IndexOf('@') - 1];
        string[] forged =
        [
            "desk+T-1@utility.example", "desk+T-1.0123456789abcdef0123456789abcdef@utility.example",
            Signed.Replace("T-1", "T-2", StringComparison.Ordinal), Signed.Replace($"{last}@", $"{(last == '0' ? '1' : '0')}@",
                StringComparison.Ordinal),
            ReplyToken.AddressOf("T-1", Rules.DeskAddress, "another key 1234"u8),
        ];
        foreach (var to in forged)
        {
            Assert.Equal("", ReceiveMail.ThreadOf(Post with { To = [to] }, Rules));
            var (decision, findings) = Receive(Post with { To = [to] }, null);
            Assert.Equal((MailFate.Opened, "forged-reply-id"), (decision.Fate, findings.Single().Code));
            Assert.Equal("not-the-thread", Code(ReceiveMail.Run(Inputs(Post with { To = [to] }, Thread))));
        }
        Assert.Equal(Rules.DeskAddress, ReplyToken.AddressOf(new('x', 30), Rules.DeskAddress, Rules.Key.Span));
        Assert.Null(ReplyToken.Read("desk+T-1.x@elsewhere.example", Rules.DeskAddress, Rules.Key.Span));
    }

    [Theory]
    [InlineData("Auto-Submitted", "auto-replied")]
    [InlineData("auto-submitted", "auto-generated")]
    [InlineData("Precedence", "bulk")]
    [InlineData("List-Id", "<all.example.com>")]
    [InlineData("X-Autoreply", "yes")]
    [InlineData("Return-Path", "<>")]
    public void Machines_move_nothing_and_are_never_answered(string header, string value)
    {
        var post = Post with { Headers = [new(header, value)] };
        var (alone, findings) = Receive(post, null);
        Assert.Equal((MailFate.Quarantined, "automatic-mail", false), (alone.Fate, findings.Single().Code, alone.MayAnswer));
        var (joined, _) = Receive(post with { To = [Signed] }, Thread);
        Assert.Equal((MailFate.Noted, false), (joined.Fate, joined.MayAnswer));
        Assert.Equal(0, Thread.After([.. joined.Facts]).RequesterReplies);
        Assert.Equal(MailFate.Opened, Receive(Post with { Headers = [new("Auto-Submitted", "no")] }, null).Decision.Fate);
    }

    [Fact]
    public void Loops_repeats_and_floods_are_kept_and_do_nothing()
    {
        (MailPost, int, bool, string)[] cases =
        [
            (Post with { From = "desk@utility.example" }, 0, false, "own-mail"), (Post with { From = Signed }, 0, false, "own-mail"),
            (Post with { MessageId = "T-1.3@mail.utility.example" }, 0, false, "own-mail"), (Post, 0, true, "seen-before"),
            (Post, 10, false, "rate-damped"),
        ];
        foreach (var (post, lately, seen, code) in cases)
        {
            var done = Assert.IsType<Outcome<MailDecision>.Done>(ReceiveMail.Run(Inputs(post, null) with { FromSender = lately,
                IsSeen = seen }));
            Assert.Equal((MailFate.Quarantined, code, 0), (done.Value.Fate, done.Findings.Single().Code, done.Value.Facts.Length));
        }
        Assert.Equal(MailFate.Opened, Receive(Post, null, 9).Decision.Fate);
        var again = Thread.After([.. Receive(Post with { To = [Signed] }, Thread).Decision.Facts]);
        Assert.Equal("seen-before", Receive(Post with { To = [Signed] }, again).Findings.Single().Code);
    }

    [Theory]
    [InlineData(MailVerdict.Fail, MailVerdict.Pass)]
    [InlineData(MailVerdict.Pass, MailVerdict.Fail)]
    [InlineData(MailVerdict.None, MailVerdict.None)]
    public void A_forged_sender_is_flagged_and_not_taken_for_whom_they_say_they_are(MailVerdict spf, MailVerdict dkim)
    {
        var post = Post with { Spf = spf, Dkim = dkim };
        var (opened, findings) = Receive(post, null);
        Assert.Equal(("unverified-sender", false), (findings.Single().Code, opened.MayAnswer));
        Assert.Contains("does not vouch", opened.Facts.OfType<TicketNoted>().Single().Text, StringComparison.Ordinal);
        var resolved = Thread.After(new TicketResolved(At(1), Ann, ResolutionCode.Fixed, "done"));
        var (noted, _) = Receive(post with { To = [Signed] }, resolved);
        Assert.Equal((MailFate.Noted, TicketStage.Resolved), (noted.Fate, resolved.After([.. noted.Facts]).Stage));
    }

    [Fact]
    public void A_stranger_is_noted_an_answer_reopens_and_an_ended_ticket_gets_a_new_one()
    {
        var (noted, findings) = Receive(Post with { From = "mallory@example.com", To = [Signed] }, Thread);
        Assert.Equal((MailFate.Noted, "stranger-in-thread"), (noted.Fate, findings.Single().Code));
        var resolved = Thread.After(new TicketResolved(At(1), Ann, ResolutionCode.Fixed, "done"));
        Assert.Equal(TicketStage.Working, resolved.After([.. Receive(Post with { To = [Signed] }, resolved).Decision.Facts]).Stage);
        var closed = resolved.After(new TicketClosed(At(2), Ann));
        var (fresh, ended) = Receive(Post with { To = [Signed] }, closed);
        Assert.Equal((MailFate.Opened, "reply-to-ended"), (fresh.Fate, ended.Single().Code));
        Assert.Contains(new(LinkKind.Related, "T-1"), FoldTicket.Run(new("N-1", fresh.Facts)).OrThrow().Links);
        var merged = Thread.After(new TicketMerged(At(1), Ann, "T-2"));
        Assert.Equal("merged-away", Code(ReceiveMail.Run(Inputs(Post with { To = [Signed] }, merged))));
    }

    [Fact]
    public void Scripts_stay_text_and_every_accepted_mail_is_lawful()
    {
        var file = new IncomingFile("a.png", "image/png", "application/x-executable", "MZ"u8.ToArray(), ContentHash.Of("MZ"),
            "its bytes lie");
        var hostile = Post with { Subject = "<script>x</script>\r\nBcc: all@example.com", Text = "<img src=x onerror=x()>", Reply = "",
            Files =
            [file] };
        var ticket = Open(Receive(hostile, null).Decision.Facts);
        Assert.Equal(("<script>x</script> Bcc: all@example.com", "<img src=x onerror=x()>"), (ticket.Title, ticket.Body));
        Assert.Equal("its bytes lie", ticket.Attachments.Single().Quarantine);
        Assert.Equal("(no subject)", Open(Receive(Post with { Subject = "\n" }, null).Decision.Facts).Title);
        Assert.Equal(300, Open(Receive(Post with { Subject = new('x', 999) }, null).Decision.Facts).Title.Length);
        Assert.Null(Thread.Refused([.. Receive(hostile with { To = [Signed] }, Thread).Decision.Facts]));
    }

    [Fact]
    public void A_mail_goes_out_with_a_signed_reply_address_and_comes_back_to_its_ticket()
    {
        var ticket = Thread.After([.. Receive(Post with { To = [Signed] }, Thread).Decision.Facts]);
        var sent = Compose(ticket, "cleo@example.com").OrThrow();
        Assert.Equal(("[T-1] Prices are late", "T-1.4@mail.utility.example", "T-1"),
            (sent.Subject, sent.MessageId, ReceiveMail.ThreadOf(Post with { To = [sent.ReplyTo] }, Rules)));
        Assert.Equal(["m1@example.com"], sent.References.AsEnumerable());
        Assert.Contains(("Auto-Submitted", "auto-generated"), sent.Headers);
        Assert.Empty(ComposeMail.Run(new(ticket, 4, ["a@b"], "text", false, Rules)).OrThrow().Headers);
        Assert.Equal("nobody-to-tell", Code(Compose(ticket)));
        Assert.Equal("own-address", Code(Compose(ticket, sent.ReplyTo)));
        Assert.Equal("own-address", Code(Compose(ticket, "desk@utility.example")));
        Assert.Equal("bad-address", Code(Compose(ticket, "a@b\r\nBcc: c@d")));
        Assert.Equal("no-text", Code(ComposeMail.Run(new(ticket, 4, ["a@b"], " ", false, Rules))));
    }

    private static Ticket Open(ImmutableArray<TicketFact> facts)
    {
        var opened = OpenTicket.Run(new("N-1", (TicketOpened)facts[0], At(3))).OrThrow();
        return opened.After([.. facts.Skip(1)]);
    }

    private static Outcome<MailMessage> Compose(Ticket ticket, params string[] to) => ComposeMail.Run(new(ticket, 4, [.. to], "We look.",
        true, Rules));

    private static ReceiveMailInputs Inputs(MailPost post, Ticket? thread) =>
        new(post, thread, 0, false, "N-1", Rules, DeskRules.Default, At(3));

    private static (MailDecision Decision, ImmutableArray<Finding> Findings) Receive(MailPost post, Ticket? thread, int lately = 0)
    {
        var done = Assert.IsType<Outcome<MailDecision>.Done>(ReceiveMail.Run(Inputs(post, thread) with { FromSender = lately }));
        return (done.Value, done.Findings);
    }
}
