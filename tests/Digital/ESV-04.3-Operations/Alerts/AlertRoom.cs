using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.Alerts;

/// <summary>Takes notices in one after the other as a host would, keeps every fact, and writes down what the desk is told.</summary>
internal sealed class AlertRoom(AlertPolicy policy, params AlertSilence[] silences)
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);

    private readonly List<AlertFact> facts = [];
    private Dictionary<string, AlertStanding> known = [];

    public List<string> Told { get; } = [];
    public List<ServiceAlert> Alerts { get; } = [];
    public List<QuarantinedNotice> Quarantined { get; } = [];
    public Instant Now { get; private set; } = Noon;

    public static Instant After(double minutes) => Noon + Duration.FromMinutes(minutes);

    public static AlertNotice Firing(string key, double began, params string[] labels) => new(key, true, "prices", key, AlertUrgency.Page,
        labels.Select(label => label.Split('=')).ToImmutableSortedDictionary(pair => pair[0], pair => pair[1]), After(began), null,
        After(began), "test");

    public static AlertNotice Over(string key, double began, double ended) =>
        Firing(key, began) with { IsFiring = false, Ended = After(ended) };

    public AlertStanding this[string key] => known[key];

    public AlertStanding? Find(string key) => known.GetValueOrDefault(key);

    public void At(double minutes, params AlertNotice[] notices) => Take(After(minutes), notices);

    public void Take(Instant now, params IEnumerable<AlertNotice> notices)
    {
        Now = now;
        ImmutableArray<AlertNotice> taken = [.. notices];
        var done = Assert.IsType<Outcome<ReceivedNotices>.Done>(
            ReceiveNotices.Run(new(taken, [.. known.Values], policy, [.. silences], now))).Value;
        Assert.Equal(taken.Length, done.Raised + done.Repeated + done.Resolved + done.Quarantined.Length);
        Quarantined.AddRange(done.Quarantined);
        Alerts.AddRange(done.Told);
        Told.AddRange(done.Told.Select(alert => (alert.Ended is null ? "+" : "-") + alert.Key));
        Keep(done.Facts);
        foreach (var standing in done.Standings) Assert.Equal(Text(standing), Text(known[standing.Key]));
    }

    public void Keep(params IEnumerable<AlertFact> more)
    {
        facts.AddRange(more);
        known = facts.GroupBy(fact => fact.Key).ToDictionary(group => group.Key, group => FoldAlert.Run([.. group]).OrThrow());
    }

    public int Count<T>() where T : AlertFact => facts.OfType<T>().Count();

    /// <summary>What the desk has, by what it was told.</summary>
    public IEnumerable<string> Open => Told.GroupBy(told => told[1..]).Where(group => group.Last()[0] == '+').Select(group => group.Key);

    private static string Text(AlertStanding standing) => System.Text.Json.JsonSerializer.Serialize(new
    {
        standing.Key, standing.Hold, standing.HeldBy, standing.DeskHasIt, standing.Team, standing.Urgency, standing.Notices,
        Episodes = string.Join(' ', standing.Episodes), Changes = string.Join(' ', standing.Changes),
            Calls = string.Join(' ', standing.Calls),
        standing.AcknowledgedBy, standing.IsFiring,
    });
}
