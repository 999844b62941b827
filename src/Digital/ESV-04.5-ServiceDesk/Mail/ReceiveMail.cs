using System.Collections.Immutable;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Mail;

/// <summary>A mail and what the desk knows.</summary>
/// <param name="Thread">The ticket that <see cref="ReceiveMail.ThreadOf"/> names, where there is one.</param>
/// <param name="FromSender">How many mails the sender sent within the window, this one not counted.</param>
/// <param name="IsSeen">True when a mail of this message id was taken before.</param>
public sealed record ReceiveMailInputs(
    MailPost Post, Ticket? Thread, int FromSender, bool IsSeen, string NewId, MailRules Mail, DeskRules Rules, Instant Now);

/// <summary>What becomes of a mail.</summary>
public enum MailFate
{
    /// <summary>It opens a ticket.</summary>
    Opened,
    /// <summary>It is a message of a ticket.</summary>
    Replied,
    /// <summary>It is a work note of a ticket: a person reads it, and it moves nothing.</summary>
    Noted,
    /// <summary>The post is kept, and nothing else is done.</summary>
    Quarantined,
}

/// <summary>What a mail adds to the desk.</summary>
/// <param name="Ticket">The ticket's id; empty in quarantine.</param>
/// <param name="Facts">What is appended to it, beginning with its opening when it is new.</param>
/// <param name="MayAnswer">True when an acknowledgement may go out: never to a machine, a stranger or a forger.</param>
public sealed record MailDecision(MailFate Fate, string Ticket, ImmutableArray<TicketFact> Facts, bool MayAnswer);

/// <summary>Decides where a mail belongs. A signed reply address joins its ticket; a forged one never does. Machines' mail moves nothing,
/// so that two of them cannot talk for ever (RFC 3834 section 2). A sender whose domain does not vouch for the mail is not taken for
/// whom they say they are.</summary>
public static class ReceiveMail
{
    /// <summary>The ticket whose signed address a mail was sent to; empty when none.</summary>
    public static string ThreadOf(MailPost post, MailRules mail) => post.To
        .Select(address => ReplyToken.Read(address, mail.DeskAddress, mail.Key.Span)).FirstOrDefault(read =>
            read is { IsOurs: true })?.Ticket ?? "";

    /// <summary>The decision. Refuses <c>merged-away</c>, <c>not-the-thread</c>; finds <c>seen-before</c>, <c>own-mail</c>,
    /// <c>rate-damped</c>, <c>automatic-mail</c>, <c>forged-reply-id</c>, <c>unverified-sender</c>, <c>stranger-in-thread</c>,
    /// <c>reply-to-ended</c>.</summary>
    public static Outcome<MailDecision> Run(ReceiveMailInputs inputs)
    {
        var (post, mail, where) = (inputs.Post, inputs.Mail, $"mail {Short(inputs.Post.MessageId)} from {inputs.Post.From}");
        var findings = new List<Finding>();
        void Find(string code, string what, string done) => findings.Add(new(code, Severity.Warning, what, where, done));
        var thread = ThreadOf(post, mail);
        if (inputs.Thread is { } given && !given.Id.Equals(thread, StringComparison.OrdinalIgnoreCase))
            return new Refusal("not-the-thread", $"The mail is of '{thread}', not of {given.Id}", where,
                "Give the ticket its address names.");
        if (inputs.Thread is { MergedInto: not "" } merged)
            return new Refusal("merged-away", $"{merged.Id} goes on in {merged.MergedInto}", where,
                "Give its facts to the ticket it goes on in.");
        if (Damped(inputs, Find)) return Outcome.Of(new MailDecision(MailFate.Quarantined, "", [], false), findings);
        if (post.To.Any(address => ReplyToken.Read(address, mail.DeskAddress, mail.Key.Span) is { IsOurs: false }))
            Find("forged-reply-id", "The reply address is not one that we signed", "joined it to no ticket");
        var isMachine = IsAutomatic(post);
        if (isMachine) Find("automatic-mail", "A machine sent it", "answers nothing, moves nothing");
        var isVerified = post is { Spf: not MailVerdict.Fail, Dkim: not MailVerdict.Fail }
            && (post.Spf == MailVerdict.Pass || post.Dkim == MailVerdict.Pass);
        if (!isVerified) Find("unverified-sender", $"The domain of {post.From} does not vouch for it", "did not take it for theirs");
        return Outcome.Of(inputs.Thread is { Stage: not (TicketStage.Closed or TicketStage.Cancelled) } ticket
            ? Joined(inputs, ticket, isVerified, isMachine, Find) : Opened(inputs, isVerified, isMachine, Find), findings);
    }

