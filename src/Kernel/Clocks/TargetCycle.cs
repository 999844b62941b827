using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>A stretch in which a clock is held; without an end while it still is.</summary>
internal readonly record struct Hold(Instant From, Instant? To);

/// <summary>One life of one target while the log is folded.</summary>
/// <param name="Origin">When the first cycle of the target started.</param>
/// <param name="PausesFrom">Pauses before it are lost.</param>
/// <param name="Amount">The time given; null while the priority promises none.</param>
/// <param name="Holds">The stretches between a stop and a reopening that do not count.</param>
internal sealed record TargetCycle(
    int Number, Instant Origin, Instant Start, Instant PausesFrom, string Priority, TargetAmount? Amount, WorkCalendar Calendar,
    Instant? Stop, Instant? FirstStop, bool IsCancelled, ImmutableArray<Hold> Holds)
{
    public bool IsRunning => Stop is null && !IsCancelled;

    public TargetCycle StopAt(Instant at) => this with { Stop = at, FirstStop = FirstStop ?? at };
}
