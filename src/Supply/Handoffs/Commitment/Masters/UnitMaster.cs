using System.Collections.Immutable;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Handoffs.Commitment.Masters;

/// <summary>All that an offer needs to know of our fuel-burning units, kept by people. Units have unique names.</summary>
/// <param name="Source">Where it came from: a file, or the fleet register.</param>
/// <param name="Units">The units.</param>
public sealed record UnitMaster(string Source, ImmutableArray<MasterUnit> Units);

/// <summary>One unit as its market knows it.</summary>
/// <param name="Name">Our name.</param>
/// <param name="Kind">Technology.</param>
/// <param name="Resource">What the market calls it, and where it is.</param>
/// <param name="Mode">How it is committed unless an event says otherwise.</param>
/// <param name="Limits">Output limits unless an hour or an event says otherwise.</param>
/// <param name="ByHour">Other limits in hours of every day: an ambient derate of the afternoon.</param>
/// <param name="Ramps">Ramp rates by output band, ascending; the last reaches the emergency maximum.</param>
/// <param name="Times">Notification, minimum times, most starts.</param>
/// <param name="Starts">Start types by cooling hours, hot first.</param>
/// <param name="Heat">Heat input.</param>
/// <param name="Fuel">What it burns.</param>
/// <param name="Vom">Variable operation and maintenance.</param>
/// <param name="Ancillary">Most of each ancillary service it may carry.</param>
/// <param name="Events">Outages, derates and schedules, each with when it became known.</param>
public sealed record MasterUnit(
    string Name, UnitKind Kind, MarketResource Resource, CommitmentMode Mode, OutputLimits Limits, ImmutableArray<HourlyLimits> ByHour,
    ImmutableArray<RampBand> Ramps, UnitTimes Times, ImmutableArray<CoolingStart> Starts, HeatMeasure Heat, UnitFuel Fuel, UsdPerMwh Vom,
    ImmutableArray<AncillaryRange> Ancillary, ImmutableArray<UnitEvent> Events);

/// <summary>A unit in its market.</summary>
/// <param name="Market">Name of the <see cref="Kernel.Time.MarketCalendar"/>.</param>
/// <param name="Name">The market's name of the resource.</param>
/// <param name="Location">Settlement location.</param>
public sealed record MarketResource(string Market, string Name, string Location);

/// <summary>How a unit is committed in an hour.</summary>
public enum CommitmentMode
{
    /// <summary>The market decides.</summary>
    Economic,
    /// <summary>On at its economic minimum or above; the market dispatches it above.</summary>
    MustRun,
    /// <summary>On at a stated output.</summary>
    SelfSchedule,
    /// <summary>Not available.</summary>
    Outage,
    /// <summary>Available in an emergency only.</summary>
    Emergency,
}

/// <summary>Output limits: emergency minimum ≤ economic minimum ≤ economic maximum ≤ emergency maximum, none negative.</summary>
public sealed record OutputLimits(Mw EmergencyMin, Mw EconomicMin, Mw EconomicMax, Mw EmergencyMax);

/// <summary>Limits of the hours ending from one label to another, both included, on every day. A repeated hour carries the limits of its
/// label; a skipped one has none.</summary>
public sealed record HourlyLimits(int FirstHourEnding, int LastHourEnding, OutputLimits Limits);

/// <summary>Ramp rate of outputs from the band before up to <paramref name="UpTo"/>; above 0.</summary>
public sealed record RampBand(Mw UpTo, Mw PerMinute);

/// <summary>Times and counts.</summary>
/// <param name="NotificationHours">From the ISO's call to the start, 0 or more.</param>
/// <param name="MinUpHours">Hours it stays on, at least 1.</param>
/// <param name="MinDownHours">Hours it stays off, at least 1.</param>
/// <param name="StartsPerDay">Most starts in an operating day, at least 1.</param>
/// <param name="StartsPerWeek">Most starts in seven days, at least <paramref name="StartsPerDay"/>.</param>
public sealed record UnitTimes(decimal NotificationHours, int MinUpHours, int MinDownHours, int StartsPerDay, int StartsPerWeek);

/// <summary>A start after at least so many hours off: the heat it burns and its other cost.</summary>
public sealed record CoolingStart(StartTemperature Temperature, int HoursOffAtLeast, Mmbtu Heat, Usd OtherCost);

/// <summary>How cold a unit is when it starts.</summary>
public enum StartTemperature
{
    Hot,
    Intermediate,
    Cold,
}

/// <summary>What a unit burns.</summary>
/// <param name="Primary">Fuels burned together, shares by heat adding up to 1.</param>
/// <param name="Alternate">The other fuel or blend of a dual-fuel unit, or none.</param>
/// <param name="Choice">Which of the two is burned.</param>
/// <param name="StartFuel">Fuel of a start; its terms are those of the share that names it.</param>
public sealed record UnitFuel(ImmutableArray<FuelShare> Primary, ImmutableArray<FuelShare> Alternate, FuelChoice Choice, string StartFuel);

/// <summary>Which fuel a dual-fuel unit burns.</summary>
public enum FuelChoice
{
    Primary,
    Alternate,
    /// <summary>Whichever costs less in the hour, emissions counted.</summary>
    Cheaper,
}

/// <summary>A fuel in a blend.</summary>
/// <param name="Fuel">Name, as its prices spell it.</param>
/// <param name="HeatShare">Part of the heat, above 0 and at most 1.</param>
/// <param name="Transport">Variable transport per MMBtu delivered.</param>
/// <param name="Retainage">Part of what is bought that the pipeline keeps, 0 to below 1.</param>
/// <param name="Emissions">What burning it emits.</param>
public sealed record FuelShare(
    string Fuel, decimal HeatShare, UsdPerMmbtu Transport, decimal Retainage, ImmutableArray<EmissionRate> Emissions);

/// <summary>Pounds of a pollutant emitted for each MMBtu burned, 0 or more.</summary>
public sealed record EmissionRate(string Pollutant, decimal PoundsPerMmbtu);

/// <summary>The most of an ancillary service that a unit may carry.</summary>
public sealed record AncillaryRange(AncillaryProduct Product, Mw Most);

/// <summary>Ancillary services, by ERCOT's kinds.</summary>
public enum AncillaryProduct
{
    RegulationUp,
    RegulationDown,
    ResponsiveReserve,
    ContingencyReserve,
    OnlineNonSpin,
    OfflineNonSpin,
}
