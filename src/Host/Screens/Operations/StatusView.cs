using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Maintenance;
using Busbar.Digital.Operations.Map;
using Busbar.Digital.Operations.Probes;
using Busbar.Digital.Operations.Status;
using Busbar.Digital.Operations.Uptime;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Screens.Operations;

/// <summary>What the public page is drawn from: services, never items; incidents only in the words that the desk wrote for
/// customers; maintenance that has a public title. Read at most once a minute, for whoever asks.</summary>
public sealed class StatusView(DigitalBooks books, IClock clock)
{
    private static readonly Duration keep = Duration.FromMinutes(1), ahead = Duration.FromDays(15);
    private readonly Lock reading = new();
    private (Instant At, StatusPage Page)? kept;

    /// <summary>The page.</summary>
    public StatusPage Read()
    {
        lock (reading)
        {
            var now = clock.GetCurrentInstant();
            if (kept is { } page && now - page.At < keep) return page.Page;
            kept = (now, Draw());
            return kept.Value.Page;
        }
    }

    private StatusPage Draw()
    {
        var health = books.Operations.Health.Read(Duration.FromDays(DrawStatus.Days), AsOf.Latest);
        var now = health.Period.End;
        return DrawStatus.Run(new(
            [.. health.Map.Services.Select(service => new WatchedService(service.Name, service.Title,
                [.. health.States(service.Name).Select(Of)]))],
            [.. books.Tickets.All(AsOf.Latest).Where(ticket => ticket.Major is not null && ticket.MergedInto == "").Select(Told)
                .Where(each => !each.Updates.IsEmpty)],
            [.. books.Operations.Windows.Spans(health.Period.Start, now + ahead, AsOf.Latest).Select(span => OnServices(health.Map, span))],
            books.Levels.Policy(AsOf.Latest).Zone.Id, now)).OrThrow();
    }

    /// <summary>Maintenance of an item is that of the services that stop with it.</summary>
    private static MaintenanceSpan OnServices(ServiceMap map, MaintenanceSpan span)
    {
        ImmutableArray<string> known =
            [.. span.Services.Where(name => map.Services.Any(each => each.Name == name) || map.Items.Any(each => each.Name == name))];
        return span with { Services = [.. FindImpact.Run(new(map, known)).OrThrow().Services.Select(each => each.Name)] };
    }

    private static ProbeSpan Of(StateSpan span) => new(span.From, span.To, span.State switch
    {
        UpState.Up => ProbeState.Up,
        UpState.Down => ProbeState.Down,
        _ => ProbeState.Unknown,
    }, "");

    /// <summary>An incident in the words written for customers; the first of them is its title.</summary>
    private PublicIncident Told(Ticket ticket)
    {
        ImmutableArray<StatusUpdate> updates =
        [
            .. books.Tickets.History(ticket.Id, AsOf.Latest).OfType<UpdateSent>().Where(each => each.Audience == Audience.Customers)
                .Select(each => new StatusUpdate(each.At, each.Text)),
        ];
        var ended = ticket.Major?.EndedAt ?? ticket.ResolvedAt;
        return new(updates.IsEmpty ? "" : updates[0].Text, [ticket.Service], ticket.ImpactBegan ?? ticket.Opened.At, ended, updates);
    }
}
