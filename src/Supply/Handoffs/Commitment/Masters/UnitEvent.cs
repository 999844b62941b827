using System.Text.Json.Serialization;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Commitment.Masters;

/// <summary>Something that changes what a unit can do for a while. Events are added, never changed: one that no longer holds is
/// cancelled by another.</summary>
/// <param name="Id">Unique within the unit.</param>
/// <param name="Span">When it holds.</param>
/// <param name="KnownAt">When it became known; nothing decided earlier sees it.</param>
/// <param name="Reason">Why, for people.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UnitOutage), "outage")]
[JsonDerivedType(typeof(UnitDerate), "derate")]
[JsonDerivedType(typeof(UnitSelfSchedule), "self-schedule")]
[JsonDerivedType(typeof(UnitModeChange), "mode")]
[JsonDerivedType(typeof(UnitEventCancelled), "cancel")]
public abstract record UnitEvent(string Id, DeliveryInterval Span, Instant KnownAt, string Reason);

/// <summary>The unit is not available.</summary>
public sealed record UnitOutage(string Id, DeliveryInterval Span, Instant KnownAt, string Reason) : UnitEvent(Id, Span, KnownAt, Reason);

/// <summary>The unit reaches no more than so much.</summary>
public sealed record UnitDerate(string Id, DeliveryInterval Span, Instant KnownAt, string Reason, Mw Most)
    : UnitEvent(Id, Span, KnownAt, Reason);

/// <summary>The unit runs at a stated output.</summary>
public sealed record UnitSelfSchedule(string Id, DeliveryInterval Span, Instant KnownAt, string Reason, Mw Output)
    : UnitEvent(Id, Span, KnownAt, Reason);

/// <summary>The unit is committed otherwise than usual: economic, must-run or emergency.</summary>
public sealed record UnitModeChange(string Id, DeliveryInterval Span, Instant KnownAt, string Reason, CommitmentMode Mode)
    : UnitEvent(Id, Span, KnownAt, Reason);

/// <summary>An earlier event does not hold, from when this became known.</summary>
public sealed record UnitEventCancelled(string Id, DeliveryInterval Span, Instant KnownAt, string Reason, string Cancels)
    : UnitEvent(Id, Span, KnownAt, Reason);
