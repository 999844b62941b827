using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Digital.Operations.Maintenance;
using Busbar.Digital.Operations.OnCall;
using Busbar.Digital.Operations.Uptime;
using Busbar.Host.Desks.Service;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Host.Screens.Operations;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Store;
using NodaTime;
using static Busbar.Host.Tests.Service.ServiceKit;

namespace Busbar.Host.Tests.Service;

/// <summary>What operations keeps: looks and what they mean, promises and what was counted, turns, maintenance and freezes.</summary>
public sealed class OperationsBookTests : IDisposable
{
    private readonly ServiceKit kit = new();

    private OperationsBooks Books => kit.Books.Operations;

    public void Dispose() => kit.Dispose();

    [Fact]
    public void Uptime_counts_what_the_probes_saw_and_leaves_out_approved_maintenance_and_keeps_unknown_apart()
    {
        Books.Probes.Keep(Plan, Ed, kit.Now);
        var start = kit.Now - Duration.FromHours(10);
        // Ten hours of looks every minute: the store fails for thirty of them, twenty of which are maintenance that somebody approved.
        Books.Probes.Note([.. Enumerable.Range(0, 600).SelectMany(minute => new[]
        {
            Look("web", start + Duration.FromMinutes(minute), null),
            Look("store", start + Duration.FromMinutes(minute), minute is >= 100 and < 130 ? "it is away" : null),
        })], "test", Actor.Engine);
        Approve("busbar-store", start + Duration.FromMinutes(110), 20);
        var reading = Books.Health.Read(Duration.FromHours(20), AsOf.Latest);
        // The service desk is promised in office hours: of Monday there was one until now, and in it nothing happened.
        var desk = reading.Uptime("service-desk");
        Assert.Equal((60.0, 60.0, 0.0), (desk.Asked.TotalMinutes, desk.Up.TotalMinutes, desk.Down.TotalMinutes));
        var trading = reading.Uptime("trading-desk");
        Assert.Equal((1200.0, 10.0, 20.0), (trading.Asked.TotalMinutes, trading.Down.TotalMinutes, trading.Excused.TotalMinutes));
        Assert.Equal(1200 - 30, trading.Unknown.TotalMinutes);
        Assert.Equal([UpState.Up, UpState.Up], new[] { reading.Now("busbar-web"), reading.Now("busbar-store") });
        Assert.Equal(UpState.Unknown, reading.Now("price-feed"));
    }

    [Fact]
    public void A_past_day_reads_as_it_was_known_then()
    {
        Books.Probes.Keep(Plan, Ed, kit.Now);
        var then = kit.Now;
        Books.Probes.Note([Look("web", then - Duration.FromMinutes(1), null), Look("store", then - Duration.FromMinutes(1), null)], "test",
            Actor.Engine);
        kit.Later(Duration.FromDays(3));
        Books.Probes.Note([.. Enumerable.Range(1, 3).Select(minute => Look("web", kit.Now - Duration.FromMinutes(minute), "gone"))], "test",
            Actor.Engine);
        Assert.Equal(UpState.Down, Books.Health.Read(AsOf.Latest).Now("busbar-web"));
        Assert.Equal(UpState.Up, Books.Health.Read(new AsOf(then)).Now("busbar-web"));
    }

