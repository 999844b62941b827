namespace Busbar.Digital.ServiceDesk.Mail;

/// <summary>How a house takes mail.</summary>
/// <param name="DeskAddress">The desk's own address.</param>
/// <param name="Key">The secret that signs reply addresses; at least 16 bytes.</param>
/// <param name="MessageDomain">The domain of the ids of the mails we send.</param>
/// <param name="Queue">Where new tickets go.</param>
/// <param name="MailsMost">The most mails of one sender within the host's window before they are damped.</param>
public sealed record MailRules(string DeskAddress, ReadOnlyMemory<byte> Key, string MessageDomain, string Queue, int MailsMost);
