using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>A fleet against price scenarios.</summary>
/// <param name="Fleet">Thermal units, hydro and storage; wind and solar have no schedule to choose and are left out.</param>
/// <param name="CombinedCycles">Plants that run by configuration, beside the register's units.</param>
/// <param name="Before">States when the first hour starts; a unit without one has been off for a long time, its store empty.</param>
/// <param name="FuelPrices">Fuel prices that override the register's.</param>
/// <param name="StartLimits">Limits on starts.</param>
/// <param name="Contracts">Fuel contracts.</param>
/// <param name="Scenarios">At least one; all with the same hours.</param>
/// <param name="DayHours">Hours of each operating day in turn (23, 24 or 25; the last may be cut short); they add up to the
/// horizon.</param>
/// <param name="Threads">How many threads share the work, at least 1; the answer is the same for any number.</param>
public sealed record PriceTakeInputs(
    FleetRegister Fleet, ImmutableArray<CombinedCyclePlant> CombinedCycles, ImmutableArray<UnitState> Before,
    ImmutableArray<FuelQuote> FuelPrices, ImmutableArray<StartLimit> StartLimits, ImmutableArray<FuelContract> Contracts,
    ImmutableArray<PriceScenario> Scenarios, ImmutableArray<int> DayHours, int Threads)
{
    /// <summary>Fuel prices hour by hour, the same in every scenario; they override the others.</summary>
    public ImmutableArray<HourlyFuel> FuelByHour { get; init; } = [];

    /// <summary>Outages and derates of thermal units, the same in every scenario.</summary>
    public ImmutableArray<UnitAvailability> Available { get; init; } = [];
}
