using NodaTime;

namespace Busbar.Digital.Handoffs.ServiceDesk;

/// <summary>A ticket out of another desk's export, as far as its columns told.</summary>
/// <param name="Number">The other desk's number; unique in the file.</param>
/// <param name="Kind">In the other desk's word, already mapped to ours: <c>incident</c>, <c>request</c>, <c>problem</c>,
/// <c>change</c>.</param>
/// <param name="State">Mapped to ours: <c>new</c>, <c>working</c>, <c>waiting</c>, <c>resolved</c>, <c>closed</c>,
/// <c>cancelled</c>.</param>
/// <param name="Impact">From 1; 0 when unknown.</param>
/// <param name="Urgency">From 1; 0 when unknown.</param>
/// <param name="ReopenedCount">How often it was reopened; when nobody knows.</param>
/// <param name="Where">File and line, for findings.</param>
public sealed record ImportedTicket(
    string Number, string Kind, string State, string Title, string Body, string Requester, string Queue, string Agent, string Service,
    string Item, int Impact, int Urgency, Instant OpenedAt, Instant? ResolvedAt, Instant? ClosedAt, string Resolution, int ReopenedCount,
    string Where);
