using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Digital.Operations.OnCall;
using Busbar.Kernel.Facts;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>A month of operations for the demonstration: rotas, a maintenance window, what probes might have seen, and the alerts of two
/// outages. All of it is made up, and named so; from then on Busbar really looks.</summary>
public static class OperationsSample
{
    private const string Zone = "America/New_York", By = "simulated";
    private static readonly Actor operatorOne = new("simulated operator", Roles.ServiceOperator),
        operatorTwo = new("simulated second operator", Roles.ServiceOperator);

    private static readonly ImmutableArray<(string Probe, int EveryMinutes)> watched =
        [("busbar-web", 2), ("busbar-store", 2), ("price-feed", 5), ("weather-feed", 5), ("meter-feed", 5)];

    /// <summary>When what was down: days before the clock, minutes after midnight UTC, minutes.</summary>
    private static readonly ImmutableArray<(string Probe, int DaysAgo, int At, int Length, string Why)> outages =
        [("price-feed", 12, 630, 47, "the market's server does not answer"), ("busbar-web", 20, 845, 19, "status 503, 200 expected")];

    /// <summary>Keeps it; what is there stays.</summary>
    public static void Keep(FactStore store, string url, Instant now)
    {
        var probes = new ProbeBook(store);
        var plan = PlanOf(url);
        if (probes.Plan(AsOf.Latest) is { Name: not "simulated.yaml" }) return;
        var isFirst = probes.Plan(AsOf.Latest) is null;
        if (probes.Plan(AsOf.Latest) != plan) probes.Keep(plan, operatorOne, now);
        if (!isFirst) return;
        KeepRotas(store, now);
        KeepWindow(store, now);
        for (var day = (now - Duration.FromDays(30)).InUtc().Date; day <= now.InUtc().Date; day = day.PlusDays(1))
            probes.Note([.. watched.SelectMany(each => Looks(each.Probe, each.EveryMinutes, day, now))], By, operatorOne);
        foreach (var (probe, ago, at, length, why) in outages) KeepAlert(store, probe, Start(now, ago, at), length, why);
    }

    /// <summary>The generated feeds live in the store: they are as alive as it is.</summary>
    private static ProbePlan PlanOf(string url) => new("simulated.yaml", string.Create(CultureInfo.InvariantCulture, $$"""
        # The feeds of the generated utility lie in the store itself.
        probes:
          - {name: busbar-web, target: busbar-web, kind: http, every: 2m, timeout: 10s, slow_after: 2s,
             url: "{{OwnProbes.Local(url)}}/health", body: ok}
          - {name: busbar-store, target: busbar-store, kind: database, every: 2m, timeout: 10s, slow_after: 2s,
             connection: {{ProbeLook.OwnStore}}}
          - {name: price-feed, target: price-feed, kind: database, every: 5m, timeout: 10s, connection: {{ProbeLook.OwnStore}}}
          - {name: weather-feed, target: weather-feed, kind: database, every: 5m, timeout: 10s, connection: {{ProbeLook.OwnStore}}}
          - {name: meter-feed, target: meter-feed, kind: database, every: 5m, timeout: 10s, connection: {{ProbeLook.OwnStore}}}

        """));

    private static void KeepRotas(FactStore store, Instant now)
    {
        var book = new RotaBook(store);
        var start = (now - Duration.FromDays(35)).InUtc().Date.Previous(IsoDayOfWeek.Monday).At(new(8, 0));
        foreach (var (team, people) in new[]
        {
            ("desk-systems", new[] { "ada", "ben", "cleo" }), ("market-data", ["dev", "eva"]), ("metering", ["finn", "gus"]),
            ("service-desk", ["hana", "ivo", "june", "kai"]),
        })
            book.Keep(new(team, Zone, [new("weeks", [.. people], "FREQ=WEEKLY;BYDAY=MO", start, [])], []), operatorOne, now);
    }

    private static void KeepWindow(FactStore store, Instant now)
    {
        var windows = new WindowBook(store, new AtInstant(now));
        var sunday = now.InUtc().Date.PlusDays(-28).Previous(IsoDayOfWeek.Sunday).At(new(2, 0));
        windows.Approve(windows.Plan(new("", "Store upkeep", ["busbar-store"], Zone, sunday, Duration.FromMinutes(30),
            "FREQ=WEEKLY;BYDAY=SU",
            [], "", null), operatorOne), operatorTwo);
    }

    private static IEnumerable<ProbeObservation> Looks(string probe, int every, LocalDate day, Instant now)
    {
        var start = day.AtMidnight().InUtc().ToInstant();
        // A look is good for two intervals: every other one says the same.
        for (var minute = 0; minute < 24 * 60; minute += 2 * every)
        {
            var at = start + Duration.FromMinutes(minute);
            if (at >= now || at < now - Duration.FromDays(30)) continue;
            var fault = outages.Where(each => each.Probe == probe && Start(now, each.DaysAgo, each.At) is var from && from <= at
                && at < from + Duration.FromMinutes(each.Length)).Select(each => each.Why).FirstOrDefault();
            if (probe == "busbar-store" && IsUpkeep(at)) fault = "the store is being kept up";
            yield return new(probe, at, Duration.FromMilliseconds(20 + (minute * 7 + day.Day * 13) % 60), fault,
                probe == "busbar-web" ? fault is null ? 200 : 503 : null, probe == "busbar-web" ? fault is null : null);
        }
    }

    private static bool IsUpkeep(Instant at) => at.InZone(DateTimeZoneProviders.Tzdb[Zone]) is var local
        && local.DayOfWeek == IsoDayOfWeek.Sunday && local is { Hour: 2, Minute: < 20 };

    private static void KeepAlert(FactStore store, string probe, Instant began, int length, string why)
    {
        var key = $"probe/{probe}";
        var labels = ImmutableSortedDictionary<string, string>.Empty.Add("alertname", "ProbeDown").Add("service", probe).Add("simulated",
            "yes");
        Instant After(int minutes) => began + Duration.FromMinutes(minutes);
        new FactStreams<AlertFact>(store, "alert/").Append(key, 0, Actor.Engine, fact => fact.At,
            new AlertRaised(After(2), key, probe, $"{probe} is down: {why} (simulated)", AlertUrgency.Page, labels, began, "probe"),
            new AlertRouted(After(2), key, probe == "price-feed" ? "market-data" : "desk-systems", AlertUrgency.Page, $"owner of {probe}"),
            new AlertAcknowledged(After(6), key, probe == "price-feed" ? "dev" : "ada", After(126)),
            new AlertResolved(After(length + 1), key, After(length)));
    }

    private static Instant Start(Instant now, int daysAgo, int minute) =>
        now.InUtc().Date.PlusDays(-daysAgo).AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(minute);

    private sealed class AtInstant(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}
