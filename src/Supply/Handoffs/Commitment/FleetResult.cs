using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Commitment;

/// <summary>What each plant earned on one day and how close bid, award and delivery came to each other, once the day is metered.</summary>
/// <param name="Day">The operating day.</param>
/// <param name="MeasuredAt">The clock at which prices and meters were known.</param>
/// <param name="Plants">One result a unit, in the register's order.</param>
public sealed record FleetResult(OperatingDay Day, Instant MeasuredAt, ImmutableArray<PlantResult> Plants);

/// <summary>One plant's day. Revenue and profit are positive when we gain.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="DayAheadRevenue">Award at the day-ahead price.</param>
/// <param name="RealTimeRevenue">Delivery less award, at the real-time price.</param>
/// <param name="FuelCost">Fuel of what was delivered, starts included.</param>
/// <param name="OtherStartCost">Start cost that is not fuel.</param>
/// <param name="VomCost">Variable operation and maintenance of what was delivered.</param>
/// <param name="MakeWhole">Make-whole credits less clawbacks, by our estimate.</param>
/// <param name="Foresight">Profit of the schedule made with the day-ahead price known.</param>
/// <param name="Energy">The energies, and how far they are apart.</param>
public sealed record PlantResult(
    string Unit, Usd DayAheadRevenue, Usd RealTimeRevenue, Usd FuelCost, Usd OtherStartCost, Usd VomCost, Usd MakeWhole, Usd Foresight,
    PlantEnergy Energy)
{
    /// <summary>What is left.</summary>
    public Usd Profit => DayAheadRevenue + RealTimeRevenue - FuelCost - OtherStartCost - VomCost + MakeWhole;
}

/// <summary>A day's energies of a plant, each the sum of its hours without sign, and the sums of the hourly distances between
/// them.</summary>
/// <param name="Forecast">Planned before the gate; for wind and solar the forecast.</param>
/// <param name="Offered">What the offer would sell at the price that cleared, in hours that we committed or the market did; its ramp is
/// not looked at.</param>
/// <param name="Awarded">Cleared day-ahead.</param>
/// <param name="Delivered">Metered.</param>
/// <param name="AwardedOffPlan">Σ |awarded − planned|.</param>
/// <param name="AwardedOffOffer">Σ |awarded − offered at the cleared price|.</param>
/// <param name="DeliveredOffAward">Σ |delivered − awarded|.</param>
/// <param name="DeliveredOffForecast">Σ |delivered − planned|.</param>
public sealed record PlantEnergy(
    Mwh Forecast, Mwh Offered, Mwh Awarded, Mwh Delivered, Mwh AwardedOffPlan, Mwh AwardedOffOffer, Mwh DeliveredOffAward,
    Mwh DeliveredOffForecast);
