using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Trading.Bidding;

/// <summary>One way a day may go: real-time less day-ahead price, hour by hour. All scenarios of a set are equally likely.</summary>
/// <param name="From">The past day it was drawn from.</param>
/// <param name="Spread">USD/MWh, one an hour of the day bid for.</param>
public sealed record SpreadScenario(OperatingDay From, Series<UsdPerMwhEstimate> Spread);
