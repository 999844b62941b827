using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.ServiceDesk;

/// <summary>One line of another desk's log: how an incident stood after an update.</summary>
/// <param name="At">When it was updated.</param>
/// <param name="State">As the other desk names it: <c>Active</c>, <c>Awaiting User Info</c>.</param>
/// <param name="Impact">From 1, the worst.</param>
/// <param name="Urgency">From 1, the worst.</param>
/// <param name="Priority">From 1, the worst.</param>
/// <param name="Group">The team it lies with; empty when none is named.</param>
/// <param name="Reassignments">How often it went to another team so far.</param>
/// <param name="Reopens">How often it was reopened so far.</param>
/// <param name="Updates">How often it was changed so far.</param>
/// <param name="MadeSla">The other desk's own flag that its targets were kept so far.</param>
public sealed record HistoryEvent(
    Instant At, string State, int Impact, int Urgency, int Priority, string Group, int Reassignments, int Reopens, int Updates,
    bool MadeSla);

/// <summary>One incident of another desk, from its first update to its last.</summary>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ResolvedAt">When it was resolved last; null where the desk did not keep it.</param>
/// <param name="ClosedAt">When it was closed; null while it is open.</param>
/// <param name="Contact">How it came in: <c>Phone</c>.</param>
/// <param name="Links">What it is linked to, by kind: <c>rfc</c>, <c>problem_id</c>, <c>caused_by</c>, <c>cmdb_ci</c>.</param>
/// <param name="Events">In the order of the log; at least one.</param>
public sealed record HistoricIncident(
    string Number, Instant OpenedAt, Instant? ResolvedAt, Instant? ClosedAt, string Contact,
    ImmutableSortedDictionary<string, string> Links, ImmutableArray<HistoryEvent> Events)
{
    /// <summary>How it stood in the end.</summary>
    public HistoryEvent Last => Events[^1];
}

/// <summary>The incidents of another desk, as its log tells them, in the order of their numbers there.</summary>
public sealed record IncidentHistory(string Source, ImmutableArray<HistoricIncident> Incidents);
