using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;

namespace Busbar.Supply.Trading.Positions;

/// <summary>Prices hour by hour: a shaped forward curve, or what was settled.</summary>
/// <param name="Prices">USD/MWh, fuel USD/MMBtu; the step is an hour.</param>
public sealed record HourlyPrices(Commodity Commodity, string Market, string Location, Series<UsdPerMwhEstimate> Prices);

/// <summary>How much a forward price moves.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="PerRootYear">Standard deviation of the logarithm over one year, 0.6 for 60 %; not below 0.</param>
public sealed record PriceVolatility(Commodity Commodity, string Market, string Location, OperatingDay Month, double PerRootYear);
