using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>One line of a ticket's log: what happened, when, and when we learned it. Nothing else is kept; every deadline is read off the
/// log.</summary>
/// <param name="At">When it happened.</param>
/// <param name="KnownAt">When it was recorded; later than <paramref name="At"/> for a backdated fact.</param>
public abstract record ClockEvent(Instant At, Instant KnownAt)
{
    /// <summary>The ticket came in.</summary>
    /// <param name="Priority">As the terms name it.</param>
    /// <param name="IsByAgent">True when an agent opened it with no requester waiting.</param>
    public sealed record Created(Instant At, Instant KnownAt, string Priority, bool IsByAgent = false) : ClockEvent(At, KnownAt);

    /// <summary>A named target starts: a team took over (operational level), a supplier was called (underpinning), a reportable incident
    /// was determined (statutory).</summary>
    public sealed record Started(Instant At, Instant KnownAt, string Target) : ClockEvent(At, KnownAt);

    /// <summary>A named target is done: the team handed on, the report was sent.</summary>
    public sealed record Stopped(Instant At, Instant KnownAt, string Target) : ClockEvent(At, KnownAt);

    /// <summary>The requester wrote.</summary>
    public sealed record RequesterWrote(Instant At, Instant KnownAt) : ClockEvent(At, KnownAt);

    /// <summary>An agent answered where the requester can read it.</summary>
    public sealed record AgentReplied(Instant At, Instant KnownAt) : ClockEvent(At, KnownAt);

    /// <summary>The ticket waits for somebody else.</summary>
    public sealed record Paused(Instant At, Instant KnownAt, string Reason) : ClockEvent(At, KnownAt);

    /// <summary>It waits no longer.</summary>
    public sealed record Resumed(Instant At, Instant KnownAt) : ClockEvent(At, KnownAt);

    /// <summary>The service works again.</summary>
    public sealed record Resolved(Instant At, Instant KnownAt) : ClockEvent(At, KnownAt);

    /// <summary>Nothing more is to be done.</summary>
    public sealed record Closed(Instant At, Instant KnownAt) : ClockEvent(At, KnownAt);

    /// <summary>It was not resolved after all.</summary>
    public sealed record Reopened(Instant At, Instant KnownAt) : ClockEvent(At, KnownAt);

    /// <summary>It was withdrawn.</summary>
    public sealed record Cancelled(Instant At, Instant KnownAt) : ClockEvent(At, KnownAt);

    /// <summary>Another priority holds.</summary>
    public sealed record PriorityChanged(Instant At, Instant KnownAt, string Priority) : ClockEvent(At, KnownAt);

    /// <summary>Another calendar holds, from the beginning on: what was worked is counted anew.</summary>
    public sealed record CalendarChanged(Instant At, Instant KnownAt, WorkCalendar Calendar) : ClockEvent(At, KnownAt);
}
