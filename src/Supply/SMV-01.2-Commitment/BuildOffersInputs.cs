using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment;

/// <summary>What a day's offers are made from.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Day">The operating day.</param>
/// <param name="GateAt">When the day-ahead market closes for offers.</param>
/// <param name="SubmittedAt">When these go out; not after the gate.</param>
/// <param name="Location">Settlement location of the plants.</param>
/// <param name="Fleet">The plants.</param>
/// <param name="Plan">The plan of the day, which says which hours we commit ourselves.</param>
/// <param name="Before">State of each unit when the day starts.</param>
/// <param name="FuelPrices">Fuel prices that override the register's.</param>
/// <param name="Outlooks">What each wind and solar plant is expected to deliver.</param>
public sealed record BuildOffersInputs(
    MarketCalendar Calendar, OperatingDay Day, Instant GateAt, Instant SubmittedAt, string Location, FleetRegister Fleet,
    DispatchSchedule Plan, ImmutableArray<UnitState> Before, ImmutableArray<FuelQuote> FuelPrices, ImmutableArray<PlantOutlook> Outlooks)
{
    /// <summary>Outages and derates of thermal units, from the first hour of the day on.</summary>
    public ImmutableArray<UnitAvailability> Available { get; init; } = [];
}