    [Fact]
    public async Task A_look_says_what_is_there_and_why_what_is_not_is_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var open = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var shut = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var file = Path.GetTempFileName();
        PutSeries(kit.Store, "pjm/system-load", kit.Now - Duration.FromHours(2));
        var probes = ProbeBook.Read(new("p.yaml", $$"""
            probes:
              - {name: open, target: t, kind: tcp, every: 1m, timeout: 5s, host: 127.0.0.1, port: {{open}}}
              - {name: shut, target: t, kind: tcp, every: 1m, timeout: 5s, host: 127.0.0.1, port: {{shut}}}
              - {name: refuses, target: t, kind: http, every: 1m, timeout: 5s, url: "http://127.0.0.1:{{shut}}/"}
              - {name: silent, target: t, kind: http, every: 1m, timeout: 300ms, url: "http://127.0.0.1:{{open}}/"}
              - {name: store, target: t, kind: database, every: 1m, timeout: 5s, connection: store}
              - {name: unset, target: t, kind: database, every: 1m, timeout: 5s, connection: nobody-set-this}
              - {name: file, target: t, kind: file, every: 1m, timeout: 5s, age_max: 1d, path: "{{file}}"}
              - {name: no-file, target: t, kind: file, every: 1m, timeout: 5s, age_max: 1d, path: "{{file}}.none"}
              - {name: feed, target: t, kind: feed, every: 1m, timeout: 5s, age_max: 3h, series: pjm/system-load}
              - {name: no-feed, target: t, kind: feed, every: 1m, timeout: 5s, age_max: 3h, series: pjm/nothing}
              - {name: no-process, target: t, kind: process, every: 1m, timeout: 5s, process: no-such-program}
            """));
        var look = new ProbeLook(kit.Store, kit.Clock);
        var seen = new Dictionary<string, ProbeObservation>();
        foreach (var probe in probes) seen[probe.Name] = await look.Run(probe, TestContext.Current.CancellationToken);
        File.Delete(file);
        Assert.Equal(["feed", "file", "open", "store"], seen.Values.Where(each => each.Fault is null).Select(each => each.Probe).Order());
        Assert.Equal(Duration.FromHours(1), seen["feed"].Age);
        Assert.Contains("BUSBAR_CONNECTION_NOBODY_SET_THIS", seen["unset"].Fault, StringComparison.Ordinal);
        Assert.Contains("no answer in 0.3 s", seen["silent"].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Counters_are_counted_by_their_increase_and_a_burning_budget_becomes_one_alert_until_it_burns_no_more()
    {
        var (good, total) = (0.0, 0.0);
        void Minute(double ok, double all)
        {
            kit.Later(Duration.FromMinutes(1));
            (good, total) = (good + ok, total + all);
            Books.Objectives.Take([Counter(OwnObjectives.GoodRequests, good), Counter(OwnObjectives.Requests, total)], kit.Now);
            Books.Alerts.Receive(Books.Objectives.Burns([.. Books.Alerts.All(AsOf.Latest).Select(each => each.Standing)], kit.Now));
        }
        for (var minute = 0; minute < 30; minute++) Minute(100, 100);
        var before = Answers();
        Assert.Equal((29 * 100, 29 * 100), (before.Check.State.Good, before.Check.State.Total));
        Assert.Empty(Books.Alerts.All(AsOf.Latest));
        for (var minute = 0; minute < 10; minute++) Minute(50, 100);
        Assert.Contains(AlertUrgency.Page, Answers().Check.Firing);
        var page = Books.Alerts.Find("burn/busbar-web/answers/page").Standing;
        Assert.True(page is { IsFiring: true, Team: "desk-systems" });
        for (var minute = 0; minute < 60; minute++) Minute(100, 100);
        Assert.False(Books.Alerts.Find("burn/busbar-web/answers/page").Standing.IsFiring);
        // Another process sees the same, and the past stays as it was.
        Assert.Equal(Answers().Counts, new DigitalBooks(kit.Store, kit.Clock).Operations.Objectives.All(AsOf.Latest)
            .Single(each => each.Objective.Name == "answers").Counts);
        Assert.Equal(29 * 100, Books.Objectives.All(new(before.Clock)).Single(each => each.Objective.Name == "answers").Check.State.Total);
    }

    [Fact]
    public void Objectives_are_files_that_an_operator_puts_into_force()
    {
        var file = new ServiceObjectiveText("feed.yaml", OwnObjectives.Text.Text.Replace("name: answers", "name: feed",
            StringComparison.Ordinal));
        Assert.Equal("duplicate-objective", CodeOf(() => Books.Objectives.Keep(file, Ed, kit.Now)));
        Assert.Equal("duty", CodeOf(() => Books.Objectives.Keep(OwnObjectives.Text, Ann, kit.Now)));
        Books.Objectives.Keep(file with { Name = OwnObjectives.Text.Name }, Ed, kit.Now);
        Assert.Equal(["feed", "statements-in-a-week", "submitted-in-time"],
            Books.Objectives.Objectives(AsOf.Latest).Select(each => each.Name).Order());
    }

    [Fact]
    public void Maintenance_needs_two_people_and_keeps_out_of_freezes_and_storms()
    {
        Books.Windows.Keep(new([new("close", "Etc/UTC", new(2026, 1, 1, 16, 0), "FREQ=DAILY", [], Duration.FromHours(1), Duration.Zero,
            [])]), Ed,
            kit.Now);
        var at = kit.Now.InUtc().LocalDateTime;
        Assert.Equal("change-in-freeze", CodeOf(() => PlanOne(at.PlusHours(1), 30)));
        var id = PlanOne(at.PlusHours(3), 30);
        Assert.Empty(Books.Windows.Spans(kit.Now, kit.Now + Duration.FromDays(1), AsOf.Latest));
        Assert.Equal("four-eyes", CodeOf(() => Books.Windows.Approve(id, Ed)));
        Assert.Equal("unknown-window", CodeOf(() => Books.Windows.Approve("MNT-9", Dan)));
        Books.Windows.Approve(id, Dan);
        Assert.Equal("already-approved", CodeOf(() => Books.Windows.Approve(id, Flo)));
        Assert.Single(Books.Windows.Spans(kit.Now, kit.Now + Duration.FromDays(1), AsOf.Latest));
        Books.Windows.Storm(true, Ed, "ice");
        Assert.Equal("storm-on", CodeOf(() => Books.Windows.Storm(true, Ed, "ice")));
        Assert.Equal("change-in-storm", CodeOf(() => PlanOne(at.PlusHours(5), 30)));
        Books.Windows.Storm(false, Ed, "thaw");
        Assert.Equal("no-storm", CodeOf(() => Books.Windows.Storm(false, Ed, "thaw")));
        Books.Windows.Cancel(id, Ed, "not needed");
        Assert.Equal("cancelled", CodeOf(() => Books.Windows.Cancel(id, Ed, "again")));
        Assert.Empty(Books.Windows.Spans(kit.Now, kit.Now + Duration.FromDays(1), AsOf.Latest));
    }

    [Fact]
    public void Without_a_rule_of_its_own_the_house_freezes_around_its_markets_gate()
    {
        using var desk = new DeskKit(OperatingDay.Of(2025, 11, 5));
        Assert.Empty(Books.Windows.Freeze(AsOf.Latest).Gates);
        desk.Store.Begin(Actor.Gateway, new("us")).Also(batch => batch.PutDocument(
            new("UtilityProfile", "current"), Busbar.Simulators.SampleUtility.GenerateUtility.Run(1, OperatingDay.Of(2025, 11, 1),
                OperatingDay.Of(2025, 11, 2)).Profile, Instant.FromUtc(2025, 1, 1, 0, 0)));
        var gate = Assert.Single(new DigitalBooks(desk.Store, kit.Clock).Operations.Windows.Freeze(AsOf.Latest).Gates);
        Assert.Equal(("PJM day-ahead close", "America/New_York", new LocalTime(11, 0)), (gate.Gate, gate.Zone, gate.Start.TimeOfDay));
    }

    [Fact]
    public void A_rota_says_who_is_paged_and_somebody_may_take_over()
    {
        var start = kit.Now.InUtc().Date.PlusDays(-7).AtMidnight();
        var rota = new Rota("desk-systems", "Etc/UTC", [new("weeks", ["ada", "ben"], "FREQ=WEEKLY", start, [])], []);
        Assert.Equal("duty", CodeOf(() => Books.Rotas.Keep(rota, Ann, kit.Now)));
        Assert.Equal("nobody-in-layer", CodeOf(() => Books.Rotas.Keep(rota with { Layers = [rota.Layers[0] with { People = [] }] }, Ed,
            kit.Now)));
        Assert.Empty(Books.Rotas.Keep(rota, Ed, kit.Now));
        Books.Alerts.Receive([new("probe/busbar-web", true, "busbar-web", "It is down", AlertUrgency.Page,
            ImmutableSortedDictionary<string, string>.Empty.Add("service", "busbar-web"), kit.Now, null, kit.Now, "probe")]);
        var raised = kit.Now;
        Books.Rotas.TakeOver("desk-systems", new("cleo", raised + Duration.FromMinutes(10), raised + Duration.FromHours(1), "ed", "ill"),
            Ed, raised);
        Assert.Equal("unknown-team", CodeOf(() => Books.Rotas.TakeOver("nobody", new("x", raised, raised + Duration.FromHours(1), "ed",
            ""), Ed, raised)));
        kit.Later(Duration.FromMinutes(20));
        var pages = Books.Rotas.Pages(Books.Alerts.All(AsOf.Latest), raised - Duration.FromDays(1), kit.Now, AsOf.Latest);
        Assert.Equal([(raised + Duration.FromMinutes(15), "cleo"), (raised, "ben")], pages.Select(page => (page.At, page.Person)));
    }

    [Fact]
    public void Errors_in_logs_are_counted_by_service()
    {
        TelemetryLog Line(int severity) => new(kit.Now, severity, "", "feed", "", []);
        Books.Logs.Take([Line(9), Line(17), Line(17), Line(21)], kit.Now);
        Books.Logs.Take([Line(17)], kit.Now);
        Books.Logs.Take([Line(9)], kit.Now);
        Assert.Equal([(21, 1), (17, 3)], Books.Logs.Recent(kit.Now, AsOf.Latest).Select(each => (each.Severity, each.Lines)));
    }

    [Fact]
    public void The_sample_month_reads_as_simulated_with_its_two_outages_and_is_kept_once()
    {
        kit.Later(Duration.FromDays(60));
        OperationsSample.Keep(kit.Store, "http://127.0.0.1:5080", kit.Now);
        var facts = kit.Store.Mark().LastFact;
        OperationsSample.Keep(kit.Store, "http://127.0.0.1:5080", kit.Now);
        Assert.Equal(facts, kit.Store.Mark().LastFact);
        var books = new DigitalBooks(kit.Store, kit.Clock);
        Assert.True(books.Operations.Probes.IsSimulated(kit.Now - Duration.FromDays(30), kit.Now, AsOf.Latest));
        var reading = books.Operations.Health.Read(AsOf.Latest);
        var outages = reading.Uptime("day-ahead-submission").Outages;
        Assert.Equal(["busbar-web", "price-feed"], outages.SelectMany(each => each.Causes).Order());
        Assert.True(reading.Uptime("trading-desk").Excused > Duration.FromMinutes(30));
        Assert.Equal(2, books.Operations.Alerts.All(AsOf.Latest).Count(each => !each.Standing.IsFiring));
        Assert.Equal(4, books.Operations.Rotas.All(AsOf.Latest).Length);
        var uptime = OperationsMetrics.Measure(books, AsOf.Latest)[0];
        Assert.InRange(uptime.Value!.Value, 99, 100);
    }

    private static ProbePlan Plan => new("test.yaml", """
        probes:
          - {name: web, target: busbar-web, kind: tcp, every: 1m, timeout: 5s, host: 127.0.0.1, port: 1}
          - {name: store, target: busbar-store, kind: database, every: 1m, timeout: 5s, connection: store}
        """);

    private static ProbeObservation Look(string probe, Instant at, string? fault) => new(probe, at, Duration.FromMilliseconds(5), fault);

    private HeldObjective Answers() => Books.Objectives.All(AsOf.Latest).Single(each => each.Objective.Name == "answers");

    private TelemetryFamily Counter(string name, double value) =>
        new(name, TelemetryKind.Counter, "", "", [new(name, [], value, null, null)]);

    private string PlanOne(LocalDateTime start, int minutes) => Books.Windows.Plan(
        new("", "Upkeep", ["busbar-store"], "Etc/UTC", start, Duration.FromMinutes(minutes), "", [], "", null), Ed);

    private void Approve(string service, Instant from, int minutes) => Books.Windows.Approve(Books.Windows.Plan(new("", "", [service],
        "Etc/UTC",
        from.InUtc().LocalDateTime, Duration.FromMinutes(minutes), "", [], "", null), Ed), Dan);

    private static void PutSeries(FactStore store, string path, Instant start) => store.Begin(Actor.Engine, new("series")).Also(batch =>
        batch.PutSeries(new(path, "MW"), new Series<double>(start, Duration.FromHours(1), [1.0]), Publication.At(start), "test"));
}
