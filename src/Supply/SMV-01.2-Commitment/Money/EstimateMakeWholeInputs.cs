using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.Money;

/// <summary>What the make-whole of a day is estimated from.</summary>
/// <param name="Calendar">The market's clock; its name chooses the rules.</param>
/// <param name="Day">The operating day.</param>
/// <param name="EstimatedAt">The clock of the estimate.</param>
/// <param name="Fleet">The plants, for minimum run times.</param>
/// <param name="Offers">What was offered.</param>
/// <param name="Awarded">What cleared day-ahead.</param>
/// <param name="Meters">What was delivered; a unit without a meter delivered its award.</param>
/// <param name="DayAhead">Day-ahead price, hourly.</param>
/// <param name="RealTime">Real-time price, hourly.</param>
/// <param name="Reliability">Hours in which the ISO committed a unit itself after the day-ahead market (RUC and the like).</param>
public sealed record EstimateMakeWholeInputs(
    MarketCalendar Calendar, OperatingDay Day, Instant EstimatedAt, FleetRegister Fleet, FleetOffers Offers, DispatchSchedule Awarded,
    ImmutableArray<PlantMeter> Meters, Series<UsdPerMwh> DayAhead, Series<UsdPerMwh> RealTime,
    ImmutableArray<ReliabilityCommitment> Reliability);

/// <summary>Metered output of one unit, hourly over the day.</summary>
public sealed record PlantMeter(string Unit, Series<Mwh> Energy);

/// <summary>Hours of the day, by index, in which the ISO committed a unit for reliability.</summary>
public sealed record ReliabilityCommitment(string Unit, ImmutableArray<int> Hours);
