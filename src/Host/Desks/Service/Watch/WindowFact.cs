using Busbar.Digital.Operations.Maintenance;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>Something that happened to planned maintenance.</summary>
public abstract record WindowFact(Instant At, Actor By);

/// <summary>Somebody wants it.</summary>
public sealed record WindowPlanned(Instant At, Actor By, MaintenanceWindow Window) : WindowFact(At, By);

/// <summary>Somebody else let it.</summary>
public sealed record WindowApproved(Instant At, Actor By) : WindowFact(At, By);

/// <summary>It does not take place, or takes place no more.</summary>
public sealed record WindowCancelled(Instant At, Actor By, string Why) : WindowFact(At, By);
