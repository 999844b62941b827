using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Digital.ServiceDesk.Alerts;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>An alert as it stands, and how many facts made it so.</summary>
public sealed record HeldAlert(AlertStanding Standing, ImmutableArray<AlertFact> Facts);

/// <summary>The notices of one post that changed nothing, kept with their reasons.</summary>
public sealed record QuarantinedNotices(Instant At, ImmutableArray<QuarantinedNotice> Notices);

/// <summary>The alerts, a stream each, and the incidents they become at the service desk. An alert is kept first and told to the desk
/// after; what a process that died did not tell is told on the next tick.</summary>
public sealed class AlertBook(FactStore store, TicketBook tickets, TicketShelf shelf, MapBook maps, WindowBook windows, IClock clock)
{
    private const string Prefix = "alert/";
    private const string NoTeam = "service-desk";
    private const int TriesMost = 20;
    private readonly Dictionary<string, HeldAlert> held = new(StringComparer.Ordinal);
    private readonly FactStreams<AlertFact> streams = new(store, Prefix);
    private readonly Lock receiving = new();
    private readonly EventFollower follower = new(store, Prefix);

    /// <summary>How alerts reach people as of an instant: as the house says, else each service's and item's owner is told.</summary>
    public AlertPolicy Policy(AsOf asOf) => store.ReadDocument<AlertPolicy>(new(nameof(AlertPolicy), Kinds.Current), asOf)?.Body
        ?? AlertPolicy.Of(NoTeam) with { Routes = Owners(maps.Map(asOf)) };

    /// <summary>Puts another policy in its place.</summary>
    /// <exception cref="RefusedException">What <see cref="ReceiveNotices"/> refuses of it; <c>duty</c>.</exception>
    public void Keep(AlertPolicy policy, Actor who, Instant at)
    {
        ReceiveNotices.Run(new([], [], policy, [], at)).OrThrow();
        using var batch = store.Begin(who, new RunId("alert policy"));
        batch.PutDocument(new(nameof(AlertPolicy), Kinds.Current), policy, at);
        batch.Commit();
    }

    /// <summary>Every alert as of an instant, in no order.</summary>
    public ImmutableArray<HeldAlert> All(AsOf asOf)
    {
        if (asOf != AsOf.Latest)
            return [.. streams.All(asOf).Select(each => new HeldAlert(FoldAlert.Run(each.Facts).OrThrow(), each.Facts))];
        lock (receiving)
        {
            CatchUp();
            return [.. held.Values];
        }
    }

    /// <summary>An alert as it stands now.</summary>
    /// <exception cref="RefusedException"><c>unknown-alert</c>.</exception>
    public HeldAlert Find(string key)
    {
        lock (receiving)
        {
            CatchUp();
            return held.GetValueOrDefault(key)
                ?? throw new RefusedException(new("unknown-alert", $"There is no alert {key}", key, "Choose one of the list."));
        }
    }

    /// <summary>Takes notices in; with none, time alone: acknowledgements run out, silences end.</summary>
    /// <exception cref="RefusedException">What <see cref="ReceiveNotices"/> refuses.</exception>
    public ReceivedNotices Receive(ImmutableArray<AlertNotice> notices)
    {
        lock (receiving)
            for (var tried = 1; ; tried++)
            {
                CatchUp();
                var now = clock.GetCurrentInstant();
                var received = ReceiveNotices.Run(new(notices, Known(notices, now), Policy(AsOf.Latest), windows.Silences(now),
                    now)).OrThrow();
                try
                {
                    Save(received, now);
                }
                catch (RefusedException refused) when (refused.Refusal.Code == "stream-moved" && tried < TriesMost)
                {
                    continue;
                }
                CatchUp();
                Tell([.. received.Told, .. Untold(now)], now);
                return received;
            }
    }

    /// <summary>Somebody takes an alert for a while.</summary>
    /// <exception cref="RefusedException"><c>unknown-alert</c>; what <see cref="AcknowledgeAlert"/> refuses; <c>duty</c>.</exception>
    public void Acknowledge(string key, Actor who, Duration length)
    {
        lock (receiving)
        {
            var (standing, facts) = Find(key);
            var now = Instant.Max(clock.GetCurrentInstant(), facts[^1].At);
            var taken = AcknowledgeAlert.Run(new(standing, who.Name, now, now + length)).OrThrow();
            streams.Append(key, facts.Length, who, fact => fact.At, taken);
        }
    }

    /// <summary>What is in quarantine, the newest first.</summary>
    public ImmutableArray<QuarantinedNotices> Quarantine(AsOf asOf) =>
        [.. store.ReadDocuments<QuarantinedNotices>(nameof(QuarantinedNotices), "", "~", asOf).Select(each => each.Body).Reverse()];

