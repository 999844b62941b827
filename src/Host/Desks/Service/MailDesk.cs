using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.Mail;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Gateways.Mail;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>A mail that reached the desk: where it went, and what was odd about it. The post itself lies in the store as it came.</summary>
public sealed record TakenMail(Instant At, string From, string MessageId, MailFate Fate, string Ticket, ImmutableArray<Finding> Findings);

/// <summary>Mail that reaches the desk as the posts of a mail gateway. Every post is kept as it came, in one write with what it
/// says to a ticket.</summary>
public sealed class MailDesk(FactStore store, TicketBook tickets, IClock clock)
{
    private static readonly Duration rateWindow = Duration.FromHours(1);
    private readonly Lock taking = new();

    /// <summary>The house's rules of mail, from the environment: <c>BUSBAR_MAIL_ADDRESS</c> and the secret <c>BUSBAR_MAIL_KEY</c>; null
    /// when mail is not set up.</summary>
    public static MailRules? Rules()
    {
        var (address, key) = (Environment.GetEnvironmentVariable("BUSBAR_MAIL_ADDRESS"),
            Environment.GetEnvironmentVariable("BUSBAR_MAIL_KEY"));
        return string.IsNullOrWhiteSpace(address) || !address.Contains('@', StringComparison.Ordinal) || key is not { Length: >= 16 } ? null
            : new(address, Encoding.UTF8.GetBytes(key), address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..], "service-desk",
                30);
    }

    /// <summary>What was taken as of an instant, the newest first.</summary>
    public ImmutableArray<TakenMail> Taken(AsOf asOf) =>
    [
        .. store.ReadDocuments<TakenMail>(nameof(TakenMail), "", "~", asOf).Select(each => each.Body).OrderByDescending(each => each.At),
    ];

    /// <summary>Takes a post in: opens a ticket, adds to one, or keeps it in quarantine.</summary>
    /// <exception cref="RefusedException">What <see cref="ReadMailPost"/> refuses.</exception>
    public TakenMail Take(ReadOnlyMemory<byte> bytes, MailRules mail)
    {
        var post = ReadMailPost.Read(bytes).OrThrow();
        lock (taking)
        {
            var now = clock.GetCurrentInstant();
            var before = Taken(AsOf.Latest);
            var outcome = Decide(post, mail, before, now);
            var decision = outcome.OrThrow();
            TakenMail Of(string ticket) => new(now, post.From, post.MessageId, decision.Fate, ticket,
                ((Outcome<MailDecision>.Done)outcome).Findings);
            // With what it says to a ticket, in one write: a post that comes again after a kill is no second ticket.
            void Keep(WriteBatch batch, string ticket)
            {
                batch.PutFile($"mail {post.Hash.Hex[..12]}.json", bytes);
                foreach (var file in post.Files) batch.PutFile(file.Name, file.Content);
                batch.PutDocument(new(nameof(TakenMail), post.Hash.Hex), Of(ticket), now);
            }

            if (!decision.Facts.IsEmpty)
                return Of(decision.Fate == MailFate.Opened ? tickets.Open((TicketOpened)decision.Facts[0], decision.Facts[1..], Keep)
                    : tickets.Move(GoesOnIn(decision.Ticket), decision.Facts, Keep).Id);
            using var batch = store.Begin(Actor.Gateway, new RunId($"mail {post.Hash.Hex[..12]}"));
            Keep(batch, "");
            batch.Commit();
            return Of("");
        }
    }

    private Outcome<MailDecision> Decide(MailPost post, MailRules mail, ImmutableArray<TakenMail> before, Instant now)
    {
        var thread = ReceiveMail.ThreadOf(post, mail);
        return ReceiveMail.Run(new(post, Standing(thread), before.Count(each => each.From == post.From && each.At > now - rateWindow),
            post.MessageId != "" && before.Any(each => each.MessageId == post.MessageId), "INC-new", mail, tickets.Rules(AsOf.Latest),
                now));
    }

    /// <summary>The ticket that a merged one goes on in; itself where it was not.</summary>
    private string GoesOnIn(string id) => tickets.Find(id).MergedInto is { Length: > 0 } into ? GoesOnIn(into) : id;

    /// <summary>The ticket of a thread, as if it stood on its own: what comes to a merged one is added to the one it goes on in. Null where
    /// there is none.</summary>
    private Ticket? Standing(string id)
    {
        if (id == "") return null;
        try
        {
            return tickets.Find(id.ToUpperInvariant()) with { MergedInto = "" };
        }
        catch (RefusedException unknown) when (unknown.Refusal.Code == "unknown-ticket")
        {
            return null;
        }
    }
}
