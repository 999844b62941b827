using System.Collections.Immutable;
using Busbar.Kernel.Facts;

namespace Busbar.Digital.Handoffs.ServiceDesk;

/// <summary>What the mail gateway found of a sender's domain.</summary>
public enum MailVerdict
{
    /// <summary>It says nothing.</summary>
    None,
    Pass,
    Fail,
}

/// <summary>One header of a mail.</summary>
public sealed record MailHeader(string Name, string Value);

/// <summary>A file that came with a mail or an upload, told by its bytes.</summary>
/// <param name="ClaimedType">The media type it came with.</param>
/// <param name="Type">The media type that its bytes show.</param>
/// <param name="Quarantine">Why nobody may open it; empty when all may.</param>
public sealed record IncomingFile(
    string Name, string ClaimedType, string Type, ReadOnlyMemory<byte> Content, ContentHash Hash, string Quarantine);

/// <summary>A mail as a mail gateway posted it. Text is text: nothing in it was ever run.</summary>
/// <param name="Gateway">Whose post it is: <c>postmark</c>, <c>mailgun</c>, <c>sendgrid</c>.</param>
/// <param name="From">The sender's bare address, lower case.</param>
/// <param name="To">All bare addresses that it went to.</param>
/// <param name="Text">The whole text; made from HTML where the mail has no plain text.</param>
/// <param name="Reply">What is new in it, where the gateway cut the quotations off; else the whole text.</param>
/// <param name="MessageId">Its own id without brackets; may be empty.</param>
/// <param name="Spf">Whether the sending host may send for the domain.</param>
/// <param name="Dkim">Whether the domain's signature holds.</param>
/// <param name="Hash">Of the post as it came.</param>
public sealed record MailPost(
    string Gateway, string From, ImmutableArray<string> To, string Subject, string Text, string Reply, ImmutableArray<MailHeader> Headers,
    string MessageId, MailVerdict Spf, MailVerdict Dkim, ImmutableArray<IncomingFile> Files, ContentHash Hash)
{
    /// <summary>The first header of a name, whatever its case; empty when there is none.</summary>
    public string Header(string name) =>
        Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value ?? "";
}
