using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Gateways.Forges;

/// <summary>A post as it came.</summary>
/// <param name="Forge">Whose form it has: <c>github</c>, <c>gitlab</c>, <c>generic</c>.</param>
/// <param name="Headers">Its headers by name in lower case.</param>
/// <param name="Body">Its body, as received: the signature is of these bytes.</param>
/// <param name="Secret">What the forge and we alone know; not empty.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="IsSeen">Whether a post of this key was taken before.</param>
public sealed record ForgePostInputs(
    string Forge, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, string Secret, Instant ReceivedAt,
    Func<string, bool> IsSeen);

/// <summary>Reads a webhook of a forge. Nothing of the body is looked at before its signature is good: GitHub's HMAC-SHA256
/// (<c>X-Hub-Signature-256</c>), GitLab's token (<c>X-Gitlab-Token</c>), or for the generic form an HMAC-SHA256 of the time, a dot and the
/// body
/// (<c>X-Busbar-Signature-256</c>, <c>X-Busbar-Timestamp</c> in seconds). Comparisons take the same time whatever differs. A post is known
/// by
/// its delivery's number and, because no forge signs that number, by its content too. Sources: docs.github.com, Validating webhook
/// deliveries; docs.gitlab.com, Webhooks and Webhook events.</summary>
public static class ReadForgePost
{
    /// <summary>The largest post, 25 MB: GitHub's own limit.</summary>
    public const int BytesMost = 25 << 20;

    /// <summary>How old an event may be when it comes: forges try again for a day, and people redeliver for three.</summary>
    public static readonly Duration AgeMost = Duration.FromDays(3);

    private static readonly Duration aheadMost = Duration.FromMinutes(5), stampMost = Duration.FromMinutes(5);
    private const int DepthMost = 32;

    /// <summary>The post. Refuses <c>unknown-forge</c>, <c>no-secret</c>, <c>post-too-large</c>, <c>unsigned</c>, <c>bad-signature</c>,
    /// <c>stale-post</c>, <c>early-post</c>, <c>replayed</c>, <c>broken-json</c>, <c>event-field</c>.</summary>
    public static Outcome<ForgePost> Read(ForgePostInputs post)
    {
        if (Refused(post) is { } refusal) return refusal;
        var delivery = Header(post, post.Forge switch
        {
            "github" => "x-github-delivery", "gitlab" => "x-gitlab-event-uuid", _ => "x-busbar-delivery",
        });
        var keys = new[] { delivery.Length > 0 ? $"{post.Forge}:{delivery}" : "", $"{post.Forge}:{ContentHash.Of(post.Body.Span)}" }
            .Where(key => key.Length > 0).ToImmutableArray();
        if (keys.FirstOrDefault(post.IsSeen) is { } seen)
            return new Refusal("replayed", "This post was taken before", seen, "Nothing needs to be done; it is not taken twice.");
        var kind = Header(post, post.Forge switch { "github" => "x-github-event", "gitlab" => "x-gitlab-event", _ => "x-busbar-event" });
        try
        {
            using var document = JsonDocument.Parse(post.Body, new() { MaxDepth = DepthMost, AllowDuplicateProperties = false });
            var root = new ForgeFields(document.RootElement, "body");
            var happened = post.Forge switch
            {
                "github" => GitHubEvents.Of(kind, root),
                "gitlab" => GitLabEvents.Of(kind, root),
                _ => GenericEvents.Of(kind, root),
            };
            return Untimely(happened, post.ReceivedAt) is { } untimely ? untimely : new ForgePost(post.Forge, keys, kind, happened);
        }
        catch (JsonException fault)
        {
            return new Refusal("broken-json", fault.Message, $"body line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}",
                "Post the event as application/json.");
        }
        catch (InvalidOperationException fault)
        {
            // How System.Text.Json tells half a surrogate pair in a string.
            return new Refusal("broken-json", fault.Message, "body", "Post the event as application/json in UTF-8.");
        }
        catch (FormatException fault)
        {
            return new Refusal("event-field", fault.Message, $"{post.Forge} {kind}", "Post the event in the forge's documented form.");
        }
    }

    private static Refusal? Refused(ForgePostInputs post)
    {
        if (post.Forge is not ("github" or "gitlab" or "generic"))
            return new("unknown-forge", $"'{post.Forge}' is none of github, gitlab, generic", "address", "Post to one of the three.");
        if (post.Secret.Length == 0)
            return new("no-secret", "No secret is agreed, so nothing can be believed", post.Forge, "Set the secret on both sides.");
        if (post.Body.Length > BytesMost)
            return new("post-too-large", $"The post has {post.Body.Length} bytes, the most is {BytesMost}", post.Forge,
                "Choose fewer events for the webhook.");
        if (post.Forge == "gitlab") return Token(Header(post, "x-gitlab-token"), post.Secret);
        var header = post.Forge == "github" ? "x-hub-signature-256" : "x-busbar-signature-256";
        var signature = Header(post, header);
        if (!signature.StartsWith("sha256=", StringComparison.Ordinal))
            return new("unsigned", "The post is not signed with HMAC-SHA256", header, "Give the webhook a secret.");
        var stamp = post.Forge == "github" ? "" : Header(post, "x-busbar-timestamp");
        var signed = stamp.Length == 0 ? post.Body.ToArray() : [.. Encoding.UTF8.GetBytes(stamp + "."), .. post.Body.Span];
        var expected = Encoding.ASCII.GetBytes(
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(post.Secret), signed)));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature)))
            return new("bad-signature", "The signature is not of this body by the agreed secret", header,
                "Check that both sides have the same secret and that nothing rewrites the body.");
        return post.Forge == "github" ? null : BadStamp(stamp, post.ReceivedAt);
    }

    private static Refusal? Token(string token, string secret)
    {
        if (token.Length == 0) return new("unsigned", "The post has no token", "x-gitlab-token", "Give the webhook a secret token.");
        // Hashes are of one length, so that not even the secret's length shows.
        return CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(token)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)))
            ? null : new("bad-signature", "The token is not the agreed one", "x-gitlab-token", "Set the same token on both sides.");
    }

    private static Refusal? BadStamp(string stamp, Instant receivedAt) =>
        long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 1L << 40
            ? Instant.FromUnixTimeSeconds(seconds) is var sent && sent < receivedAt - stampMost
                ? new("stale-post", $"It was signed at {sent}, more than five minutes ago", "x-busbar-timestamp", "Sign each post anew.")
                : sent > receivedAt + stampMost
                    ? new("early-post", $"It was signed at {sent}, which is to come", "x-busbar-timestamp", "Set the sender's clock.")
                        : null
            : new("unsigned", "The post has no time in seconds", "x-busbar-timestamp", "Sign the time with the body.");

    private static Refusal? Untimely(ForgeEvent? happened, Instant receivedAt) => happened switch
    {
        null => null,
        // Commits may be pushed long after they were made, and GitLab tells no other time of a push.
        not ForgeEvent.Pushed when happened.At < receivedAt - AgeMost => new("stale-post", $"The event is of {happened.At}", "body",
            "Redeliver within three days."),
        _ when happened.At > receivedAt + aheadMost => new("early-post", $"The event is of {happened.At}, which is to come", "body",
            "Set the forge's clock."),
        _ => null,
    };

    private static string Header(ForgePostInputs post, string name) => post.Headers.GetValueOrDefault(name, "").Trim();
}
