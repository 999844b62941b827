using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Ppa;

/// <summary>A purchase from a plant, and what its worth depends on. Series are hourly over the whole days of the term still to come.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Contract">A wind PPA, or an agreement on a share of a plant with a fixed, indexed or difference price.</param>
/// <param name="MarkDay">The day of the curve; before the first day valued.</param>
/// <param name="First">First day valued.</param>
/// <param name="Last">Last day valued.</param>
/// <param name="OutputMw">Expected output of the whole plant, MW.</param>
/// <param name="HubPrice">Forward price of the hub by the hour, USD/MWh.</param>
/// <param name="Risks">How output, price and basis stray from that.</param>
/// <param name="IsSettledAtHub">True when the contract settles at the hub, as most differences do; false at the plant's node.</param>
/// <param name="DiscountRate">A year, continuous.</param>
/// <param name="Seed">The same seed gives the same bytes.</param>
/// <param name="Paths">How many, at least 100.</param>
public sealed record ValuePpaInputs(
    MarketCalendar Calendar, Contract Contract, OperatingDay MarkDay, OperatingDay First, OperatingDay Last, Series<double> OutputMw,
    Series<double> HubPrice, PpaRisks Risks, bool IsSettledAtHub, double DiscountRate, ulong Seed, int Paths);

/// <summary>The risks of a PPA. With x, y, z standard normal and persistent from hour to hour: hub = forward × level + s·x; output =
/// expected + spread × min(expected, nameplate − expected) × tanh y, which keeps its mean and its bounds; node = hub + basis + s·z.</summary>
/// <param name="LevelVolatility">Of the logarithm of the price level, a year.</param>
/// <param name="LevelReversion">How fast the level returns, a year.</param>
/// <param name="HourlyPriceSd">Standard deviation of the hour's price about its level, USD/MWh.</param>
/// <param name="OutputSpread">0 to 1: how far the hour's output strays.</param>
/// <param name="Persistence">Correlation of one hour's noise with the next, 0 to below 1.</param>
/// <param name="OutputPriceCorrelation">Of y with x, −1 to 1: negative where the plants of a region make power together.</param>
/// <param name="BasisMean">Node less hub on average, USD/MWh.</param>
/// <param name="BasisSd">Standard deviation of the basis.</param>
/// <param name="BasisOutputCorrelation">Of z with y, −1 to 1.</param>
/// <param name="CurtailBelow">Node price under which the plant is turned down, USD/MWh.</param>
/// <param name="YearlyOutputSd">Standard deviation of a contract year's resource, as a part of its mean.</param>
public sealed record PpaRisks(
    double LevelVolatility, double LevelReversion, double HourlyPriceSd, double OutputSpread, double Persistence,
    double OutputPriceCorrelation, double BasisMean, double BasisSd, double BasisOutputCorrelation, double CurtailBelow,
    double YearlyOutputSd);
