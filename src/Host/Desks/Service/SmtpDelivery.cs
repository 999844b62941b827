using Busbar.Digital.ServiceDesk.Mail;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Busbar.Host.Desks.Service;

/// <summary>Hands a mail to a server.</summary>
public static class SmtpDelivery
{
    private const int MillisecondsMost = 15_000;

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
