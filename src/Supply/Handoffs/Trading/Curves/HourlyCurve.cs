using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Trading.Curves;

/// <summary>A forward curve shaped to hours. Its mean over the hours of a month and block is the forward curve's price of it.</summary>
/// <param name="Commodity">Power, day-ahead or real time.</param>
/// <param name="Market">The market whose hours they are.</param>
/// <param name="Location">Hub or zone.</param>
/// <param name="MarkDay">The forward curve's mark day; the first hour is after it.</param>
/// <param name="Version">The forward curve's version.</param>
/// <param name="Prices">One an hour, to the end of the curve's last month.</param>
/// <param name="Basis">The forward curve's basis and how it was shaped.</param>
public sealed record HourlyCurve(
    Commodity Commodity, string Market, string Location, OperatingDay MarkDay, int Version, Series<UsdPerMwhEstimate> Prices, string Basis);
