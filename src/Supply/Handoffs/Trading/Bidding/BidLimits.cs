using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Handoffs.Trading.Bidding;

/// <summary>How far the desk may go from bidding the expected load.</summary>
/// <param name="LowestLoadPercent">Least load bought day-ahead, percent of expected, 0 to 100; 80 is usual.</param>
/// <param name="HighestLoadPercent">Most, 100 or more; 120 is usual.</param>
/// <param name="VirtualPerHour">Most INC or DEC in an hour, not below 0.</param>
/// <param name="VirtualPerDay">Most INC and DEC together over the day, not below 0.</param>
/// <param name="VirtualCharge">What a cleared MWh of virtuals costs in fees and uplift, not below 0.</param>
/// <param name="DeviationCharge">What a MWh of load that deviates from its bid costs in uplift, not below 0.</param>
/// <param name="RiskBudget">Most CVaR 95 of the loss; nothing means no risk is taken: the expected load and no virtuals.</param>
public sealed record BidLimits(
    double LowestLoadPercent, double HighestLoadPercent, MwEstimate VirtualPerHour, MwhEstimate VirtualPerDay,
    UsdPerMwhEstimate VirtualCharge, UsdPerMwhEstimate DeviationCharge, UsdEstimate RiskBudget);
