using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Commitment;

/// <summary>What each unit is to do in the next five minutes of real time, and what it is expected to do after them.</summary>
/// <param name="Day">The operating day of the first interval.</param>
/// <param name="DecidedAt">The clock of the decision.</param>
/// <param name="Location">The settlement location.</param>
/// <param name="Units">One base point a unit, in the register's order.</param>
/// <param name="IsSimulated">True when a reading or a price it rests on was made by a stand-in; shown wherever the dispatch is.</param>
public sealed record RealTimeDispatch(
    OperatingDay Day, Instant DecidedAt, string Location, ImmutableArray<UnitBasePoint> Units, bool IsSimulated);

/// <summary>One unit's base points.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Before">The output it moves from.</param>
/// <param name="From">Where that output is known from.</param>
/// <param name="IsOnBefore">On or off then.</param>
/// <param name="Output">Base point of each five-minute interval; the first is the instruction, the others are the outlook.</param>
/// <param name="IsOn">On or off in each interval.</param>
/// <param name="Reserve">Reserve held in each interval: room above the base point that ten minutes of ramp reach.</param>
/// <param name="StoredBefore">Energy in the store before (storage only).</param>
/// <param name="Stored">Energy in the store after each interval (storage only, otherwise empty).</param>
/// <param name="Reason">What decides the first base point.</param>
public sealed record UnitBasePoint(
    string Unit, Mw Before, ReadingSource From, bool IsOnBefore, Series<Mw> Output, ImmutableArray<bool> IsOn, ImmutableArray<Mw> Reserve,
    Mwh StoredBefore, ImmutableArray<Mwh> Stored, BasePointReason Reason)
{
    /// <summary>The instruction for the next interval.</summary>
    public Mw Next => Output[0];
}

/// <summary>Where a unit's present output is known from.</summary>
public enum ReadingSource
{
    /// <summary>A good reading.</summary>
    Telemetry,

    /// <summary>The output known last, moved towards the base point given since as far as the ramp goes.</summary>
    LastGood,

    /// <summary>The day-ahead schedule: nothing was ever read.</summary>
    Schedule,
}

/// <summary>What decides a base point.</summary>
public enum BasePointReason
{
    /// <summary>Off, and to stay off.</summary>
    Off,

    /// <summary>Off by plan or outage although it could run.</summary>
    Out,

    /// <summary>Comes on.</summary>
    Starts,

    /// <summary>Goes off.</summary>
    Stops,

    /// <summary>The price is above the cost of the last megawatt: at its maximum.</summary>
    PriceAboveCost,

    /// <summary>The price is above cost; the reserve is what stops it short of its maximum.</summary>
    ReserveHeld,

    /// <summary>The price is below the cost of the first megawatt: at its minimum (wind and solar: curtailed).</summary>
    PriceBelowCost,

    /// <summary>The price lies between the costs on either side of this output.</summary>
    PriceMeetsCost,

    /// <summary>As far up as the ramp goes.</summary>
    RampUp,

    /// <summary>As far down as the ramp goes.</summary>
    RampDown,

    /// <summary>Short of what this interval's price alone would have, for a later price that the ramp, the store or the water would
    /// miss.</summary>
    LookAhead,

    /// <summary>Delivers what the weather gives.</summary>
    Weather,

    /// <summary>Fills its store.</summary>
    Charges,

    /// <summary>Empties its store.</summary>
    Discharges,

    /// <summary>Keeps its store for a better price.</summary>
    Waits,
}
