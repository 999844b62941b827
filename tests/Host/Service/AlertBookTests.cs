using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Store;
using Busbar.Store.Tests.Kit;
using NodaTime;
using static Busbar.Host.Tests.Service.ServiceKit;

namespace Busbar.Host.Tests.Service;

/// <summary>Alerts are kept, told to the desk as one incident each, and taken by people for a while.</summary>
public sealed class AlertBookTests : IDisposable
{
    private readonly ServiceKit kit = new();

    public void Dispose() => kit.Dispose();

    [Fact]
    public void An_alert_is_one_incident_of_the_owning_team_from_its_beginning_to_its_end()
    {
        Tell(Firing("probe/price-feed", "price-feed"));
        kit.Later(Duration.FromMinutes(1));
        Tell(Firing("probe/price-feed", "price-feed"));
        var incident = Assert.Single(kit.Books.Shelf.All());
        Assert.Equal(("market-data", "probe/price-feed", true), (incident.Queue, incident.Opened.AlertKey, incident.IsOpen));
        kit.Later(Duration.FromMinutes(9));
        Tell(Over("probe/price-feed", "price-feed"));
        Assert.Equal(TicketStage.Resolved, Assert.Single(kit.Books.Shelf.All()).Stage);
        Assert.False(kit.Books.Operations.Alerts.Find("probe/price-feed").Standing.IsFiring);
    }

    [Fact]
    public void An_end_of_what_never_began_is_in_quarantine_and_makes_no_ghost()
    {
        var received = Tell(Over("stray", "price-feed"));
        Assert.Equal(("never-raised", 1), (received.Quarantined[0].Code, received.Quarantined.Length));
        Assert.Equal("stray", Assert.Single(Assert.Single(kit.Books.Operations.Alerts.Quarantine(AsOf.Latest)).Notices).Notice.Key);
        Assert.Empty(kit.Books.Shelf.All());
        Assert.Empty(kit.Books.Operations.Alerts.All(AsOf.Latest));
    }

    [Fact]
    public void An_acknowledgement_is_the_operators_and_runs_out()
    {
        Tell(Firing("probe/busbar-web", "busbar-web"));
        var alerts = kit.Books.Operations.Alerts;
        alerts.Acknowledge("probe/busbar-web", Ed, Duration.FromHours(2));
        Assert.Equal("ed", alerts.Find("probe/busbar-web").Standing.AcknowledgedBy);
        Assert.Equal("duty", CodeOf(() => alerts.Acknowledge("probe/busbar-web", Ann, Duration.FromHours(2))));
        Assert.Equal("acknowledged-too-long", CodeOf(() => alerts.Acknowledge("probe/busbar-web", Ed, Duration.FromHours(25))));
        Assert.Equal("unknown-alert", CodeOf(() => alerts.Acknowledge("nothing", Ed, Duration.FromHours(1))));
        kit.Later(Duration.FromHours(3));
        alerts.Receive([]);
        Assert.Null(alerts.Find("probe/busbar-web").Standing.AcknowledgedBy);
    }

    [Fact]
    public void Approved_maintenance_holds_an_alert_back_until_it_is_over()
    {
        var windows = kit.Books.Operations.Windows;
        var id = windows.Plan(new("", "", ["price-feed"], "Etc/UTC", kit.Now.InUtc().LocalDateTime, Duration.FromHours(1), "", [], "",
            null), Ed);
        windows.Approve(id, Dan);
        Tell(Firing("probe/price-feed", "price-feed"));
        Assert.Equal(AlertHold.Silenced, kit.Books.Operations.Alerts.Find("probe/price-feed").Standing.Hold);
        Assert.Empty(kit.Books.Shelf.All());
        kit.Later(Duration.FromMinutes(61));
        kit.Books.Operations.Alerts.Receive([]);
        Assert.Single(kit.Books.Shelf.All());
    }

