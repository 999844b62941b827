using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Alertmanager;

/// <summary>Reads what Alertmanager posts to a webhook, version 4. Refuses a post that is too large, no JSON, of another version, or
/// without its list (<c>webhook-unreadable</c>, <c>webhook-version</c>, <c>webhook-field</c>, <c>too-many-alerts</c>). An alert that lacks
/// a field is left out with a finding that names it (<c>alert-spoilt</c>); the others are taken. An alert is known by the fingerprint of
/// its labels, computed here: Alertmanager's own where it agrees, and it is said where not (<c>fingerprint-differs</c>). Alerts that the
/// sender cut off are a finding (<c>alerts-truncated</c>). Source: Alertmanager's webhook documentation and payloads of version
/// 0.25.</summary>
public static class ReadWebhook
{
    /// <summary>Largest post: 16 MB of text.</summary>
    public const int BytesMax = 16 << 20;

    /// <summary>Most alerts in one post.</summary>
    public const int AlertsMax = 20_000;

    private const int LabelsMax = 64, TextMax = 4096;

    /// <summary>The notices of the post, in its order.</summary>
    public static Outcome<ImmutableArray<AlertNotice>> Read(SourceFile file, Instant receivedAt)
    {
        if (file.ReadText(BytesMax) is not Outcome<ReadOnlyMemory<byte>>.Done { Value: var text })
            return new Refusal("webhook-unreadable", $"The post is damaged or larger than {BytesMax} bytes", file.Name,
                "Group fewer alerts in one post.");
        try
        {
            using var post = JsonDocument.Parse(text, new() { MaxDepth = 16, AllowDuplicateProperties = false });
            return Notices(post.RootElement, file.Name, receivedAt);
        }
        catch (JsonException fault)
        {
            return new Refusal("webhook-unreadable", fault.Message, file.Name, "Send the JSON that Alertmanager posts.");
        }
    }

    private static Outcome<ImmutableArray<AlertNotice>> Notices(JsonElement post, string name, Instant receivedAt)
    {
        if (Text(post, "version") is not "4")
            return new Refusal("webhook-version", $"Version '{Text(post, "version")}', 4 is read", $"{name} version",
                "Send webhooks of version 4.");
        if (!post.TryGetProperty("alerts", out var alerts) || alerts.ValueKind != JsonValueKind.Array)
            return new Refusal("webhook-field", "The list of alerts is missing", $"{name} alerts",
                "Send the JSON that Alertmanager posts.");
        if (alerts.GetArrayLength() > AlertsMax)
            return new Refusal("too-many-alerts", $"{alerts.GetArrayLength()} alerts, the most is {AlertsMax}", $"{name} alerts",
                "Group fewer alerts in one post.");
        var (notices, findings) = (new List<AlertNotice>(), new List<Finding>());
        foreach (var (index, alert) in alerts.EnumerateArray().Index())
        {
            var where = $"{name} alerts[{index}]";
            try
            {
                notices.Add(Notice(alert, receivedAt, where, findings));
            }
            catch (FormatException fault)
            {
                findings.Add(new("alert-spoilt", Severity.Error, fault.Message, where, "Left out; the others are taken."));
            }
        }
        if (post.TryGetProperty("truncatedAlerts", out var cut) && cut.ValueKind == JsonValueKind.Number && cut.TryGetInt64(out var left)
            && left > 0)
            findings.Add(new("alerts-truncated", Severity.Warning, $"The sender cut off {left} alerts", name, "They are not known here."));
        return Outcome.Of(notices.ToImmutableArray(), findings);
    }

    private static AlertNotice Notice(JsonElement alert, Instant receivedAt, string where, List<Finding> findings)
    {
        if (alert.ValueKind != JsonValueKind.Object) throw new FormatException("It is no object");
        var labels = Pairs(alert, "labels");
        if (labels.IsEmpty) throw new FormatException("It has no labels");
        var annotations = Pairs(alert, "annotations");
        var isFiring = Text(alert, "status") switch
        {
            "firing" => true,
            "resolved" => false,
            var other => throw new FormatException($"status '{other}' is neither firing nor resolved"),
        };
        var began = Time(alert, "startsAt") ?? throw new FormatException("startsAt is missing");
        var ended = isFiring ? (Instant?)null : Time(alert, "endsAt") ?? throw new FormatException("It is resolved and endsAt is missing");
        var fingerprint = LabelFingerprint.Of(labels);
        if (Text(alert, "fingerprint") is { } stated && stated != fingerprint)
            findings.Add(new("fingerprint-differs", Severity.Warning, $"It states {stated}, its labels make {fingerprint}", where,
                "Known by its labels."));
        return new(
            $"alertmanager/{fingerprint}", isFiring, labels.GetValueOrDefault("service") ?? labels.GetValueOrDefault("job") ?? "",
            annotations.GetValueOrDefault("summary") ?? annotations.GetValueOrDefault("description")
                ?? labels.GetValueOrDefault("alertname") ?? "An alert without a name",
            UrgencyOf(labels.GetValueOrDefault("severity")), labels, began, ended, receivedAt, "alertmanager");
    }

    /// <summary>Severities as senders spell them; one that is unknown or absent waits for working hours.</summary>
    private static AlertUrgency UrgencyOf(string? severity) => severity switch
    {
        "page" or "critical" => AlertUrgency.Page,
        "info" or "none" or "note" => AlertUrgency.Note,
        _ => AlertUrgency.Ticket,
    };

    private static ImmutableSortedDictionary<string, string> Pairs(JsonElement alert, string name)
    {
        if (!alert.TryGetProperty(name, out var pairs) || pairs.ValueKind == JsonValueKind.Null)
            return ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (pairs.ValueKind != JsonValueKind.Object) throw new FormatException($"{name} is no object");
        var read = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs.EnumerateObject())
        {
            var value = pair.Value.ValueKind == JsonValueKind.String ? pair.Value.GetString()!
                : throw new FormatException($"{name}.{pair.Name} is no text");
            if (pair.Name.Length + value.Length > TextMax)
                throw new FormatException(
                    $"{name}.{pair.Name[..Math.Min(40, pair.Name.Length)]} has {value.Length} characters, the most is {TextMax}");
            read.Add(pair.Name, value);
        }
        if (read.Count > LabelsMax) throw new FormatException($"{read.Count} {name}, the most is {LabelsMax}");
        return read.ToImmutable();
    }

    private static string? Text(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A time; null where it is absent or Go's zero time.</summary>
    private static Instant? Time(JsonElement alert, string name)
    {
        if (Text(alert, name) is not { } text) return null;
        if (OffsetDateTimePattern.Rfc3339.Parse(text) is not { Success: true, Value: var time })
            throw new FormatException($"{name} '{text[..Math.Min(40, text.Length)]}' is no time");
        return time.Year <= 1 ? null : time.ToInstant();
    }
}
