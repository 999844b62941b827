using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Handoffs.Commitment;

/// <summary>What real time holds a unit to, beyond the register. A unit without terms holds no reserve, is whole, and is not
/// quick.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Reserve">Upward reserve to be held while on, 0 or more.</param>
/// <param name="Available">Most output now (a derate or outage); null: the register's. Below the minimum a thermal unit is out.</param>
/// <param name="QuickStart">How it may be started in real time; null: only the day-ahead commitment starts it.</param>
/// <param name="WaterValue">What a MWh left in its store is worth after the intervals looked at (storage only).</param>
public sealed record RealTimeTerms(string Unit, Mw Reserve, Mw? Available, QuickStart? QuickStart, UsdPerMwhEstimate WaterValue);

/// <summary>A quick start: minutes from the order to the minimum output, and the least time on and off, each 0 or more.</summary>
public sealed record QuickStart(int StartMinutes, int MinUpMinutes, int MinDownMinutes);
