using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.RealTime;

/// <summary>What the desk knows when it gives the next base points.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="DecidedAt">The clock of the decision.</param>
/// <param name="Fleet">The plants.</param>
/// <param name="Schedule">The day-ahead schedule of the day: it says who is committed, and what water and energy a day's plan uses.</param>
/// <param name="Before">State of each unit when that day began.</param>
/// <param name="Prices">Price outlook by five-minute interval, 1 to 48 of them; it starts on the grid and not before the decision.</param>
/// <param name="Location">Settlement location of the prices.</param>
/// <param name="Telemetry">Latest reading of each unit.</param>
/// <param name="StaleAfter">Age at which a reading no longer counts.</param>
/// <param name="Previous">The base points given before, if any.</param>
/// <param name="Terms">Reserves, derates and quick starts.</param>
/// <param name="FuelPrices">Fuel prices that override the register's.</param>
/// <param name="IsSimulated">True when readings or prices were made by a stand-in.</param>
public sealed record DispatchRealTimeInputs(
    MarketCalendar Calendar, Instant DecidedAt, FleetRegister Fleet, DispatchSchedule Schedule, ImmutableArray<UnitState> Before,
    Series<UsdPerMwhEstimate> Prices, string Location, ImmutableArray<UnitTelemetry> Telemetry, Duration StaleAfter,
    RealTimeDispatch? Previous, ImmutableArray<RealTimeTerms> Terms, ImmutableArray<FuelQuote> FuelPrices, bool IsSimulated)
{
    /// <summary>Length of an interval, in hours.</summary>
    internal decimal Hours => 1m / IntervalsPerHour;

    /// <summary>Intervals in an hour.</summary>
    internal const int IntervalsPerHour = 12;

    /// <summary>The terms of a unit.</summary>
    internal RealTimeTerms TermsOf(string unit) =>
        Terms.FirstOrDefault(terms => terms.Unit == unit) ?? new(unit, Mw.Zero, null, null, default);

    /// <summary>The day-ahead schedule of a unit.</summary>
    internal UnitSchedule ScheduleOf(string unit) => Schedule.Units.Single(each => each.Unit == unit);

    /// <summary>The scheduled hour that an interval lies in; after the day its last hour stands.</summary>
    internal int HourOf(int interval)
    {
        var hours = Schedule.Units[0].Output;
        return (int)Math.Min((Prices.IntervalAt(interval).Start - hours.Start).TotalHours, hours.Count - 1);
    }
}
