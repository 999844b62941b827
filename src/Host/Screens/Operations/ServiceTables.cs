using System.Collections.Immutable;
using Busbar.Digital.Operations.Map;
using Busbar.Digital.Operations.Uptime;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Operations;

/// <summary>The services of the map, what they stand on, and what stops with what is down.</summary>
public static class ServiceTables
{
    /// <summary>The services with their uptime of thirty days.</summary>
    public static ScreenTable Services(ScreenView view)
    {
        var reading = Read(view);
        return new("services", "Services", [Words("Service"), Words("Now"), Numbers("Uptime", "%"), Numbers("Unknown", "%"),
            Numbers("Down", "min"), Numbers("Maintenance", "min"), Numbers("Outages", ""), Words("If it stops"), Words("Rooms"),
                Words("Owner")],
        [
            .. reading.Map.Services.OrderBy(each => each.Criticality).ThenBy(each => each.Title, StringComparer.Ordinal).Select(service =>
            {
                var uptime = reading.Uptime(service.Name);
                return (ImmutableArray<Cell>)
                [
                    Cell.Of(service.Title), State(reading.Now(service.Name)),
                    uptime.UptimePercent is { } up ? Cell.Of(up, 3).As(up >= HealthBook.TargetPercent ? Tone.Good : Tone.Bad) : Cell.Empty,
                    uptime.UnknownPercent is { } unknown ? Cell.Of(unknown, 1) : Cell.Empty, Cell.Of(uptime.Down.TotalMinutes, 0),
                    Cell.Of(uptime.Excused.TotalMinutes, 0), Cell.Count(uptime.Outages.Length),
                    Cell.Of(CriticalityWords(service.Criticality)), Cell.Of(string.Join(", ", service.Stages)), Cell.Of(service.Owner),
                ];
            }),
        ], IsMain: true);
    }

    /// <summary>The items of the map, how they are, and what needs them.</summary>
    public static ScreenTable Items(ScreenView view)
    {
        var reading = Read(view);
        var probes = view.Digital.Operations.Probes.Probes(view.AsOf);
        return new("service-items", "What they stand on",
            [Words("Item"), Words("Kind"), Words("Now"), Words("Why"), Words("Looked at by"), Words("Needed by"), Words("Reached from"),
                Words("Owner")],
        [
            .. reading.Map.Items.Select(item =>
            {
                var looks = probes.Where(probe => probe.Target == item.Name).ToArray();
                var why = looks.Select(probe => view.Digital.Operations.Probes.Now(probe, ReadClock.Of(view.AsOf), view.AsOf).Why)
                    .FirstOrDefault(each => each != "");
                return (ImmutableArray<Cell>)
                [
                    Cell.Of(item.Name), Cell.Of(item.Kind), State(reading.Now(item.Name)), Cell.Of(why ?? ""),
                    looks.Length == 0 ? Cell.Of("nobody").As(Tone.Faint) : Cell.Of(string.Join(", ", looks.Select(probe => probe.Name))),
                    Cell.Of(string.Join(", ", reading.Map.Dependencies.Where(need => need.Needs.Contains(item.Name))
                        .Select(need => need.AtLeast == need.Needs.Length
                            ? need.Dependent : $"{need.Dependent} ({need.AtLeast} of {need.Needs.Length})"))),
                    Cell.Of(item.Exposure.ToString().ToLowerInvariant()), Cell.Of(item.Owner),
                ];
            }),
        ]);
    }

    /// <summary>What stops with what is down now.</summary>
    public static ScreenTable Impact(ScreenView view)
    {
        var impact = ImpactOf(Read(view));
        return new("service-impact", "What is down takes with it", [Words("Service"), Words("If it stops"), Words("Rooms"), Words("Owner")],
        [
            .. impact.Services.Select(each => (ImmutableArray<Cell>)
                [Cell.Of(each.Title).As(Tone.Bad), Cell.Of(CriticalityWords(each.Criticality)), Cell.Of(string.Join(", ", each.Stages)),
                    Cell.Of(each.Owner)]),
        ]);
    }

    /// <summary>Times in which a service was down and nothing excused it, the latest first.</summary>
    public static ScreenTable Outages(ScreenView view)
    {
        var reading = Read(view);
        return new("outages", "Outages of thirty days", [Words("Service"), Words("From"), Words("To"), Numbers("Down", "min"),
            Words("Because of")],
        [
            .. reading.Map.Services.SelectMany(service => reading.Uptime(service.Name).Outages.Select(outage => (service, outage)))
                .OrderByDescending(each => each.outage.Start).Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Of(each.service.Title), Cell.Of(view.Clock.Show(each.outage.Start)), Cell.Of(view.Clock.Show(each.outage.End)),
                    Cell.Of((each.outage.End - each.outage.Start).TotalMinutes, 0), Cell.Of(string.Join(", ", each.outage.Causes)),
                ]),
        ]);
    }

    /// <summary>Errors that systems wrote into their logs today and yesterday.</summary>
    public static ScreenTable Errors(ScreenView view) => new("logged-errors", "Errors in logs, today and yesterday",
        [Words("Service"), Numbers("Severity", ""), Numbers("Lines", ""), Words("First"), Words("Last")],
        [
            .. view.Digital.Operations.Logs.Recent(ReadClock.Of(view.AsOf), view.AsOf).Select(each => (ImmutableArray<Cell>)
                [Cell.Of(each.Service), Cell.Count(each.Severity), Cell.Count(each.Lines), Cell.Of(view.Clock.Show(each.First)),
                    Cell.Of(view.Clock.Show(each.Last))]),
        ]);

    /// <summary>What stops with what is down at the end of a reading.</summary>
    public static Impact ImpactOf(HealthReading reading) => FindImpact.Run(new(reading.Map, reading.Down())).OrThrow();

    /// <summary>The reading that the page shows.</summary>
    public static HealthReading Read(ScreenView view) => view.Digital.Operations.Health.Read(view.AsOf);

    private static Cell State(UpState state) => state switch
    {
        UpState.Up => Cell.Of("up").As(Tone.Good),
        UpState.Down => Cell.Of("down").As(Tone.Bad),
        _ => Cell.Of("unknown").As(Tone.Faint),
    };

    private static string CriticalityWords(Digital.Handoffs.Operations.Criticality criticality) => criticality switch
    {
        Digital.Handoffs.Operations.Criticality.Vital => "the desk, a plant or a customer stops",
        Digital.Handoffs.Operations.Criticality.High => "a deadline is in danger",
        Digital.Handoffs.Operations.Criticality.Medium => "work goes on by hand",
        _ => "it can wait",
    };
}
