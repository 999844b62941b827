using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Gateways;
using Busbar.Gateways.ServiceClock;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>What the desk promises, as the file that says so: calendars, targets, and how the clock answers.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Text">The file: YAML, as <c>busbar sla replay --policy</c> takes it.</param>
public sealed record ServiceLevels(string Name, string Text);

/// <summary>The promises of the service desk, and how each ticket stands against them. Nothing is counted and kept: every read computes
/// from the facts, so a new calendar or a backdated fact gives another answer at once.</summary>
public sealed class LevelBook(FactStore store)
{
    /// <summary>What is promised until the house says something else.</summary>
    public static ServiceLevels Usual { get; } = new("usual.yaml", """
        policy:
          preset: busbar
          name: usual
          version: 1
          zone: America/New_York
        calendars:
          - name: always
            zone: America/New_York
            hours:
              - days: Mon-Sun
                open: 00:00-24:00
          - name: office
            zone: America/New_York
            hours:
              - days: Mon-Fri
                open: 08:00-17:00
            holidays: 01-01, 07-04, 12-25
        targets:
          - name: response
            kind: first-response
            calendar: office
            time:
              "1": 15 minutes
              "2": 30 minutes
              "*": 4 hours
          - name: resolution
            kind: resolution
            calendar: office
            time:
              "1": 4 hours
              "2": 8 hours
              "3": 3 days
              "*": 5 days
        """);

    private volatile ReadLevels? last;

    /// <summary>The promises in force as of an instant.</summary>
    public ServiceLevels Levels(AsOf asOf) =>
        store.ReadDocument<ServiceLevels>(new(nameof(ServiceLevels), Kinds.Current), asOf)?.Body ?? Usual;

    /// <summary>The same, read.</summary>
    public ServicePolicy Policy(AsOf asOf)
    {
        var levels = Levels(asOf);
        if (last is { } read && read.Levels == levels) return read.Policy;
        var fresh = new ReadLevels(levels, Read(levels));
        last = fresh;
        return fresh.Policy;
    }

    /// <summary>Puts other promises into force, from now on and for every ticket there is.</summary>
    /// <exception cref="RefusedException">What the file is refused for; <c>duty</c>.</exception>
    public void Keep(ServiceLevels levels, Actor who, Instant at)
    {
        Read(levels);
        using var batch = store.Begin(who, new RunId($"service levels {levels.Name}"));
        batch.PutDocument(new(nameof(ServiceLevels), Kinds.Current), levels, at);
        batch.Commit();
    }

    /// <summary>How a ticket stands against each promise at a clock.</summary>
    public ImmutableArray<TargetState> Targets(ImmutableArray<TicketFact> facts, AsOf asOf, Instant clock)
    {
        var policy = Policy(asOf);
        return ReadTargets.Run(new(LogTicket.Of(facts), policy.Terms, policy.Clock, clock)).OrThrow();
    }

    /// <summary>The desk's figures over a period, each open to its tickets.</summary>
    public ImmutableArray<DeskFigure> Measure(
        ImmutableArray<TicketHistory> tickets, Instant from, Instant to, DeskGrouping grouping, AsOf asOf)
    {
        var policy = Policy(asOf);
        return MeasureDesk.Run(new(tickets, from, to, grouping, policy.Terms, policy.Clock,
            policy.Calendars.GetValueOrDefault("office") ?? WorkCalendar.Always, [])).OrThrow();
    }

    /// <summary>The file read last: every ticket that is shown asks for it.</summary>
    private sealed record ReadLevels(ServiceLevels Levels, ServicePolicy Policy);

    private static ServicePolicy Read(ServiceLevels levels) =>
        ServicePolicyYaml.Read(new(levels.Name, Encoding.UTF8.GetBytes(levels.Text))).OrThrow();
}
