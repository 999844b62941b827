using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Mail;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>A mail of a ticket that went out, or could not.</summary>
/// <param name="Number">The fact of the ticket it tells of, from 1.</param>
/// <param name="Why">Why it could not be sent; empty when it was.</param>
public sealed record SentMail(string Ticket, int Number, ImmutableArray<string> To, string MessageId, Instant At, string Why);

/// <summary>Tells those who ask about their tickets: public answers and resolutions go out by SMTP, each once. What was sent is kept, so
/// that a process that dies tells nobody twice for what it had recorded, and nobody is forgotten.</summary>
public sealed class MailOut(FactStore store, TicketBook tickets, IClock clock)
{
    /// <summary>What went out or could not, as of an instant.</summary>
    public ImmutableArray<SentMail> Sent(AsOf asOf) =>
        [.. store.ReadDocuments<SentMail>(nameof(SentMail), "", "~", asOf).Select(each => each.Body)];

    /// <summary>Sends what is due of tickets that moved since an instant.</summary>
    /// <param name="smtp">Where: <c>smtp://user:password@host:port</c>; <c>smtps</c> for TLS from the start.</param>
    public int SendDue(Uri smtp, MailRules mail, Instant since)
    {
        var count = 0;
        foreach (var ticket in tickets.All(AsOf.Latest).Where(each => each.LastAt >= since).ToArray())
            foreach (var (number, text, isAutomatic) in Messages(tickets.History(ticket.Id, AsOf.Latest)))
                if (Send(smtp, mail, ticket, number, text, isAutomatic)) count++;
        return count;
    }

    private static IEnumerable<(int Number, string Text, bool IsAutomatic)> Messages(ImmutableArray<TicketFact> facts) =>
        facts.Select((fact, i) => fact switch
        {
            TicketReplied { IsFromRequester: false } it => (i + 1, it.Text, false),
            TicketResolved it => (i + 1, it.Text, true),
            TicketOpened { Channel: Channel.Mail } => (i + 1, "We have your mail and will answer.", true),
            UpdateSent { Audience: not Audience.Staff } it => (i + 1, it.Text, true),
            _ => (0, "", false),
        }).Where(each => each.Item1 > 0);

    private bool Send(Uri smtp, MailRules mail, Ticket ticket, int number, string text, bool isAutomatic)
    {
        ImmutableArray<string> to = [.. ticket.People.Where(person => person.Contains('@', StringComparison.Ordinal))];
        return !to.IsEmpty
            && ComposeMail.Run(new(ticket, number, to, text, isAutomatic, mail)) is Outcome<MailMessage>.Done { Value: var composed }
            && SmtpDelivery.Once<SentMail>(store, clock, "mail", $"{ticket.Id}/{number:00000}", sent => sent.Why,
                () => SmtpDelivery.Send(smtp, composed), (at, why) => new(ticket.Id, number, to, composed.MessageId, at, why));
    }
}
