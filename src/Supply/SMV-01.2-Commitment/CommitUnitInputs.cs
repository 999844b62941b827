using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment;

/// <summary>One thermal unit as a price taker over any number of consecutive hours.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Before">Its state when the first hour starts.</param>
/// <param name="Prices">Energy price of each hour, at least one.</param>
/// <param name="FuelPrices">Delivered fuel price of each hour (a gas day changes it within the day), as many as prices.</param>
public sealed record CommitUnitInputs(
    ThermalUnit Unit, UnitState Before, ImmutableArray<UsdPerMwhEstimate> Prices, ImmutableArray<UsdPerMmbtu> FuelPrices)
{
    /// <summary>What the unit reaches by hour, below its minimum an outage; empty where nothing limits it.</summary>
    public ImmutableArray<Mw> Most { get; init; } = [];
}

/// <summary>The most profitable way to run one unit.</summary>
/// <param name="Output">Output of each hour, to the watt; zero while off.</param>
/// <param name="IsOn">Committed or not, each hour.</param>
/// <param name="Profit">Revenue less fuel, starts and VOM over all hours; a gain is positive here.</param>
public sealed record UnitRun(ImmutableArray<Mw> Output, ImmutableArray<bool> IsOn, UsdEstimate Profit);
