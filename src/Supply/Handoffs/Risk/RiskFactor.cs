using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;

namespace Busbar.Supply.Handoffs.Risk;

/// <summary>One price that moves: a commodity at a location for a month and block.</summary>
public sealed record RiskFactor(Commodity Commodity, string Location, OperatingDay Month, PeakBlock Block);
