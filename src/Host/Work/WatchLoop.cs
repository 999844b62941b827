using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Digital.Operations.Probes;
using Busbar.Gateways.Telemetry;
using Busbar.Host.Api;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Desks.Service;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Host.Screens;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Work;

/// <summary>While the pages are served: looks at what is due, scrapes Busbar's own counters, holds the promises against them, and raises or
/// ends alerts, every minute. Writing down what was seen is itself the test that the store takes facts.</summary>
public sealed class WatchLoop(
    FactStore store, DigitalBooks books, PrometheusText own, WebHostOptions options, IClock clock,
    ILogger<WatchLoop> log) : BackgroundService
{
    private static readonly TimeSpan every = TimeSpan.FromMinutes(1);
    private readonly ProbeLook look = new(store, clock);
    private readonly Dictionary<string, Instant> lastLooks = [];
    private Instant lastCheck;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsWatching) return;
        using var timer = new PeriodicTimer(every);
        // The web must listen before it is asked.
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await Watch(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "Busbar could not watch; it tries again in a minute");
            }
    }

    /// <summary>One round.</summary>
    /// <returns>What became of its notices.</returns>
    public async Task<ReceivedNotices> Watch(CancellationToken stop)
    {
        var (operations, now) = (books.Operations, clock.GetCurrentInstant());
        KeepPlan(now);
        books.Tickets.ExpireDue(now);
        CheckData(now);
        var probes = operations.Probes.Probes(AsOf.Latest);
        ImmutableArray<ProbeDefinition> due = [.. probes.Where(probe => !lastLooks.TryGetValue(probe.Name, out var last)
            || now - last > probe.Every - Duration.FromSeconds(30))];
        var seen = await Task.WhenAll(due.Select(probe => look.Run(probe, stop)));
        foreach (var each in seen) lastLooks[each.Probe] = now;
        operations.Probes.Note([.. seen], "serve", Actor.Engine);
        operations.Objectives.Take(Exposition.Read(Encoding.UTF8.GetBytes(own.Write()), "own metrics", ExpositionFormat.Prometheus,
            TelemetryLimits.Default).OrThrow(), clock.GetCurrentInstant());
        return operations.Alerts.Receive(Notices(probes));
    }

    private ImmutableArray<AlertNotice> Notices(ImmutableArray<ProbeDefinition> probes)
    {
        var (operations, now) = (books.Operations, clock.GetCurrentInstant());
        ImmutableArray<AlertStanding> known = [.. operations.Alerts.All(AsOf.Latest).Select(each => each.Standing)];
        var byKey = known.ToDictionary(each => each.Key, StringComparer.Ordinal);
        var map = books.Maps.Map(AsOf.Latest);
        return
        [
            .. probes.SelectMany(probe => NoticeProbe.Run(new(probe, operations.Probes.Now(probe, now, AsOf.Latest),
                UrgencyOf(map, probe.Target),
                byKey.GetValueOrDefault(NoticeProbe.KeyOf(probe.Name)), now))),
            .. operations.Objectives.Burns(known, now),
        ];
    }

    /// <summary>What the desk cannot do without wakes somebody; the rest waits for the morning.</summary>
    private static AlertUrgency UrgencyOf(ServiceMap map, string target)
    {
        var criticality = map.Services.Where(each => each.Name == target).Select(each => each.Criticality)
            .Concat(map.Items.Where(each => each.Name == target).Select(each => each.Criticality))
            .DefaultIfEmpty(Criticality.Medium).First();
        return criticality <= Criticality.High ? AlertUrgency.Page : AlertUrgency.Ticket;
    }

    /// <summary>Holds the data against their contracts each hour, where anybody has done so within two weeks: feeds that have long stopped
    /// are nobody's promise.</summary>
    private void CheckData(Instant now)
    {
        if (now - lastCheck < Duration.FromHours(1)) return;
        lastCheck = now;
        var round = new CheckRound(store, books);
        if (CheckRound.Latest(store, AsOf.Latest).Values.Any(check => now - check.Report.AsOf < Duration.FromDays(14))) round.Run(now);
    }

    private void KeepPlan(Instant now)
    {
        var kept = books.Operations.Probes.Plan(AsOf.Latest);
        if (kept is not null && kept.Name != ProbeBook.Usual) return;
        var usual = OwnProbes.Of(store, options.Urls, now);
        if (kept != usual) books.Operations.Probes.Keep(usual, Actor.Engine, now);
    }
}
