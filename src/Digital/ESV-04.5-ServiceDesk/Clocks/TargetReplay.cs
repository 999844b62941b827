using System.Collections.Immutable;
using Busbar.Kernel.Clocks;

namespace Busbar.Digital.ServiceDesk.Clocks;

/// <summary>The targets of one ticket as of the replay.</summary>
public sealed record TicketTargets(string Ticket, ImmutableArray<TargetState> Targets);

/// <summary>How often a target was kept: those met, of those stopped and those still open whose deadline has passed. Running, paused and
/// cancelled ones count on neither side.</summary>
public sealed record TargetRate(string Target, int Met, int Stopped, int OpenBreached)
{
    /// <summary>From 0 to 100; null while there is nothing to count.</summary>
    public double? Percent => Stopped + OpenBreached == 0 ? null : 100.0 * Met / (Stopped + OpenBreached);
}

/// <summary>A log of tickets read by a policy.</summary>
/// <param name="Rates">SLA % of each target, in the order of the policy.</param>
public sealed record TargetReplay(ImmutableArray<TicketTargets> Tickets, ImmutableArray<TargetRate> Rates);