    [Fact]
    public void What_a_process_that_died_did_not_tell_the_desk_is_told_on_the_next_tick()
    {
        var raised = new AlertRaised(kit.Now, "k", "price-feed", "It is late", AlertUrgency.Page, Labels("price-feed"), kit.Now, "probe");
        new FactStreams<AlertFact>(kit.Store, "alert/").Append("k", 0, Actor.Engine, fact => fact.At, raised,
            new AlertRouted(kit.Now, "k", "market-data", AlertUrgency.Page, "by hand"));
        kit.Later(Duration.FromMinutes(1));
        kit.Books.Operations.Alerts.Receive([]);
        kit.Later(Duration.FromMinutes(1));
        kit.Books.Operations.Alerts.Receive([]);
        var incident = Assert.Single(kit.Books.Shelf.All());
        new FactStreams<AlertFact>(kit.Store, "alert/").Append("k", 2, Actor.Engine, fact => fact.At, new AlertResolved(kit.Now, "k",
            kit.Now));
        kit.Later(Duration.FromMinutes(1));
        kit.Books.Operations.Alerts.Receive([]);
        Assert.Equal(TicketStage.Resolved, kit.Books.Tickets.Find(incident.Id).Stage);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_storm_of_ten_thousand_alerts_is_one_incident_and_none_is_lost(bool isPostgres)
    {
        using var server = isPostgres ? PrivatePostgres.Start("fsync=off") : null;
        if (isPostgres && server is null) Assert.Skip("PostgreSQL is not installed: no /usr/lib/postgresql/*/bin/initdb");
        using var other = server is null ? null : FactStore.Open(server.NewStore(), kit.Clock);
        var books = other is null ? kit.Books : new DigitalBooks(other, kit.Clock);
        var received = books.Operations.Alerts.Receive([.. Enumerable.Range(0, 10_000).Select(i => Firing($"storm {i:D5}", "busbar-web"))]);
        Assert.Equal((10_000, 0), (received.Raised, received.Quarantined.Length));
        Assert.Equal(10_001, books.Operations.Alerts.All(AsOf.Latest).Length);
        Assert.Contains("10000 alerts", Assert.Single(books.Shelf.All()).Title);
        // A second process finds the same in the store.
        Assert.Equal(10_001, new DigitalBooks(other ?? kit.Store, kit.Clock).Operations.Alerts.All(AsOf.Latest).Length);
        kit.Later(Duration.FromMinutes(1));
        books.Operations.Alerts.Receive([.. Enumerable.Range(0, 10_000).Select(i => Over($"storm {i:D5}", "busbar-web"))]);
        Assert.False(Assert.Single(books.Shelf.All()).IsOpen);
    }

    [Fact]
    public void Another_policy_needs_an_operator_and_must_be_able_to_work()
    {
        var alerts = kit.Books.Operations.Alerts;
        var policy = AlertPolicy.Of("night-watch");
        Assert.Equal("bad-alert-policy", CodeOf(() => alerts.Keep(policy with { FlapChanges = 1 }, Ed, kit.Now)));
        Assert.Equal("duty", CodeOf(() => alerts.Keep(policy, Ann, kit.Now)));
        alerts.Keep(policy, Ed, kit.Now);
        Tell(Firing("probe/price-feed", "price-feed"));
        Assert.Equal("night-watch", Assert.Single(kit.Books.Shelf.All()).Queue);
    }

    private ReceivedNotices Tell(params ImmutableArray<AlertNotice> notices) => kit.Books.Operations.Alerts.Receive(notices);

    private AlertNotice Firing(string key, string service) =>
        new(key, true, service, $"{service} is down", AlertUrgency.Page, Labels(service), kit.Now, null, kit.Now, "probe");

    private AlertNotice Over(string key, string service) => Firing(key, service) with
    {
        IsFiring = false, Began = kit.Now - Duration.FromMinutes(1), Ended = kit.Now,
    };

    private static ImmutableSortedDictionary<string, string> Labels(string service) =>
        ImmutableSortedDictionary<string, string>.Empty.Add("service", service);
}
