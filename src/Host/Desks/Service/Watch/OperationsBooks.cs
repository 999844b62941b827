using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>The books of operations.</summary>
public sealed class OperationsBooks
{
    /// <summary>The books beside the desk's.</summary>
    public OperationsBooks(FactStore store, DigitalBooks desk, IClock clock)
    {
        Windows = new(store, clock);
        Alerts = new(store, desk.Tickets, desk.Shelf, desk.Maps, Windows, clock);
        Probes = new(store);
        Rotas = new(store);
        Gates = new(store, clock);
        Objectives = new(store, Gates, clock);
        Logs = new(store);
        Paging = new(store, desk, clock);
        Health = new(Probes, desk.Maps, Windows, desk.Levels, clock);
    }

    /// <summary>What is wrong, and who has it.</summary>
    public AlertBook Alerts { get; }

    /// <summary>What is looked at.</summary>
    public ProbeBook Probes { get; }

    /// <summary>Maintenance and freezes.</summary>
    public WindowBook Windows { get; }

    /// <summary>Who is on call.</summary>
    public RotaBook Rotas { get; }

    /// <summary>Where and when people on call were paged.</summary>
    public PageOut Paging { get; }

    /// <summary>The market's gates.</summary>
    public GateBook Gates { get; }

    /// <summary>What is promised of services.</summary>
    public ObjectiveBook Objectives { get; }

    /// <summary>Errors that systems wrote down.</summary>
    public LogBook Logs { get; }

    /// <summary>How services are and were.</summary>
    public HealthBook Health { get; }
}
