using System.Text;
using System.Text.Json;
using Busbar.Digital.Handoffs.Operations;
using NodaTime.Text;

namespace Busbar.Gateways.Alertmanager;

/// <summary>Writes alerts as Alertmanager takes them: the body of <c>POST /api/v2/alerts</c>. Labels keep the alert's key, so that the same
/// alert stays one there; characters that Prometheus does not allow in a label's name become underscores. Source: Alertmanager's OpenAPI
/// version 2, <c>postableAlert</c>.</summary>
public static class WriteAlerts
{
    /// <summary>The body, UTF-8.</summary>
    public static byte[] Of(IEnumerable<ServiceAlert> alerts)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartArray();
            foreach (var alert in alerts) Write(json, alert);
            json.WriteEndArray();
        }
        return body.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ServiceAlert alert)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in alert.Labels) labels[NameOf(name)] = value;
        labels.TryAdd("alertname", alert.Source);
        labels["busbar_key"] = alert.Key;
        if (alert.Service != "") labels["service"] = alert.Service;
        labels["severity"] = alert.Urgency switch
        {
            AlertUrgency.Page => "page",
            AlertUrgency.Ticket => "ticket",
            _ => "note",
        };
        json.WriteStartObject();
        json.WriteStartObject("labels");
        foreach (var (name, value) in labels) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartObject("annotations");
        json.WriteString("summary", alert.Title);
        json.WriteEndObject();
        json.WriteString("startsAt", InstantPattern.ExtendedIso.Format(alert.Began));
        if (alert.Ended is { } ended) json.WriteString("endsAt", InstantPattern.ExtendedIso.Format(ended));
        json.WriteEndObject();
    }

    private static string NameOf(string label)
    {
        var name = new StringBuilder();
        foreach (var letter in label)
            name.Append(char.IsAsciiLetter(letter) || letter == '_' || name.Length > 0 && char.IsAsciiDigit(letter) ? letter : '_');
        return name.Length == 0 ? "_" : name.ToString();
    }
}
