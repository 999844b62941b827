using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment;

/// <summary>The days over which the stage is measured.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="Days">What was planned, offered and awarded.</param>
/// <param name="Results">The plants' results of the days that are metered.</param>
public sealed record MeasureFleetInputs(
    OperatingDay First, OperatingDay Last, ImmutableArray<FleetDay> Days, ImmutableArray<FleetResult> Results);

/// <summary>One operating day of the fleet.</summary>
/// <param name="Plan">What we planned before the gate.</param>
/// <param name="Awarded">What cleared, at the cleared price.</param>
/// <param name="Foresight">What would have been best had we known the cleared price: <see cref="CommitUnits"/> with it as price
/// view.</param>
/// <param name="Offers">What we offered.</param>
public sealed record FleetDay(DispatchSchedule Plan, DispatchSchedule Awarded, DispatchSchedule Foresight, FleetOffers Offers);
