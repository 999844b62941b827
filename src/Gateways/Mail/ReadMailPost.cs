using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Mail;

/// <summary>Reads a mail from the JSON that mail gateways post: Postmark's inbound webhook, or the fields of Mailgun's route and SendGrid's
/// inbound parse as JSON. Whose it is shows by its fields. We parse no mail ourselves (docs/adr/0013).</summary>
public static class ReadMailPost
{
    /// <summary>The largest post: 25 MB of files in base64 and the text.</summary>
    public const int BytesMost = 36 << 20;

    private const int FilesMost = 20, FileBytesMost = 25 << 20, TextLettersMost = 1 << 20, DepthMost = 8;

    /// <summary>The mail. Refuses <c>mail-too-large</c>, <c>broken-json</c>, <c>no-mail-post</c>, <c>no-sender</c>, <c>text-too-long</c>,
    /// <c>too-many-files</c>; finds <c>file-unreadable</c>, <c>file-quarantined</c>.</summary>
    public static Outcome<MailPost> Read(ReadOnlyMemory<byte> post)
    {
        if (post.Length > BytesMost)
            return new Refusal("mail-too-large", $"The post has {post.Length} bytes, the most is {BytesMost}", "mail post",
                "Send large files another way.");
        try
        {
            using var document = JsonDocument.Parse(post, new() { MaxDepth = DepthMost, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Of(document.RootElement, ContentHash.Of(post.Span))
                : new Refusal("no-mail-post", "The post is no JSON object", "mail post", "Point a mail gateway's inbound webhook here.");
        }
        catch (JsonException fault)
        {
            return Broken(fault.Message, $" line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}");
        }
        catch (InvalidOperationException fault)
        {
            // How System.Text.Json tells half a surrogate pair in a string.
            return Broken(fault.Message, "");
        }
    }

    private static Refusal Broken(string what, string place) => new("broken-json", what, $"mail post{place}", "Post JSON of one mail.");

    private static Outcome<MailPost> Of(JsonElement post, ContentHash hash)
    {
        if (MailFields.Of(post) is not { } fields)
            return new Refusal("no-mail-post", "The fields are none of Postmark's, Mailgun's or SendGrid's", "mail post",
                "Point a mail gateway's inbound webhook here.");
        var from = MailFields.Address(fields.From);
        if (from == "") return new Refusal("no-sender", $"'{Short(fields.From)}' is no sender", "mail post from",
            "Send a mail with a sender.");
        var text = string.IsNullOrWhiteSpace(fields.Text) ? TextOfHtml.Of(fields.Html) : fields.Text;
        if (text.Length > TextLettersMost || fields.Subject.Length > TextLettersMost)
            return new Refusal("text-too-long", $"The text has {text.Length} letters, the most is {TextLettersMost}", "mail post text",
                "Attach long texts.");
        if (fields.Files.Length > FilesMost)
            return new Refusal("too-many-files", $"{fields.Files.Length} files came with it, the most is {FilesMost}",
                "mail post attachments",
                "Put them into one archive.");
        var findings = new List<Finding>();
        var files = fields.Files.Select(file => FileOf(file, findings)).OfType<IncomingFile>().ToImmutableArray();
        return Outcome.Of(new MailPost(fields.Gateway, from, fields.To, fields.Subject, text,
            string.IsNullOrWhiteSpace(fields.Reply) ? text : fields.Reply, fields.Headers, fields.MessageId, fields.Spf, fields.Dkim,
                files, hash),
            findings);
    }

    private static IncomingFile? FileOf(MailFields.File file, List<Finding> findings)
    {
        if (file.Content is not { } content || content.Length > FileBytesMost)
        {
            findings.Add(new("file-unreadable", Severity.Warning, file.Content is null ? "It is not base64"
                : $"It has {file.Content.Length} bytes",
                $"file {Short(file.Name)}", "left it out; the post keeps it"));
            return null;
        }
        var sniffed = SniffFile.Of(file.Name, file.Type, content);
        if (sniffed.Quarantine != "")
            findings.Add(new("file-quarantined", Severity.Warning, sniffed.Quarantine, $"file {sniffed.Name}",
                "kept it where nobody opens it"));
        return sniffed;
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
