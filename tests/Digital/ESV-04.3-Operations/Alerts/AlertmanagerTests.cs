using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Gateways;
using Busbar.Gateways.Alertmanager;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.Operations.Tests.Alerts.AlertRoom;

namespace Busbar.Digital.Operations.Tests.Alerts;

public sealed class AlertmanagerTests
{
    private static Outcome<ImmutableArray<AlertNotice>> Read(string json) =>
        ReadWebhook.Read(new("hook.json", Encoding.UTF8.GetBytes(json)), Noon);

    private static string Post(string alerts, string more = "") => $$"""{"version":"4","status":"firing",{{more}}"alerts":[{{alerts}}]}""";

    private const string Good = """{"status":"firing","labels":{"alertname":"A"},"startsAt":"2026-11-21T11:00:00.123456789+02:00"}""";

    [Fact]
    public void Alertmanagers_captured_webhooks_make_one_incident_a_service_and_no_ghost()
    {
        var room = new AlertRoom(AlertPolicy.Of("desk-it"));
        var now = Instant.FromUtc(2026, 11, 21, 16, 50, 30);
        foreach (var hook in Enumerable.Range(1, 4))
        {
            now += Duration.FromSeconds(1);
            var file = SourceFile.Load(VectorArchive.PathOf($"alertmanager_webhook/hook{hook}.json")).OrThrow();
            room.Take(now, Provoke.Found(ReadWebhook.Read(file, now)));
        }
        Assert.Equal(["+price-feed", "+risk", "-risk", "-price-feed"],
            room.Alerts.Select(alert => (alert.Ended is null ? "+" : "-") + alert.Service));
        Assert.Equal(("price feed burn 20x", AlertUrgency.Page, Instant.FromUtc(2026, 11, 21, 16, 50, 15)),
            (room.Alerts[0].Title, room.Alerts[0].Urgency, room.Alerts[0].Began));
        var ghost = Assert.Single(room.Quarantined);
        Assert.Equal(("never-raised", "ticket"), (ghost.Code, ghost.Notice.Labels["severity"]));
        Assert.Empty(room.Open);
    }

    [Fact]
    public void An_alert_that_lacks_a_field_is_left_out_and_the_others_are_taken()
    {
        string[] spoilt =
        [
            "7", "{}", """{"labels":{}}""", """{"labels":{"a":"b"}}""", """{"labels":{"a":1},"status":"firing"}""",
            """{"labels":[],"status":"firing"}""",
            """{"labels":{"a":"b"},"status":"perhaps"}""", """{"labels":{"a":"b"},"status":"firing"}""",
            """{"labels":{"a":"b"},"status":"firing","startsAt":"yesterday"}""",
            """{"labels":{"a":"b"},"status":"resolved","startsAt":"2026-11-21T11:00:00Z","endsAt":"0001-01-01T00:00:00Z"}""",
            $$"""{"labels":{"a":"{{new string('x', 5000)}}"},"status":"firing","startsAt":"2026-11-21T11:00:00Z"}""",
            "{\"labels\":{" + string.Join(',', Enumerable.Range(0, 65).Select(i => $"\"l{i}\":\"\""))
                + "},\"status\":\"firing\",\"startsAt\":\"2026-11-21T11:00:00Z\"}",
        ];
        var notices = Provoke.Found(Read(Post(string.Join(',', spoilt) + "," + Good)), [.. spoilt.Select(_ => "alert-spoilt")]);
        var taken = Assert.Single(notices);
        Assert.Equal((Instant.FromUtc(2026, 11, 21, 9, 0).PlusNanoseconds(123456789), AlertUrgency.Ticket, "A"),
            (taken.Began, taken.Urgency, taken.Title));
    }

    [Fact]
    public void What_is_said_and_is_not_so_is_found()
    {
        Provoke.Found(Read(Post(Good[..^1] + ""","fingerprint":"0000000000000000"}""")), "fingerprint-differs");
        Provoke.Found(Read(Post(Good, "\"truncatedAlerts\":7,")), "alerts-truncated");
    }

    [Fact]
    public void A_post_that_is_none_is_refused()
    {
        Provoke.Refused(Read("{"), "webhook-unreadable");
        Provoke.Refused(Read("<html>"), "webhook-unreadable");
        Provoke.Refused(Read("[]"), "webhook-version");
        Provoke.Refused(Read("""{"version":"5","alerts":[]}"""), "webhook-version");
        Provoke.Refused(Read("""{"version":"4","version":"4","alerts":[]}"""), "webhook-unreadable");
        Provoke.Refused(Read("""{"version":"4","alerts":{}}"""), "webhook-field");
        Provoke.Refused(Read(new string('[', 10_000)), "webhook-unreadable");
        Provoke.Refused(Read(Post(string.Join(',', Enumerable.Repeat(Good, ReadWebhook.AlertsMax + 1)))), "too-many-alerts");
        Provoke.Refused(Read(Post(new string(' ', ReadWebhook.BytesMax))), "webhook-unreadable");
    }

    [Fact]
    public void What_is_sent_to_others_comes_back_the_same()
    {
        var sent = new ServiceAlert("burn/prices", "prices", "Budget burns 14.4×", AlertUrgency.Page,
            ImmutableSortedDictionary<string, string>.Empty.Add("slo", "freshness").Add("1 odd-name", "x"), After(0), null, "burn");
        using var body = JsonDocument.Parse(WriteAlerts.Of([sent, sent with { Urgency = AlertUrgency.Note, Service = "",
            Ended = After(9) }]));
        var alerts = body.RootElement.EnumerateArray().ToArray();
        Assert.Equal("""{"__odd_name":"x","alertname":"burn","busbar_key":"burn/prices","service":"prices","""
            + "\"severity\":\"page\",\"slo\":\"freshness\"}",
            alerts[0].GetProperty("labels").GetRawText());
        Assert.Equal(("2026-11-21T12:00:00Z", "2026-11-21T12:09:00Z"),
            (alerts[0].GetProperty("startsAt").GetString(), alerts[1].GetProperty("endsAt").GetString()));
        Assert.False(alerts[0].TryGetProperty("endsAt", out _));
        var posted = string.Join(',', alerts.Select(alert => alert.GetRawText()[..^1] + ",\"status\":\""
            + (alert.TryGetProperty("endsAt", out _) ? "resolved" : "firing") + "\"}"));
        var back = Provoke.Found(Read(Post(posted)));
        Assert.Equal([(sent.Title, "prices", AlertUrgency.Page, (Instant?)null), (sent.Title, "", AlertUrgency.Note, After(9))],
            back.Select(notice => (notice.Title, notice.Service, notice.Urgency, notice.Ended)));
    }
}
