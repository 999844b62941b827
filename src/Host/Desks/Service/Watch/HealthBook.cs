using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Maintenance;
using Busbar.Digital.Operations.Probes;
using Busbar.Digital.Operations.Uptime;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>How the services of the map were over a period, out of what the probes saw of them and of what they stand on.</summary>
/// <param name="Map">The services and items.</param>
/// <param name="Period">The period; its end is the clock.</param>
/// <param name="Seen">What was seen of each target of a probe.</param>
/// <param name="Maintenance">Approved maintenance in it, of what the map holds.</param>
public sealed record HealthReading(
    ServiceMap Map, Interval Period, ImmutableArray<Observation> Seen, ImmutableArray<MaintenanceSpan> Maintenance,
    ImmutableDictionary<string, WorkCalendar> Hours)
{
    /// <summary>A service's uptime against its service hours.</summary>
    public ServiceUptime Uptime(string service) => MeasureUptime.Run(Of(service)).OrThrow();

    /// <summary>The states of a service or item, in order without a gap.</summary>
    public ImmutableArray<StateSpan> States(string name) => TraceStates.Run(Of(name)).OrThrow();

    /// <summary>How a service or item is at the end of the period.</summary>
    public UpState Now(string name) => States(name)[^1].State;

    /// <summary>What was itself seen down at the end of the period.</summary>
    public ImmutableArray<string> Down() =>
        [.. Seen.Where(each => each.State == UpState.Down && each.Time.End == Period.End).Select(each => each.Name).Distinct()];

    private MeasureUptimeInputs Of(string name) => new(Map, name, Period, HoursOf(name), Seen,
        [.. from span in Maintenance from service in span.Services select new ApprovedMaintenance(service, new(span.From, span.To))]);

    /// <summary>The open hours of a service's calendar, each as one stretch; always where it has none.</summary>
    private ImmutableArray<Interval> HoursOf(string service)
    {
        if (!Hours.TryGetValue(service, out var calendar)) return [Period];
        var hours = ImmutableArray.CreateBuilder<Interval>();
        for (var at = Period.Start; at < Period.End;)
        {
            if (calendar.NextOpening(at) is not Outcome<Instant>.Done { Value: var opens } || opens >= Period.End) break;
            var closes = calendar.Add(opens, calendar.Between(opens, EndOf(calendar, opens))).OrThrow();
            hours.Add(new(opens, Instant.Min(closes, Period.End)));
            at = closes;
        }
        return hours.ToImmutable();
    }

    private static Instant EndOf(WorkCalendar calendar, Instant at) =>
        LocalMoment.StartOf(calendar.Zone, calendar.DateOf(at).PlusDays(1));
}

/// <summary>Reads how services are and were.</summary>
public sealed class HealthBook(ProbeBook probes, MapBook maps, WindowBook windows, LevelBook levels, IClock clock)
{
    /// <summary>The days over which the room's uptime is measured.</summary>
    public const int Days = 30;

    /// <summary>What is asked of all services together, in percent.</summary>
    public const double TargetPercent = 99.5;

    /// <summary>The calendars of services that are not promised around the clock.</summary>
    private static readonly ImmutableDictionary<string, string> calendars =
        new Dictionary<string, string> { ["settlement"] = "office", ["service-desk"] = "office" }.ToImmutableDictionary();

    /// <summary>The room's thirty days up to the clock.</summary>
    public HealthReading Read(AsOf asOf) => Read(Duration.FromDays(Days), asOf);

    /// <summary>So much time up to the clock.</summary>
    public HealthReading Read(Duration length, AsOf asOf)
    {
        var (map, to) = (maps.Map(asOf), ReadClock.Of(asOf, clock));
        var from = to - length;
        var known = map.Services.Select(each => each.Name).Concat(map.Items.Select(each => each.Name)).ToHashSet();
        var watched = probes.Probes(asOf).Where(probe => known.Contains(probe.Target)).ToImmutableArray();
        var spans = probes.Spans(watched, from, to, asOf);
        return new(map, new(from, to),
        [
            .. from probe in watched
               from span in spans[probe.Name]
               where span.State != ProbeState.Unknown
               select new Observation(probe.Target, new(span.From, span.To), span.State == ProbeState.Down ? UpState.Down : UpState.Up),
        ],
        [
            .. windows.Spans(from, to, asOf).Select(each => each with { Services = [.. each.Services.Where(known.Contains)] }),
        ],
        Calendars(asOf));
    }

    private ImmutableDictionary<string, WorkCalendar> Calendars(AsOf asOf)
    {
        var named = levels.Policy(asOf).Calendars;
        return calendars.Where(each => named.ContainsKey(each.Value)).ToImmutableDictionary(each => each.Key, each => named[each.Value]);
    }
}
