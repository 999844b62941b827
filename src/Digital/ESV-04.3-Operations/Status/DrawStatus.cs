using System.Collections.Immutable;
using Busbar.Digital.Operations.Maintenance;
using Busbar.Digital.Operations.Probes;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Status;

/// <summary>A service that the public may see, and how it was.</summary>
/// <param name="Name">Its name in the map; not shown.</param>
/// <param name="Title">What the public calls it.</param>
/// <param name="Spans">Its states, in order without overlap; what no span covers is unknown.</param>
public sealed record WatchedService(string Name, string Title, ImmutableArray<ProbeSpan> Spans);

/// <summary>What may be said in public of an incident: its title and updates are written for the public.</summary>
/// <param name="Services">The services it touches, by name.</param>
/// <param name="Ended">When it ended; null while it lasts.</param>
public sealed record PublicIncident(
    string Title, ImmutableArray<string> Services, Instant Began, Instant? Ended, ImmutableArray<StatusUpdate> Updates);

/// <summary>What is drawn.</summary>
/// <param name="Zone">The IANA name of the clock whose days the bars are.</param>
public sealed record DrawStatusInputs(
    ImmutableArray<WatchedService> Services, ImmutableArray<PublicIncident> Incidents, ImmutableArray<MaintenanceSpan> Maintenance,
    string Zone, Instant AsOf);

/// <summary>Draws the public status page: each service now and its last 90 days, open incidents with their public updates, maintenance of
/// the next 14 days. Approved maintenance is left out of a day's uptime, and unknown time is not counted either way. Only titles written
/// for the public reach the page; an incident or maintenance of services that are not on it is left out (<c>not-on-page</c>). Refuses a
/// page without services (<c>no-services</c>) and an unknown zone (<c>unknown-zone</c>).</summary>
public static class DrawStatus
{
    /// <summary>Bars a service.</summary>
    public const int Days = 90;

    private static readonly Duration ahead = Duration.FromDays(14);

    /// <summary>The page as of the clock.</summary>
    public static Outcome<StatusPage> Run(DrawStatusInputs inputs)
    {
        if (inputs.Services.IsEmpty) return new Refusal("no-services", "The page shows no service", "status page",
            "Name the public services.");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(inputs.Zone) is not { } zone)
            return new Refusal("unknown-zone", $"'{inputs.Zone}' is no time zone", "status page",
                "Use an IANA name such as America/New_York.");
        var titles = inputs.Services.ToDictionary(service => service.Name, service => service.Title);
        ImmutableArray<string> Titles(ImmutableArray<string> names) => [.. names.Where(titles.ContainsKey).Select(name => titles[name])];
        var findings = inputs.Incidents.Where(each => Titles(each.Services).IsEmpty).Select(each => each.Title)
            .Concat(inputs.Maintenance.Where(each => Titles(each.Services).IsEmpty).Select(each => each.Window))
            .Select(what => new Finding("not-on-page", Severity.Note, "None of its services is public", what, "It is not shown."));
        return Outcome.Of(new StatusPage(
            inputs.AsOf, [.. inputs.Services.Select(service => Line(service, inputs, zone))],
            [.. inputs.Incidents.Where(each => each.Began <= inputs.AsOf && !(each.Ended <= inputs.AsOf) && !Titles(each.Services).IsEmpty)
                .OrderByDescending(each => each.Began).Select(each => new StatusIncident(each.Title, Titles(each.Services), each.Began,
                    [.. each.Updates.Where(update => update.At <= inputs.AsOf).OrderByDescending(update => update.At)]))],
            [.. inputs.Maintenance.Where(each => each.PublicTitle != "" && each.To > inputs.AsOf && each.From < inputs.AsOf + ahead
                    && !Titles(each.Services).IsEmpty)
                .OrderBy(each => each.From).Select(each => new StatusMaintenance(each.PublicTitle, Titles(each.Services), each.From,
                    each.To))]),
            findings);
    }

    private static StatusLine Line(WatchedService service, DrawStatusInputs inputs, DateTimeZone zone)
    {
        var pauses = inputs.Maintenance.Where(each => each.Services.Contains(service.Name)).OrderBy(each => each.From).ToArray();
        var today = inputs.AsOf.InZone(zone).Date;
        var state = pauses.Any(each => each.From <= inputs.AsOf && inputs.AsOf < each.To) ? PublicState.Maintenance
            : service.Spans.LastOrDefault(span => span.From <= inputs.AsOf && inputs.AsOf <= span.To)?.State switch
            {
                ProbeState.Up => PublicState.Operational,
                ProbeState.Degraded => PublicState.Degraded,
                ProbeState.Down => PublicState.Outage,
                _ => PublicState.Unknown,
            };
        return new(service.Title, state, [.. Enumerable.Range(0, Days).Select(back => today.PlusDays(back - Days + 1)).Select(day =>
            Bar(service, pauses, day, LocalMoment.StartOf(zone, day),
                Instant.Min(LocalMoment.StartOf(zone, day.PlusDays(1)), inputs.AsOf)))]);
    }

    private static StatusBar Bar(WatchedService service, MaintenanceSpan[] pauses, LocalDate day, Instant begin, Instant end)
    {
        var (up, down) = (Duration.Zero, Duration.Zero);
        foreach (var span in service.Spans.Where(span => span.State != ProbeState.Unknown && span.From < end && begin < span.To))
        {
            var at = Instant.Max(span.From, begin);
            var stop = Instant.Min(span.To, end);
            var counted = Duration.Zero;
            foreach (var pause in pauses.Where(pause => pause.From < stop))
            {
                if (pause.To <= at) continue;
                if (pause.From > at) counted += pause.From - at;
                at = Instant.Max(at, pause.To);
            }
            if (at < stop) counted += stop - at;
            if (span.State == ProbeState.Down) down += counted;
            else up += counted;
        }
        return new(day, up + down == Duration.Zero ? null : (decimal)(up / (up + down)), down);
    }
}
