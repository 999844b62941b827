using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Commitment.Fuel;

/// <summary>The price of a fuel for one gas day, before transport. Coal and oil are quoted by the same days.</summary>
/// <param name="Fuel">Name, as the unit master spells it.</param>
/// <param name="GasDay">The gas day.</param>
/// <param name="Price">Not negative.</param>
/// <param name="KnownAt">When it was published; nothing decided earlier uses it.</param>
public sealed record GasDayPrice(string Fuel, OperatingDay GasDay, UsdPerMmbtu Price, Instant KnownAt);

/// <summary>The price of the right to emit a short ton (2,000 lb) of a pollutant, 0 or more.</summary>
public sealed record AllowancePrice(string Pollutant, Usd PerShortTon);

/// <summary>What a unit forgoes by running, such as hours of a permit or gas of a contract: the engine's multiplier of the constraint.
/// It adds to the cost of heat or of energy.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="PerHeat">Per MMBtu burned.</param>
/// <param name="PerEnergy">Per MWh made.</param>
/// <param name="Why">Which constraint, for people.</param>
public sealed record OpportunityCost(string Unit, UsdPerMmbtu PerHeat, UsdPerMwh PerEnergy, string Why);
