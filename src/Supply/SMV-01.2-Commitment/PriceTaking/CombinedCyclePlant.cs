using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>A combined-cycle plant that is offered by configuration (ERCOT and CAISO call it so; CAISO BPM for Market Instruments,
/// multi-stage generating resources): one or two gas turbines with or without the steam turbine, and what it takes to change between
/// them.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Fuel">Fuel name.</param>
/// <param name="FuelPrice">Delivered fuel price.</param>
/// <param name="Vom">Variable operation and maintenance.</param>
/// <param name="MinDownHours">Hours it stays off once off, at least 1.</param>
/// <param name="Configurations">At least one; names unique, none empty.</param>
/// <param name="Transitions">Changes that are possible; the empty name is off.</param>
/// <param name="Before">Configuration before the first hour, empty for off.</param>
/// <param name="HoursBefore">Hours it had been in it, at least 1.</param>
/// <param name="OutputBefore">Output then, within the configuration's limits; 0 while off.</param>
public sealed record CombinedCyclePlant(
    string Name, string Fuel, UsdPerMmbtu FuelPrice, UsdPerMwh Vom, int MinDownHours, ImmutableArray<PlantConfiguration> Configurations,
    ImmutableArray<PlantTransition> Transitions, string Before, int HoursBefore, Mw OutputBefore);

/// <summary>One configuration.</summary>
/// <param name="Name">Unique in the plant.</param>
/// <param name="MinMw">Lowest stable output, above 0.</param>
/// <param name="MaxMw">Highest output.</param>
/// <param name="RampMwPerHour">Largest change of output between two hours in it, above 0.</param>
/// <param name="MinHours">Hours it stays in it, at least 1.</param>
/// <param name="HeatInput">Heat input curve from MinMw to MaxMw, convex.</param>
public sealed record PlantConfiguration(
    string Name, Mw MinMw, Mw MaxMw, Mw RampMwPerHour, int MinHours, ImmutableArray<HeatInputPoint> HeatInput);

/// <summary>One possible change. In the first hour after it, output is at most the larger of the new configuration's minimum and the old
/// one's maximum plus the new one's ramp (0 for the maximum of off); in the last hour before it, likewise the other way.</summary>
/// <param name="From">Configuration left; empty for off.</param>
/// <param name="To">Configuration entered; empty for off.</param>
/// <param name="Hours">Hours without output in between, 0 or more.</param>
/// <param name="Costs">Fuel burned and other cost by hours in the configuration left, ascending, the first at 1 or less.</param>
public sealed record PlantTransition(string From, string To, int Hours, ImmutableArray<StartType> Costs);
