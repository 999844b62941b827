using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money;

/// <summary>What the plants' results of a day are measured from.</summary>
/// <param name="Settled">Offers, awards, meters and prices of the day.</param>
/// <param name="Plan">What we planned before the gate.</param>
/// <param name="Foresight">What would have been best had we known the cleared price.</param>
/// <param name="MakeWhole">Make-whole of the day by our estimate.</param>
/// <param name="Before">State of each unit when the day started.</param>
/// <param name="FuelPrices">Fuel prices that override the register's.</param>
public sealed record MeasurePlantsInputs(
    EstimateMakeWholeInputs Settled, DispatchSchedule Plan, DispatchSchedule Foresight, FleetMakeWhole MakeWhole,
    ImmutableArray<UnitState> Before, ImmutableArray<FuelQuote> FuelPrices);
