using System.Collections.Immutable;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Kernel.Clocks;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.History;

/// <summary>Another desk's incident as the events of the clock: waiting states pause; a reopening undoes the resolution before it; the last
/// resolution and the closing are where the desk's own fields put them.</summary>
public static class HistoryLog
{
    /// <summary>The clock's log of an incident, in order; each update was known when it was made.</summary>
    public static ImmutableArray<ClockEvent> Of(HistoricIncident incident)
    {
        var log = ImmutableArray.CreateBuilder<ClockEvent>();
        var before = incident.Events[0];
        Instant? resolved = before.State == "Resolved" ? before.At : null;
        log.Add(new ClockEvent.Created(incident.OpenedAt, incident.OpenedAt, $"{before.Priority}"));
        foreach (var each in incident.Events)
        {
            if (each.Priority != before.Priority) log.Add(new ClockEvent.PriorityChanged(each.At, each.At, $"{each.Priority}"));
            if (IsWaiting(each) && !IsWaiting(before)) log.Add(new ClockEvent.Paused(each.At, each.At, each.State));
            if (!IsWaiting(each) && IsWaiting(before) && !IsOver(each)) log.Add(new ClockEvent.Resumed(each.At, each.At));
            if (each.State == "Resolved") resolved ??= each.At;
            if (IsOver(before) && !IsOver(each))
            {
                if (resolved is { } undone) log.Add(new ClockEvent.Resolved(undone, undone));
                log.Add(new ClockEvent.Reopened(each.At, each.At));
                resolved = null;
            }
            before = each;
        }
        if (LastResolution(incident, resolved) is { } last) log.Add(new ClockEvent.Resolved(last, last));
        if (incident.ClosedAt is { } closed) log.Add(new ClockEvent.Closed(closed, closed));
        return [.. log.OrderBy(each => each.At)];
    }

    /// <summary>The desk's field, unless a reopening after it made it old; then the update that said so.</summary>
    private static Instant? LastResolution(HistoricIncident incident, Instant? updated) =>
        incident.ResolvedAt is { } field && (incident.Last.Reopens == 0 || updated is null || field >= updated) ? field : updated;

    private static bool IsWaiting(HistoryEvent each) => each.State.StartsWith("Awaiting", StringComparison.Ordinal);

    private static bool IsOver(HistoryEvent each) => each.State is "Resolved" or "Closed";
}