    private static bool Damped(ReceiveMailInputs inputs, Action<string, string, string> find)
    {
        var (post, mail) = (inputs.Post, inputs.Mail);
        if (inputs.IsSeen || inputs.Thread?.MessageIds.Contains(post.MessageId) == true && post.MessageId != "")
            find("seen-before", "A mail of this id was taken before", "kept the post");
        else if (post.From.Equals(mail.DeskAddress, StringComparison.OrdinalIgnoreCase)
            || ReplyToken.Read(post.From, mail.DeskAddress, mail.Key.Span) is not null
            || post.MessageId.EndsWith("@" + mail.MessageDomain, StringComparison.OrdinalIgnoreCase))
            find("own-mail", "We sent it ourselves: a loop", "kept the post");
        else if (inputs.FromSender >= mail.MailsMost)
            find("rate-damped", $"{post.From} sent {inputs.FromSender} mails before it", "kept the post");
        else
            return false;
        return true;
    }

    /// <summary>RFC 3834 section 5 (Auto-Submitted), RFC 2076 section 3.9 (Precedence), mailing lists (RFC 2369) and bounces.</summary>
    private static bool IsAutomatic(MailPost post) =>
        post.Header("Auto-Submitted") is { Length: > 0 } auto && !auto.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase)
        || post.Header("Precedence").Trim().ToLowerInvariant() is "bulk" or "junk" or "list" or "auto_reply"
        || post.Header("List-Id") != "" || post.Header("X-Autoreply") != "" || post.Header("Return-Path").Trim() == "<>"
        || post.From.Split('@')[0] is "mailer-daemon" or "postmaster";

    private static MailDecision Joined(ReceiveMailInputs inputs, Ticket ticket, bool isVerified, bool isMachine,
        Action<string, string, string> find)
    {
        var (post, now) = (inputs.Post, inputs.Now);
        var isKnown = ticket.People.Contains(post.From, StringComparer.OrdinalIgnoreCase);
        if (!isKnown) find("stranger-in-thread", $"{post.From} does not hear of {ticket.Id}", "noted it for the desk");
        if (isMachine || !isVerified || !isKnown)
            return new(MailFate.Noted, ticket.Id, [Noted(inputs, $"Mail from {post.From}, not taken for theirs:\n\n{Said(post)}"),
                .. Attached(inputs)], false);
        return new(MailFate.Replied, ticket.Id,
        [
            .. ticket.Stage == TicketStage.Resolved ? [new TicketReopened(now, Actor.Gateway, "The requester answered.")]
                : Array.Empty<TicketFact>(),
            new TicketReplied(now, Actor.Gateway, Channel.Mail, post.From, true, Said(post), post.MessageId), .. Attached(inputs),
        ], false);
    }

    private static MailDecision Opened(ReceiveMailInputs inputs, bool isVerified, bool isMachine, Action<string, string, string> find)
    {
        var (post, now) = (inputs.Post, inputs.Now);
        if (isMachine && inputs.Thread is null && ThreadOf(post, inputs.Mail) == "")
            return new(MailFate.Quarantined, "", [], false);
        var subject = post.Subject.ReplaceLineEndings(" ").Trim();
        var title = subject == "" ? "(no subject)"
            : subject.Length <= OpenTicket.TitleLettersMost ? subject : subject[..OpenTicket.TitleLettersMost];
        ImmutableArray<TicketFact> facts =
        [
            new TicketOpened(now, Actor.Gateway, TicketKind.Incident, Channel.Mail, post.From, title, post.Text, "", "", inputs.Mail.Queue),
            .. isVerified ? Array.Empty<TicketFact>() : [Noted(inputs, $"The domain of {post.From} does not vouch for this mail.")],
            .. Attached(inputs),
        ];
        if (inputs.Thread is { } ended)
        {
            find("reply-to-ended", $"{ended.Id} is {ended.Stage}", "opened a new ticket, tied to it");
            facts = facts.Add(new TicketLinked(now, Actor.Gateway, LinkKind.Related, ended.Id));
        }
        return new(MailFate.Opened, inputs.NewId, facts, isVerified && !isMachine);
    }

    private static string Said(MailPost post) => string.IsNullOrWhiteSpace(post.Reply) ? "(no text)" : post.Reply;

    private static TicketNoted Noted(ReceiveMailInputs inputs, string text) => new(inputs.Now, Actor.Gateway, text);

    private static IEnumerable<TicketFact> Attached(ReceiveMailInputs inputs) => inputs.Post.Files.Select(file =>
        new TicketAttached(inputs.Now, Actor.Gateway, file.Hash, file.Name, file.Type, file.Content.Length, file.Quarantine));

    private static string Short(string id) => id.Length <= 80 ? id : id[..80] + "…";
}
