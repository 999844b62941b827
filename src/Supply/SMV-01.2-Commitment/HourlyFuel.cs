using System.Collections.Immutable;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Commitment;

/// <summary>Delivered price of a fuel hour by hour (a gas day changes it within the operating day). It takes the place of the fuel's quote
/// and of the register's price.</summary>
/// <param name="Fuel">Fuel name as the register spells it. Given once a fuel.</param>
/// <param name="Prices">One an hour of the horizon, none below zero.</param>
public sealed record HourlyFuel(string Fuel, ImmutableArray<UsdPerMmbtu> Prices);
