using System.Collections.Immutable;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Commitment;

/// <summary>What a thermal unit reaches hour by hour: a derate lowers its maximum, an outage (0, or anything below its minimum) takes it
/// off.</summary>
/// <param name="Unit">A thermal unit of the register. Given once a unit.</param>
/// <param name="Most">Most output of each hour, 0 or more; above the unit's maximum it limits nothing. Hours after the last are not
/// limited.</param>
public sealed record UnitAvailability(string Unit, ImmutableArray<Mw> Most);
