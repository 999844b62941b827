using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Trading.Bidding;

/// <summary>What to bid day-ahead: how much of the load to buy, and which virtual bids to place. Gains are against bidding the whole
/// expected load and no virtuals.</summary>
/// <param name="Day">The operating day.</param>
/// <param name="Location">Where load and virtuals settle.</param>
/// <param name="Hours">One an hour of the day.</param>
/// <param name="ExpectedGain">Mean gain over the scenarios, charges taken off.</param>
/// <param name="CostOfTail">Mean loss over the worst 5 % of the scenarios (CVaR 95); below 0 when even those gain.</param>
/// <param name="GainPerBudget">What one more dollar of risk budget would add to the expected gain; 0 when the budget does not bind.</param>
/// <param name="Basis">Scenarios and limits it rests on.</param>
public sealed record BidPlan(
    OperatingDay Day, string Location, ImmutableArray<BidHour> Hours, UsdEstimate ExpectedGain, UsdEstimate CostOfTail,
    double GainPerBudget, string Basis);

/// <summary>One hour of a bid plan.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="Load">Load bought day-ahead; the rest of the load settles in real time.</param>
/// <param name="Increment">INC: sold day-ahead, bought back in real time.</param>
/// <param name="Decrement">DEC: bought day-ahead, sold in real time.</param>
/// <param name="ExpectedGain">Mean gain of the hour.</param>
/// <param name="Spread">Real time less day-ahead over the scenarios.</param>
/// <param name="Why">Why so much and no more.</param>
public sealed record BidHour(
    DeliveryInterval Hour, MwEstimate Load, MwEstimate Increment, MwEstimate Decrement, UsdEstimate ExpectedGain, SpreadRange Spread,
    string Why);

/// <summary>Where the spread of an hour lies over the scenarios.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Low">5 % quantile.</param>
/// <param name="Median">Median.</param>
/// <param name="High">95 % quantile.</param>
public sealed record SpreadRange(UsdPerMwhEstimate Mean, UsdPerMwhEstimate Low, UsdPerMwhEstimate Median, UsdPerMwhEstimate High);
