using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Digital.Handoffs.ServiceDesk;

namespace Busbar.Gateways.Mail;

/// <summary>The fields of a post under one name each, whichever gateway spelled them.</summary>
internal sealed record MailFields(
    string Gateway, string From, ImmutableArray<string> To, string Subject, string Text, string Reply, string Html,
    ImmutableArray<MailHeader> Headers, MailVerdict Spf, MailVerdict Dkim, ImmutableArray<MailFields.File> Files)
{
    /// <summary>A file; no content when it is not base64.</summary>
    internal sealed record File(string Name, string Type, byte[]? Content);

    /// <summary>The mail's own id without brackets.</summary>
    public string MessageId => Headers.FirstOrDefault(header => Is(header, "Message-ID"))?.Value.Trim().Trim('<', '>') ?? "";

    /// <summary>The fields, or null when they are no gateway's.</summary>
    public static MailFields? Of(JsonElement post) => post switch
    {
        _ when Has(post, "TextBody") || Has(post, "HtmlBody") => Postmark(post),
        _ when Has(post, "body-plain") || Has(post, "body-html") => Mailgun(post),
        _ when Has(post, "from") && (Has(post, "text") || Has(post, "html")) => SendGrid(post),
        _ => null,
    };

    /// <summary>The bare address in <c>"Ann" &lt;ann@example.com&gt;</c>, lower case; empty when there is none.</summary>
    public static string Address(string written)
    {
        var open = written.LastIndexOf('<');
        var close = written.IndexOf('>', Math.Max(open, 0));
        var bare = (open >= 0 && close > open ? written[(open + 1)..close] : written).Trim().ToLowerInvariant();
        return bare.Length <= 254 && bare.IndexOf('@') is > 0 and var at && at == bare.LastIndexOf('@') && at < bare.Length - 1
            && !bare.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is ',' or ';') ? bare : "";
    }

    private static MailFields Postmark(JsonElement post)
    {
        var headers = HeadersOf(post, "Headers");
        var id = Field(post, "MessageID") is { Length: > 0 } own && headers.All(header => !Is(header, "Message-ID"))
            ? headers.Add(new("Message-ID", own)) : headers;
        return new("postmark", Field(post, "From"), Addresses(Field(post, "To"), Field(post, "Cc"), Field(post, "OriginalRecipient")),
            Field(post, "Subject"), Field(post, "TextBody"), Field(post, "StrippedTextReply"), Field(post, "HtmlBody"), id,
            Verdict(ValueOf(headers, "Received-SPF")),
            ValueOf(headers, "X-Spam-Tests").Split(',').Contains("DKIM_VALID") ? MailVerdict.Pass : MailVerdict.None,
            FilesOf(post, "Attachments", "Name", "ContentType", "Content"));
    }

    private static MailFields Mailgun(JsonElement post)
    {
        var headers = HeadersOf(post, "message-headers");
        return new("mailgun", Field(post, "from") is { Length: > 0 } from ? from : Field(post, "sender"),
            Addresses(Field(post, "recipient"), ValueOf(headers, "To"), ValueOf(headers, "Cc")), Field(post, "subject"), Field(post,
                "body-plain"),
            Field(post, "stripped-text"), Field(post, "body-html"), headers, Verdict(ValueOf(headers, "X-Mailgun-Spf")),
            Verdict(ValueOf(headers, "X-Mailgun-Dkim-Check-Result")), FilesOf(post, "attachments", "name", "content-type", "content"));
    }

    private static MailFields SendGrid(JsonElement post)
    {
        var dkim = Field(post, "dkim");
        return new("sendgrid", Field(post, "from"), Addresses(Field(post, "to"), Field(post, "cc")), Field(post, "subject"), Field(post,
            "text"), "",
            Field(post, "html"), HeadersOf(post, "headers"), Verdict(Field(post, "SPF")), Verdict(dkim.Split(':')[^1].Trim(' ', '{', '}')),
            FilesOf(post, "attachments", "filename", "type", "content"));
    }

    private static ImmutableArray<MailHeader> HeadersOf(JsonElement post, string name)
    {
        if (!post.TryGetProperty(name, out var field)) return [];
        if (field.ValueKind != JsonValueKind.String) return List(field);
        var text = field.GetString()!;
        if (!text.TrimStart().StartsWith('[')) return [.. Unfolded(text)];
        using var inner = JsonDocument.Parse(text, new() { MaxDepth = 4 });
        return List(inner.RootElement);
    }

    /// <summary>A list of names and values, as pairs or as objects.</summary>
    private static ImmutableArray<MailHeader> List(JsonElement list) => list.ValueKind != JsonValueKind.Array ? [] :
    [
        .. list.EnumerateArray().Select(each => each.ValueKind switch
        {
            JsonValueKind.Object => new MailHeader(Field(each, "Name"), Field(each, "Value")),
            JsonValueKind.Array when each.GetArrayLength() == 2 && each[0].ValueKind == JsonValueKind.String
                && each[1].ValueKind == JsonValueKind.String => new MailHeader(each[0].GetString()!, each[1].GetString()!),
            _ => new MailHeader("", ""),
        }).Where(header => header.Name != ""),
    ];

    /// <summary>Headers as lines; a line that begins with a blank goes on from the one before (RFC 5322 section 2.2.3).</summary>
    private static IEnumerable<MailHeader> Unfolded(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n ", " ", StringComparison.Ordinal)
            .Replace("\n\t", " ", StringComparison.Ordinal).Split('\n').Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
            .Select(parts => new MailHeader(parts[0].Trim(), parts[1].Trim()));

    private static ImmutableArray<File> FilesOf(JsonElement post, string list, string name, string type, string content) =>
        !post.TryGetProperty(list, out var files) || files.ValueKind != JsonValueKind.Array ? [] :
        [
            .. files.EnumerateArray().Where(file => file.ValueKind == JsonValueKind.Object).Select(file => new File(Field(file, name),
                Field(file, type), file.TryGetProperty(content, out var bytes) && bytes.ValueKind == JsonValueKind.String
                    && bytes.TryGetBytesFromBase64(out var read) ? read : null)),
        ];

    private static MailVerdict Verdict(string said) => said.Trim().Split(' ', ';', '(')[0].ToLowerInvariant() switch
    {
        "pass" => MailVerdict.Pass,
        "fail" or "softfail" or "permerror" => MailVerdict.Fail,
        _ => MailVerdict.None,
    };

    private static ImmutableArray<string> Addresses(params ReadOnlySpan<string> lists)
    {
        var addresses = ImmutableArray.CreateBuilder<string>();
        foreach (var list in lists) addresses.AddRange(list.Split(',').Select(Address).Where(address => address != ""));
        return [.. addresses.Distinct()];
    }

    private static string ValueOf(ImmutableArray<MailHeader> headers, string name) =>
        headers.FirstOrDefault(header => Is(header, name))?.Value ?? "";

    private static bool Is(MailHeader header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool Has(JsonElement post, string name) => post.TryGetProperty(name, out _);

    private static string Field(JsonElement post, string name) =>
        post.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString()! : "";
}
