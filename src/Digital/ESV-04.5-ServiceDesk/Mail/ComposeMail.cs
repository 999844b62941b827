using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.ServiceDesk.Mail;

/// <summary>A message of a ticket on its way out.</summary>
/// <param name="Number">Counts the ticket's mails, from 1: makes the message id unlike the ones before.</param>
/// <param name="To">Bare addresses.</param>
/// <param name="Text">What is said: a public message, never a work note.</param>
/// <param name="IsAutomatic">True when no person wrote it.</param>
public sealed record ComposeMailInputs(
    Ticket Ticket, int Number, ImmutableArray<string> To, string Text, bool IsAutomatic, MailRules Mail);

/// <summary>A mail to be sent.</summary>
/// <param name="References">The message ids of the thread so far, oldest first, without brackets.</param>
/// <param name="Headers">What else is set.</param>
public sealed record MailMessage(
    string From, string ReplyTo, ImmutableArray<string> To, string Subject, string Text, string MessageId,
        ImmutableArray<string> References,
    ImmutableArray<(string Name, string Value)> Headers);

/// <summary>Writes the mail for a message of a ticket. Replies come back to its signed address, and no machine is asked to
/// answer.</summary>
public static class ComposeMail
{
    /// <summary>The mail. Refuses <c>nobody-to-tell</c>, <c>own-address</c>, <c>bad-address</c>, <c>no-text</c>.</summary>
    public static Outcome<MailMessage> Run(ComposeMailInputs inputs)
    {
        var (ticket, mail, where) = (inputs.Ticket, inputs.Mail, $"mail of ticket {inputs.Ticket.Id}");
        if (inputs.To.IsEmpty) return new Refusal("nobody-to-tell", "It has no addressee", where, "Name one.");
        if (string.IsNullOrWhiteSpace(inputs.Text)) return new Refusal("no-text", "It says nothing", where, "Write what there is to say.");
        if (inputs.To.FirstOrDefault(to => !BareAddress.Is(to)) is { } bad)
            return new Refusal("bad-address", $"'{bad}' is no bare address", where, "Write name@domain.");
        if (inputs.To.FirstOrDefault(to => to.Equals(mail.DeskAddress, StringComparison.OrdinalIgnoreCase)
            || ReplyToken.Read(to, mail.DeskAddress, mail.Key.Span) is not null) is { } own)
            return new Refusal("own-address", $"{own} is the desk's own: a loop", where, "Tell somebody else.");
        return new MailMessage(mail.DeskAddress, ReplyToken.AddressOf(ticket.Id, mail.DeskAddress, mail.Key.Span), inputs.To,
            $"[{ticket.Id}] {ticket.Title.ReplaceLineEndings(" ")}", inputs.Text,
            string.Create(CultureInfo.InvariantCulture, $"{ticket.Id}.{inputs.Number}@{mail.MessageDomain}"), ticket.MessageIds,
            inputs.IsAutomatic ? [("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")] : []);
    }
}
