using Busbar.Digital.ServiceDesk.Mail;
using Busbar.Kernel.Facts;
using Busbar.Store;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>Hands a mail to a server.</summary>
public static class SmtpDelivery
{
    private const int MillisecondsMost = 15_000, TriesMost = 3;

    /// <summary>Sends what was not sent before and not tried too often, and keeps how it went.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="clock">Dates it.</param>
    /// <param name="what">What it is, in the name of the run: <c>mail</c>.</param>
    /// <param name="key">What it is known by.</param>
    /// <param name="whyOf">Why a try failed; empty when it went out.</param>
    /// <param name="send">Sends it, and says the same.</param>
    /// <param name="record">What is kept of a try.</param>
    /// <returns>True when it went out now.</returns>
    public static bool Once<TSent>(FactStore store, IClock clock, string what, string key, Func<TSent, string> whyOf, Func<string> send,
        Func<Instant, string, TSent> record) where TSent : notnull
    {
        var id = new HandoffId(typeof(TSent).Name, key);
        var before = store.Versions<TSent>(id);
        if (before.Length >= TriesMost || before.Any(each => whyOf(each.Body) == "")) return false;
        var why = send();
        using var batch = store.Begin(Actor.Engine, new RunId($"{what} {key} {before.Length + 1}"));
        batch.PutDocument(id, record(clock.GetCurrentInstant(), why), clock.GetCurrentInstant());
        batch.Commit();
        return why == "";
    }

    /// <summary>Sends it.</summary>
    /// <param name="smtp">Where: <c>smtp://user:password@host:port</c>; <c>smtps</c> for TLS from the start.</param>
    /// <param name="mail">The mail.</param>
    /// <returns>Why it could not be sent; empty when it was.</returns>
    public static string Send(Uri smtp, MailMessage mail)
    {
        using var message = new MimeMessage { Subject = mail.Subject, Body = new TextPart("plain") { Text = mail.Text },
            MessageId = mail.MessageId };
        message.From.Add(MailboxAddress.Parse(mail.From));
        message.ReplyTo.Add(MailboxAddress.Parse(mail.ReplyTo));
        message.To.AddRange(mail.To.Select(MailboxAddress.Parse));
        message.References.AddRange(mail.References);
        foreach (var (name, value) in mail.Headers) message.Headers.Add(name, value);
        try
        {
            using var client = new SmtpClient { Timeout = MillisecondsMost };
            client.Connect(smtp.Host, smtp.Port > 0 ? smtp.Port : 25,
                smtp.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable);
            if (smtp.UserInfo.Split(':') is [{ Length: > 0 } user, var password])
                client.Authenticate(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
            client.Send(message);
            client.Disconnect(quit: true);
            return "";
        }
        catch (Exception failed) when (failed is IOException or System.Net.Sockets.SocketException or MailKit.ProtocolException
            or MailKit.CommandException or AuthenticationException)
        {
            return failed.Message;
        }
    }
}
