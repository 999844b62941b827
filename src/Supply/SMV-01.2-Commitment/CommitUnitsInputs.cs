using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Forecasting;
using NodaTime;

namespace Busbar.Supply.Commitment;

/// <summary>What the desk knows when it plans the fleet of one operating day.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Day">The operating day, 23 to 25 hours.</param>
/// <param name="DecidedAt">The clock of the decision; nothing used may have been issued after it.</param>
/// <param name="Fleet">The plants.</param>
/// <param name="Prices">Expected price of the day, and of the day after it so that the plan looks ahead.</param>
/// <param name="Before">State of each unit when the day starts. A unit without one has been off for a long time, its store empty.</param>
/// <param name="FuelPrices">Fuel prices that override the register's.</param>
/// <param name="Outlooks">What each wind and solar plant is expected to deliver.</param>
public sealed record CommitUnitsInputs(
    MarketCalendar Calendar, OperatingDay Day, Instant DecidedAt, FleetRegister Fleet, PriceView Prices,
    ImmutableArray<UnitState> Before, ImmutableArray<FuelQuote> FuelPrices, ImmutableArray<PlantOutlook> Outlooks)
{
    /// <summary>Outages and derates of thermal units, from the first hour of the day on.</summary>
    public ImmutableArray<UnitAvailability> Available { get; init; } = [];
}