    private ImmutableArray<AlertStanding> Known(ImmutableArray<AlertNotice> notices, Instant now)
    {
        var (named, since) = (notices.Select(each => each.Key).ToHashSet(StringComparer.Ordinal), now - Policy(AsOf.Latest).FlapWindow);
        return
        [
            .. held.Values.Select(each => each.Standing).Where(each => each.IsFiring || each.Hold != AlertHold.None
                || each.Latest.ResolvedAt >= since || named.Contains(each.Key)),
        ];
    }

    private void Save(ReceivedNotices received, Instant now)
    {
        if (received.Facts.IsEmpty && received.Quarantined.IsEmpty) return;
        using var batch = store.Begin(Actor.Engine, new RunId($"alerts {now}"));
        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var fact in received.Facts)
        {
            var version = versions.TryGetValue(fact.Key, out var next) ? next : held.GetValueOrDefault(fact.Key)?.Facts.Length ?? 0;
            streams.Append(batch, fact.Key, version, fact, fact.At);
            versions[fact.Key] = version + 1;
        }
        if (!received.Quarantined.IsEmpty)
            batch.PutDocument(new(nameof(QuarantinedNotices), $"{now.ToUnixTimeTicks():D20}"),
                new QuarantinedNotices(now, received.Quarantined), now);
        batch.Commit();
    }

    private void CatchUp() => follower.CatchUp(came =>
    {
        foreach (var stream in came.GroupBy(each => each.Stream))
        {
            var key = stream.Key[Prefix.Length..];
            ImmutableArray<AlertFact> facts = [.. held.GetValueOrDefault(key)?.Facts ?? [], .. stream.Select(FactStreams<AlertFact>.Read)];
            held[key] = new(FoldAlert.Run(facts).OrThrow(), facts);
        }
    });

    /// <summary>What the desk should have heard and has not: an alert that a team was told of and no ticket of it was opened since, and the
    /// end of one whose ticket does not know it.</summary>
    private IEnumerable<ServiceAlert> Untold(Instant now)
    {
        var byKey = Incidents().ToLookup(ticket => ticket.Opened.AlertKey);
        foreach (var (standing, _) in held.Values)
            if (standing is { DeskHasIt: true, IsFiring: true, ToldAt: { } told, Urgency: not AlertUrgency.Note } && told < now
                && !byKey[standing.Key].Any(ticket => ticket.Opened.At >= told))
                yield return Of(standing);
            else if (standing is { DeskHasIt: false, IsFiring: false } && standing.Latest.ResolvedAt < now
                && byKey[standing.Key].Any(ticket => ticket.IsOpen && ticket.AlertEndedAt is null))
                yield return Of(standing);
    }

    /// <summary>An alert as the desk and other systems are told of it.</summary>
    public static ServiceAlert Of(AlertStanding standing) => new(standing.Key, standing.Raised.Service, standing.Raised.Title,
        standing.Urgency, standing.Raised.Labels, standing.Latest.Began, standing.Latest.Ended, standing.Raised.Source);

    private IEnumerable<Ticket> Incidents() => shelf.All().Where(ticket => ticket.Opened.AlertKey != "");

    private void Tell(ImmutableArray<ServiceAlert> told, Instant now)
    {
        if (told.IsEmpty) return;
        var rules = tickets.Rules(AsOf.Latest);
        var open = Incidents().Where(ticket => ticket.IsOpen).GroupBy(ticket => ticket.Opened.AlertKey)
            .ToDictionary(same => same.Key, same => same.OrderBy(ticket => ticket.Opened.At).Last(), StringComparer.Ordinal);
        foreach (var alert in told)
        {
            var queue = held.GetValueOrDefault(alert.Key)?.Standing.Team is { Length: > 0 } team ? team : NoTeam;
            var decision = ReceiveAlert.Run(new(alert, open.GetValueOrDefault(alert.Key), "", queue, rules, now)).OrThrow();
            if (decision.Facts.IsEmpty) continue;
            open[alert.Key] = decision.Facts[0] is TicketOpened opening
                ? tickets.Find(tickets.Open(opening, decision.Facts[1..])) : tickets.Move(decision.Ticket, decision.Facts);
            if (!open[alert.Key].IsOpen) open.Remove(alert.Key);
        }
    }

    private static ImmutableArray<AlertRoute> Owners(ServiceMap map) =>
    [
        .. map.Services.Select(service => (service.Name, service.Owner)).Concat(map.Items.Select(item => (item.Name, item.Owner)))
            .Select(each => new AlertRoute($"owner of {each.Name}", [new("service", "=", each.Name)], each.Owner, null)),
    ];
}
