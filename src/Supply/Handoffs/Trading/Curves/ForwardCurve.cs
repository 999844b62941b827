using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Trading.Curves;

/// <summary>A mark: what power or fuel at one location is worth for each month and block to come, as seen on one day. A later mark of the
/// same day is another version.</summary>
/// <param name="Commodity">What it prices.</param>
/// <param name="Market">The market whose calendar counts its hours.</param>
/// <param name="Location">Hub, zone or fuel hub.</param>
/// <param name="MarkDay">The day it is a mark of.</param>
/// <param name="Version">From 1.</param>
/// <param name="MarkedAt">When it was made.</param>
/// <param name="Prices">One a month and block, in order of month, then block, without holes. A fuel curve has one block a month,
/// <see cref="PeakBlock.OnPeak"/>, and means the whole month.</param>
/// <param name="Basis">Where it comes from; says so when it is simulated.</param>
public sealed record ForwardCurve(
    Commodity Commodity, string Market, string Location, OperatingDay MarkDay, int Version, Instant MarkedAt,
    ImmutableArray<ForwardPrice> Prices, string Basis);

/// <summary>The price of one block of one month.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Block">The block.</param>
/// <param name="Price">USD/MWh; for fuel the number is USD/MMBtu.</param>
public sealed record ForwardPrice(OperatingDay Month, PeakBlock Block, UsdPerMwhEstimate Price);

/// <summary>What a forward curve prices.</summary>
public enum Commodity
{
    /// <summary>Power at the day-ahead price.</summary>
    PowerDayAhead,
    /// <summary>Power at the real-time price.</summary>
    PowerRealTime,
    /// <summary>Natural gas or another fuel.</summary>
    Fuel,
}
