using Busbar.Kernel.Time;

namespace Busbar.Supply.Contracts.Terms;

/// <summary>A stretch in which a plant could give only part of its capacity.</summary>
/// <param name="Interval">When.</param>
/// <param name="Available">Part of the capacity that was left, 0 to 1.</param>
/// <param name="IsExcused">True for planned maintenance and force majeure, which no guarantee counts.</param>
public sealed record AvailabilityEvent(DeliveryInterval Interval, decimal Available, bool IsExcused);
